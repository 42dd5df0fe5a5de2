import { lockConversation } from "#app/conversations/write-message.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

interface Closing {
  conversationId: string;
  by: string;
}

/** The thread is done: it leaves the lists, and the answers may speak in it again. Their next word reopens it. */
export async function closeConversation(shop: Shop, { conversationId, by }: Closing): Promise<void> {
  const done = { status: "closed", unread: false, handedOverAt: null, handedOverBecause: null };
  await move(shop, conversationId, done);
  await writeEvent(shop, { name: "conversation.closed", conversationId, payload: { by } });
}

/** Back into the lists and into staff's hands, who opened it: the answers begin nothing in it. */
export async function reopenConversation(shop: Shop, { conversationId, by }: Closing): Promise<void> {
  const theirs = { handedOverAt: shop.at, handedOverBecause: "Opened again by your team." };
  await move(shop, conversationId, { status: "open", ...theirs });
  await writeEvent(shop, { name: "conversation.reopened", conversationId, payload: { by } });
}

async function move(shop: Shop, id: string, data: object) {
  await lockConversation(shop, id);
  await shop.tx.conversation.update({ where: { shopId_id: { shopId: shop.id, id } }, data });
}
