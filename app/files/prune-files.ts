import { DAY, earlier } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";
import { askToDropBytes } from "#app/files/loose-bytes.ts";

const KEPT_MS = DAY;

/**
 * Deletes files, with their content, that no message has taken within a day, and has the bytes of all deleted ones
 * dropped. The condition stands twice: a message may take one while we wait for its row.
 */
export async function pruneFiles(shop: Shop, most: number): Promise<number> {
  const before = earlier(shop.at, KEPT_MS);
  const gone = await shop.sql`
    delete from "File" where "shopId" = ${shop.id} and "messageId" is null and id = any(array(
      select id from "File"
      where "shopId" = ${shop.id} and "messageId" is null and "createdAt" < ${before} limit ${most}))
    returning id`;
  await askToDropBytes(shop);
  return gone.length;
}
