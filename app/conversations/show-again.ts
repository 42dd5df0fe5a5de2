import { lockConversation } from "#app/conversations/write-message.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

/** Has a message drawn anew on both sides: something that hangs on it has changed. */
export async function showAgain(shop: Shop, messageId: string): Promise<void> {
  const [message] = await shop.sql<{ conversationId: string; state: string }>`
    select "conversationId", state from "Message" where "shopId" = ${shop.id} and id = ${messageId}`;
  // Forgotten meanwhile, with all that hung on it.
  if (!message) return;
  const { conversationId, state } = message;
  const { version } = await lockConversation(shop, conversationId);
  const moved = await shop.sql`
    with shown as (
      update "Message" set version = ${version + 1}
      where "shopId" = ${shop.id} and id = ${messageId} and "conversationId" = ${conversationId} returning 1
    )
    update "Conversation" set version = ${version + 1}
    where "shopId" = ${shop.id} and id = ${conversationId} and exists (select from shown) returning 1`;
  if (!moved.length) return showAgain(shop, messageId);
  await writeEvent(shop, { name: "message.moved", conversationId, payload: { messageId, state } });
}
