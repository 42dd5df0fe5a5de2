import { isOnTeam } from "#app/conversations/on-team.ts";
import { lockConversation } from "#app/conversations/write-message.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

export interface Assignment {
  conversationId: string;
  /** Null takes it from whoever had it. */
  staffId: string | null;
  by: string;
}

/** Gives the thread to a member of staff, or to nobody. Returns false where they are not on the team, or may only read. */
export async function assignConversation(
  shop: Shop,
  { conversationId, staffId, by }: Assignment,
): Promise<boolean> {
  await lockConversation(shop, conversationId);
  const where = { shopId_id: { shopId: shop.id, id: conversationId } };
  const { assigneeId } = await shop.tx.conversation.findUniqueOrThrow({ where });
  if (assigneeId === staffId) return true;
  if (staffId && !(await isOnTeam(shop, staffId))) return false;
  await shop.tx.conversation.update({ where, data: { assigneeId: staffId } });
  await writeEvent(shop, { name: "conversation.assigned", conversationId, payload: { staffId, by } });
  return true;
}
