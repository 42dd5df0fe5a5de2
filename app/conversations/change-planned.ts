import { deliveryJob } from "#app/conversations/delivery-job.ts";
import { setMessageState } from "#app/conversations/message-state.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** A planned reply goes out now, all its parts. Returns false where it has left, or was taken back, before. */
export async function sendPlannedNow(
  shop: Shop,
  conversationIds: string[],
  messageId: string,
): Promise<boolean> {
  const parts = await readPlanned(shop, conversationIds, messageId);
  for (const part of parts) {
    await setMessageState(shop, part, { state: "queued", notBefore: shop.at });
    await enqueue(shop, [deliveryJob(part)]);
  }
  return parts.length > 0;
}

/** A planned reply never leaves; it stays in the thread as not sent. Returns false where it was too late for that. */
export async function cancelPlanned(
  shop: Shop,
  conversationIds: string[],
  messageId: string,
): Promise<boolean> {
  const parts = await readPlanned(shop, conversationIds, messageId);
  let isCancelled = false;
  for (const part of parts)
    isCancelled =
      (await setMessageState(shop, part, { state: "suppressed", reason: "cancelled" })) || isCancelled;
  return isCancelled;
}

/** A long text was parted (send-message.ts): its parts go together, the first one first. */
async function readPlanned(shop: Shop, conversationIds: string[], messageId: string): Promise<Message[]> {
  const asked = await shop.tx.message.findFirst({
    where: { shopId: shop.id, id: messageId, conversationId: { in: conversationIds }, authorKind: "staff" },
  });
  if (!asked) return [];
  const root = asked.intent.replace(/#\d+$/, "");
  const planned = { conversationId: asked.conversationId, state: "queued", notBefore: { gt: shop.at } };
  return shop.tx.message.findMany({
    where: { shopId: shop.id, ...planned, OR: [{ intent: root }, { intent: { startsWith: `${root}#` } }] },
    orderBy: { seq: "asc" },
  });
}
