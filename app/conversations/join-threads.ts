import { openConversation } from "#app/conversations/open-conversation.ts";
import { lockConversation } from "#app/conversations/write-message.ts";
import type { Shop } from "#app/db.server.ts";
import { moveFiles } from "#app/files/claim-files.ts";
import { writeEvent } from "#app/jobs/events.ts";

/**
 * A visitor signed in: what they wrote before becomes part of their own thread, at its end and in its order.
 * Returns the conversation that holds both, or null where the visitor had none.
 */
export async function joinThreads(
  shop: Shop,
  fromCustomerId: string,
  toCustomerId: string,
): Promise<string | null> {
  const from = await shop.tx.conversation.findUnique({
    where: { shopId_customerId: { shopId: shop.id, customerId: fromCustomerId } },
  });
  if (!from || fromCustomerId === toCustomerId) return from?.id ?? null;
  const into = await openConversation(shop, toCustomerId, "chat");
  const { lastSeq, version } = await lockConversation(shop, into);
  const { lastSeq: moved } = await lockConversation(shop, from.id);
  // A version each: a reader that is cut off between two of them resumes after the one it has.
  await shop.sql`
    update "Message" set "conversationId" = ${into}, seq = seq + ${lastSeq}, version = seq + ${version}
    where "shopId" = ${shop.id} and "conversationId" = ${from.id}`;
  await moveFiles(shop, from.id, into);
  await carryOn(shop, { ...from, lastSeq: moved }, into, lastSeq, version + moved);
  await shop.tx.conversation.delete({ where: { shopId_id: { shopId: shop.id, id: from.id } } });
  await writeEvent(shop, { name: "conversation.joined", conversationId: into, payload: { from: from.id } });
  return into;
}

type Row = NonNullable<Awaited<ReturnType<Shop["tx"]["conversation"]["findUnique"]>>>;

/** What one of the two threads knows, the joined one knows; its times are the later of both. */
async function carryOn(shop: Shop, from: Row, into: string, lastSeq: number, version: number) {
  const where = { shopId_id: { shopId: shop.id, id: into } };
  const own = await shop.tx.conversation.findUniqueOrThrow({ where });
  const { handedOverAt, handedOverBecause, unread, lastPreview, lastAuthor } = from;
  const handedOver = handedOverAt && { handedOverAt, handedOverBecause };
  await shop.tx.conversation.update({
    where,
    data: {
      version,
      lastSeq: lastSeq + from.lastSeq,
      lastPreview,
      lastAuthor,
      lastCustomerAt: latest(from.lastCustomerAt, own.lastCustomerAt),
      lastActivityAt: latest(from.lastActivityAt, own.lastActivityAt) ?? shop.at,
      assigneeId: own.assigneeId ?? from.assigneeId,
      ...(unread && { unread }),
      ...(from.status === "open" && { status: "open" }),
      ...handedOver,
    },
  });
}

const latest = (...times: (Date | null)[]): Date | null =>
  times.reduce((one, other) => (!one || (other && other > one) ? other : one), null);
