import { mayBecome, type MessageState } from "#app/conversations/message.ts";
import { lockConversation } from "#app/conversations/write-message.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";
import { writeEvent } from "#app/jobs/events.ts";

export interface Change {
  state: MessageState;
  reason?: string | null;
  fence?: number;
  claimedUntil?: Date | null;
  readAt?: Date;
  notBefore?: Date;
  externalId?: string;
  /** Changes nothing where another claim came in between. */
  onlyWhileFence?: number;
}

/**
 * Moves a message to another state where that is a step forward (message.ts, `mayBecome`), and its conversation's
 * version with it, so that both sides see it live. Returns whether it moved.
 */
export async function setMessageState(shop: Shop, message: Message, change: Change): Promise<boolean> {
  const { id } = message;
  const { state, fence, conversationId, version } = await lockMessage(shop, message);
  const where = { shopId_id: { shopId: shop.id, id } };
  if (!mayBecome(state as MessageState, change.state)) return false;
  const { onlyWhileFence, ...columns } = change;
  if (onlyWhileFence !== undefined && fence !== onlyWhileFence) return false;
  await shop.tx.message.update({ where, data: { ...columns, stateAt: shop.at, version: version + 1 } });
  await shop.tx.conversation.update({
    where: { shopId_id: { shopId: shop.id, id: conversationId } },
    data: { version: version + 1 },
  });
  await writeEvent(shop, {
    name: "message.moved",
    conversationId,
    payload: { messageId: id, state: change.state },
  });
  return true;
}

/** The message with its thread's version, under the lock of whichever thread it stands in by now: it may have moved. */
async function lockMessage(
  shop: Shop,
  { id, conversationId }: Pick<Message, "id" | "conversationId">,
): Promise<Message> {
  const { version } = await lockConversation(shop, conversationId);
  const where = { shopId_id: { shopId: shop.id, id } };
  const message = await shop.tx.message.findUniqueOrThrow({ where });
  if (message.conversationId !== conversationId) return lockMessage(shop, message);
  return { ...message, version };
}
