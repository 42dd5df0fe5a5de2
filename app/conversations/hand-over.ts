import { addNote } from "#app/conversations/add-note.ts";
import { isOnTeam } from "#app/conversations/on-team.ts";
import { lockConversation } from "#app/conversations/write-message.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";
import { writeEvent } from "#app/jobs/events.ts";

interface HandOver {
  conversationId: string;
  /** In words for staff: "asked for a person". */
  because: string;
  /** What was gathered: order names, what was asked, what is proven. Shown beside the thread. */
  facts: Prisma.InputJsonObject;
}

/**
 * Puts the thread into staff's hands, with the facts gathered. From this commit on the answers begin nothing in it
 * until it is closed. Returns false where staff had it already.
 */
export async function handOver(shop: Shop, { conversationId, because, facts }: HandOver): Promise<boolean> {
  const { headId } = await lockConversation(shop, conversationId);
  const where = { shopId_id: { shopId: shop.id, id: headId ?? conversationId } };
  const { handedOverAt, lastSeq } = await shop.tx.conversation.findUniqueOrThrow({ where });
  const data = { status: "open", unread: true, facts };
  const isNew = handedOverAt === null;
  const since = isNew && { handedOverAt: shop.at, handedOverBecause: because };
  await shop.tx.conversation.update({ where, data: { ...data, ...since } });
  if (isNew)
    await addNote(shop, { conversationId, staffId: null, text: because, clientId: `hand-over:${lastSeq}` });
  await writeEvent(shop, { name: "conversation.handed-over", conversationId, payload: {} });
  return isNew;
}

/** Staff wrote: the thread is theirs, with all that are shown in it, whoever answered before. */
export async function takeOver(shop: Shop, conversationId: string, staffId: string): Promise<void> {
  // Removed while they wrote: it waits for a colleague.
  const taker = (await isOnTeam(shop, staffId)) ? staffId : null;
  await shop.sql`
    update "Conversation" set "assigneeId" = coalesce("assigneeId", ${taker}),
      "handedOverBecause" = case when "handedOverAt" is null then 'staff took over' else "handedOverBecause" end,
      "handedOverAt" = coalesce("handedOverAt", ${shop.at})
    where "shopId" = ${shop.id} and ("handedOverAt" is null or "assigneeId" is null) and id = (
      select coalesce("headId", id) from "Conversation" where "shopId" = ${shop.id} and id = ${conversationId})`;
}

/** Staff have it, or the thread that it is shown in: the answers begin nothing there. */
export async function isWithStaff(shop: Reader, conversationId: string): Promise<boolean> {
  const [row] = await shop.sql<{ isTheirs: boolean }>`
    select h."handedOverAt" is not null as "isTheirs"
    from "Conversation" c join "Conversation" h on h."shopId" = c."shopId" and h.id = coalesce(c."headId", c.id)
    where c."shopId" = ${shop.id} and c.id = ${conversationId}`;
  return row?.isTheirs ?? false;
}
