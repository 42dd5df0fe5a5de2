import type { Channel } from "#app/channels/channel.ts";
import { hasWindow } from "#app/channels/window.ts";
import type { Intended } from "#app/consent/may-send.ts";
import { isPromoting } from "#app/consent/purposes.ts";
import type { Purpose } from "#app/conversations/message.ts";
import { promotionFacts } from "#app/conversations/promotion-facts.ts";
import { formsOf } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";

/** Messages as `maySend` asks about them, each in its place, with what the threads know. */
export async function intendedOf(shop: Shop, messages: Message[]): Promise<Intended[]> {
  const promotions = await promotionFacts(shop, messages.filter(isPromotion));
  const heard = await lastHeard(
    shop,
    messages.filter(({ channel }) => hasWindow(channel as Channel)),
  );
  return messages.map((message) => ({
    channel: message.channel as Channel,
    address: message.address!,
    accountId: message.accountId,
    purpose: message.purpose as Purpose,
    expiresAt: message.expiresAt,
    ...(promotions.get(message.id) ?? NO_PROMOTION),
    heardAt: heard.get(message.id) ?? null,
    isByPerson: message.authorKind === "staff",
    isTemplate: message.template !== null,
  }));
}

export const isPromotion = ({ purpose }: Pick<Message, "purpose">): boolean =>
  isPromoting(purpose as Purpose);

const NO_PROMOTION = { recipient: [], marketingToday: 0 };

/** A window is one account's with one shopper. */
async function lastHeard(shop: Shop, messages: Message[]): Promise<Map<string, Date | null>> {
  if (!messages.length) return new Map();
  const asked = messages.map(({ id, channel, accountId, conversationId, address }) => ({
    ...{ id, channel, accountId, conversationId },
    forms: formsOf(address!),
  }));
  const rows = await shop.sql<{ id: string; at: Date | null }>`
    select asked.id, (
      select max(m.at) from "Message" m
      where m."shopId" = ${shop.id} and m."conversationId" = asked."conversationId" and m.channel = asked.channel
        and m."accountId" = asked."accountId" and m.address = any(asked.forms) and m.direction = 'in') as at
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      asked(id text, channel text, "accountId" text, "conversationId" text, forms text[])`;
  return new Map(rows.map(({ id, at }) => [id, at]));
}
