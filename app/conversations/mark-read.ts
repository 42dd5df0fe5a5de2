import { awayTag } from "#app/conversations/tell-by.ts";
import { lockShownWith } from "#app/conversations/thread-head.ts";
import { voidMessages } from "#app/conversations/void-messages.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

/**
 * Staff have seen the thread, with all that are shown in it, up to this message. Never goes back, and makes nothing
 * unread that was not.
 */
export async function markRead(shop: Shop, conversationId: string, upTo: number): Promise<void> {
  await lockShownWith(shop, conversationId);
  await noteRead(shop, conversationId, upTo);
}

/** All that stands in it; for who has locked it already. */
export const markAllRead = (shop: Shop, conversationId: string): Promise<void> =>
  noteRead(shop, conversationId, LAST);

/** Further than any thread goes. */
const LAST = 2_000_000_000;

async function noteRead(shop: Shop, conversationId: string, upTo: number): Promise<void> {
  const changed = await shop.sql`
    update "Conversation" set "staffReadSeq" = greatest("staffReadSeq", least(${upTo}, "lastSeq")),
      unread = unread and ${upTo} < "lastSeq"
    where "shopId" = ${shop.id} and (id = ${conversationId} or "headId" = ${conversationId})
      and ((unread and ${upTo} >= "lastSeq") or "staffReadSeq" < least(${upTo}, "lastSeq"))
    returning id`;
  if (changed.length) await writeEvent(shop, { name: "conversation.read", conversationId });
}

/** The shopper has seen the thread up to this message: what stood there as sent is delivered. */
export async function markShopperRead(shop: Shop, conversationId: string, upTo: number): Promise<void> {
  const [moved] = await shop.sql<{ version: number; isTold: boolean }>`
    update "Conversation" set "shopperReadSeq" = least(${upTo}, "lastSeq"), version = version + 1
    where "shopId" = ${shop.id} and id = ${conversationId} and "shopperReadSeq" < least(${upTo}, "lastSeq")
    returning version, "tellBy" is not null as "isTold"`;
  if (!moved) return;
  // A version each: a reader that is cut off between two of them resumes after the one it has.
  await shop.sql`
    with seen as (
      select id, ${moved.version}::int + row_number() over (order by seq) as version from "Message"
      where "shopId" = ${shop.id} and "conversationId" = ${conversationId} and channel = 'chat'
        and direction = 'out' and state = 'sent' and seq <= ${upTo}
    ), delivered as (
      update "Message" m set state = 'delivered', "stateAt" = ${shop.at}, version = seen.version
      from seen where m."shopId" = ${shop.id} and m.id = seen.id returning m.version
    )
    update "Conversation" set version = (select max(version) from delivered)
    where "shopId" = ${shop.id} and id = ${conversationId} and exists (select 1 from delivered)`;
  await writeEvent(shop, { name: "message.moved", conversationId });
  if (moved.isTold) await voidMessages(shop, awayTag(conversationId), "read-in-chat");
}
