import type { Inbound } from "#app/channels/channel.ts";
import type { Door } from "#app/conversations/take-inbound.ts";
import { lockConversation } from "#app/conversations/write-message.ts";
import { KIND_OF_CHANNEL } from "#app/customers/contact-kind.ts";
import { findByContact } from "#app/customers/find-customer.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

type Watermark = Extract<Inbound, { kind: "watermark" }>;

/**
 * All that one account sent to one shopper up to there has arrived, or was read. Only what was surely sent before is
 * moved: by our own clock at the provider's answer, or by its place before the message that is named.
 */
export async function recordWatermark(
  shop: Shop,
  { channel, accountId }: Door,
  { from, state, upTo }: Watermark,
): Promise<void> {
  const customerId = await findByContact(shop, KIND_OF_CHANNEL[channel], from);
  const where = { shopId_customerId: { shopId: shop.id, customerId: customerId ?? "" } };
  const thread = customerId && (await shop.tx.conversation.findUnique({ where, select: { id: true } }));
  if (!thread) return;
  const { version } = await lockConversation(shop, thread.id);
  const isRead = state === "read";
  const until = upTo instanceof Date ? upTo : null;
  const named = upTo instanceof Date ? null : upTo.externalId;
  const moved = await shop.sql<{ id: string }>`
    update "Message" m set state = 'delivered', version = ${version + 1},
      "stateAt" = case when m.state = 'sent' then ${shop.at}::timestamptz else m."stateAt" end,
      "readAt" = case when ${isRead}::boolean then ${shop.at}::timestamptz end
    where m."shopId" = ${shop.id} and m."conversationId" = ${thread.id} and m.direction = 'out'
      and m.channel = ${channel} and m."accountId" = ${accountId} and m.address = ${from}
      and (m.state = 'sent' or (${isRead}::boolean and m.state = 'delivered' and m."readAt" is null))
      and case when ${named}::text is null
        then case m.state when 'sent' then m."stateAt" else m.at end <= ${until}::timestamptz
        else m.seq < (select n.seq from "Message" n where n."shopId" = ${shop.id}
          and n."conversationId" = ${thread.id} and n.channel = ${channel} and n."externalId" = ${named}) end
    returning m.id`;
  if (!moved.length) return;
  await shop.sql`
    update "Conversation" set version = ${version + 1} where "shopId" = ${shop.id} and id = ${thread.id}`;
  for (const { id: messageId } of moved)
    await writeEvent(shop, {
      name: isRead ? "message.seen" : "message.moved",
      conversationId: thread.id,
      payload: isRead ? { messageId } : { messageId, state: "delivered" },
    });
}
