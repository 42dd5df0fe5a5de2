import { askToDropBytes } from "#app/files/loose-bytes.ts";
import type { Shop } from "#app/db.server.ts";

/** A message's files, with what they hold: gone. */
export async function dropFiles(shop: Shop, messageId: string): Promise<void> {
  const { count } = await shop.tx.file.deleteMany({ where: { shopId: shop.id, messageId } });
  if (count) await askToDropBytes(shop);
}
