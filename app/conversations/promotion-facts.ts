import { DAY, earlier } from "#app/clock.ts";
import type { Intended } from "#app/consent/may-send.ts";
import { recipientOf } from "#app/consent/places.ts";
import { type AddressPlace, recipientPlaces } from "#app/conversations/recipient-places.ts";
import { formsOf } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";

export type PromotionFacts = Required<Pick<Intended, "recipient" | "marketingToday" | "own">>;

/**
 * What decides about promotions beside their consent, by message: where each recipient may be, how much of it they have
 * had, and what the merchant allows. The caller holds the addresses' locks, so two sends cannot both be the last of the
 * day; each address at most once in a call.
 */
export async function promotionFacts(
  shop: Shop,
  messages: Pick<Message, "id" | "channel" | "address" | "conversationId">[],
): Promise<Map<string, PromotionFacts>> {
  if (!messages.length) return new Map();
  const asked = messages.map(({ id, channel, address, conversationId }) => ({
    ...{ id, channel, address, conversationId },
    forms: formsOf(address!),
  }));
  const rows = await shop.sql<Row>`
    select asked.id, asked.address, t."promotionsFrom" as open, t."promotionsUntil" as close, t."promotionsADay" as "aDay",
      had.n as "marketingToday"
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) asked(id text, channel text, address text, forms text[])
    cross join lateral (
      -- By address first, and only then by state: a shop in the middle of a campaign has sent many today.
      select count(*) filter (where state in ('sending', 'sent', 'delivered', 'unknown'))::int as n
      from (select m.state from "Message" m
        where m."shopId" = ${shop.id} and m.channel = asked.channel and m.address = any(asked.forms)
          and m.purpose in ('marketing', 'cart-reminder') and m."stateAt" > ${earlier(shop.at, DAY)} offset 0) today
    ) had
    left join "ShopSettings" t on t."shopId" = ${shop.id}`;
  const places = await recipientPlaces(shop, asked);
  const facts = rows.map(
    async ({ id, ...row }) => [id, await factsOf(row, places.get(id)!, shop.at)] as const,
  );
  return new Map(await Promise.all(facts));
}

async function factsOf(
  { address, marketingToday, open, close, aDay }: Omit<Row, "id">,
  places: AddressPlace[],
  at: Date,
): Promise<PromotionFacts> {
  const recipient = await recipientOf(address, places, at);
  const own = { hours: { open: open ?? 0, close: close ?? 24 }, aDay: aDay ?? Number.POSITIVE_INFINITY };
  return { recipient, marketingToday, own };
}

interface Row {
  id: string;
  address: string;
  marketingToday: number;
  /** Null where the shop has no settings yet. */
  open: number | null;
  close: number | null;
  aDay: number | null;
}
