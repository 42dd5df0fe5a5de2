import type { Shop } from "#app/db.server.ts";

/** One that was asked for is not kept any more, was never this shop's, or is another message's. */
export class FileGone extends Error {}

/**
 * Gives kept files to a message: of this shop, and those that no message has yet. Throws `FileGone` where that is not
 * all of them, for a message never goes without what its writer sees in it.
 */
export async function claimFiles(
  shop: Shop,
  ids: string[],
  { messageId, conversationId }: { messageId: string; conversationId: string },
): Promise<void> {
  if (!ids.length) return;
  const { count } = await shop.tx.file.updateMany({
    where: { shopId: shop.id, id: { in: ids }, messageId: null },
    data: { messageId, conversationId },
  });
  if (count < new Set(ids).size) throw new FileGone();
}

/** Files stand where their messages do: for messages that moved into this thread one by one. */
export async function moveFilesOfThread(shop: Shop, conversationId: string): Promise<void> {
  await shop.sql`
    update "File" f set "conversationId" = ${conversationId} from "Message" m
    where f."shopId" = ${shop.id} and m."shopId" = ${shop.id} and m.id = f."messageId"
      and m."conversationId" = ${conversationId} and f."conversationId" <> ${conversationId}`;
}

/** Files follow their messages into another thread. */
export async function moveFiles(shop: Shop, from: string, into: string): Promise<void> {
  await shop.tx.file.updateMany({
    where: { shopId: shop.id, conversationId: from },
    data: { conversationId: into },
  });
}
