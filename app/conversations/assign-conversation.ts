import { lockConversation } from "#app/conversations/write-message.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

interface Assignment {
  conversationId: string;
  /** Null takes it from whoever had it. */
  staffId: string | null;
  by: string;
}

/** Gives the thread to a member of staff. Returns false where it was theirs already, or they are not on the team. */
export async function assignConversation(
  shop: Shop,
  { conversationId, staffId, by }: Assignment,
): Promise<boolean> {
  await lockConversation(shop, conversationId);
  const where = { shopId_id: { shopId: shop.id, id: conversationId } };
  const { assigneeId } = await shop.tx.conversation.findUniqueOrThrow({ where });
  if (assigneeId === staffId) return false;
  if (staffId && !(await isOnTeam(shop, staffId))) return false;
  await shop.tx.conversation.update({ where, data: { assigneeId: staffId } });
  await writeEvent(shop, { name: "conversation.assigned", conversationId, payload: { staffId, by } });
  return true;
}

async function isOnTeam(shop: Shop, id: string): Promise<boolean> {
  const where = { shopId: shop.id, id, removedAt: null, role: { in: ["owner", "agent"] } };
  return (await shop.tx.staffMember.count({ where })) === 1;
}
