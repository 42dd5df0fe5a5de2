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
  await lockConversation(shop, from.id);
  await shop.tx.$executeRaw`
    update "Message" set "conversationId" = ${into}, seq = seq + ${lastSeq}, version = ${version + 1}
    where "shopId" = ${shop.id} and "conversationId" = ${from.id}`;
  await moveFiles(shop, from.id, into);
  await carryOn(shop, from, into, lastSeq, version + 1);
  await shop.tx.conversation.delete({ where: { shopId_id: { shopId: shop.id, id: from.id } } });
  await writeEvent(shop, { name: "conversation.joined", conversationId: into, payload: { from: from.id } });
  return into;
}

type Row = NonNullable<Awaited<ReturnType<Shop["tx"]["conversation"]["findUnique"]>>>;

async function carryOn(shop: Shop, from: Row, into: string, lastSeq: number, version: number) {
  const { handedOverAt, handedOverBecause, unread, lastPreview, lastAuthor, lastCustomerAt, lastActivityAt } =
    from;
  const handedOver = handedOverAt && { handedOverAt, handedOverBecause, status: "open" };
  await shop.tx.conversation.update({
    where: { shopId_id: { shopId: shop.id, id: into } },
    data: {
      version,
      lastSeq: lastSeq + from.lastSeq,
      lastPreview,
      lastAuthor,
      lastCustomerAt,
      lastActivityAt,
      ...(unread && { unread }),
      ...handedOver,
    },
  });
}
