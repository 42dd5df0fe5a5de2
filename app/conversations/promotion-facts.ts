import { DAY, earlier } from "#app/clock.ts";
import type { Intended } from "#app/consent/may-send.ts";
import { recipientOf } from "#app/consent/places.ts";
import { formsOf } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";

/**
 * What decides about a promotion beside its consent: where its recipient may be, how much of it they have had, and
 * what the merchant allows. The caller holds the address's lock, so two sends cannot both be the last of the day.
 */
export async function promotionFacts(
  shop: Shop,
  message: Message,
): Promise<Required<Pick<Intended, "recipient" | "marketingToday" | "own">>> {
  const address = message.address!;
  const [row] = await shop.sql<Row>`
    select t."promotionsFrom" as open, t."promotionsUntil" as close, t."promotionsADay" as "aDay",
      person.country, person.province as region, had.n as "marketingToday"
    from (
      select count(*)::int as n from "Message"
      where "shopId" = ${shop.id} and channel = ${message.channel} and address = any(${formsOf(address)})
        and purpose in ('marketing', 'cart-reminder') and state in ('sending', 'sent', 'delivered', 'read', 'unknown')
        and "stateAt" > ${earlier(shop.at, DAY)}
    ) had
    left join "ShopSettings" t on t."shopId" = ${shop.id}
    left join "Conversation" thread on thread."shopId" = ${shop.id} and thread.id = ${message.conversationId}
    left join "Customer" person on person."shopId" = thread."shopId" and person.id = thread."customerId"`;
  const { country, region, marketingToday, open, close, aDay } = row!;
  const recipient = await recipientOf(address, { country, region }, shop.at);
  const own = { hours: { open: open ?? 0, close: close ?? 24 }, aDay: aDay ?? Number.POSITIVE_INFINITY };
  return { recipient, marketingToday, own };
}

interface Row {
  country: string | null;
  region: string | null;
  marketingToday: number;
  /** Null where the shop has no settings yet. */
  open: number | null;
  close: number | null;
  aDay: number | null;
}
