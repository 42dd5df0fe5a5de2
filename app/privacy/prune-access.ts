import { DAY, earlier } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

const KEPT_MS = 365 * DAY;

/** Deletes at most so many lines of the access log that are more than a year old. Returns how many. */
export async function pruneAccess(shop: Shop, most: number): Promise<number> {
  const gone = await shop.sql`
    delete from "CustomerAccess" where ctid = any(array(
      select ctid from "CustomerAccess"
      where "shopId" = ${shop.id} and hour < ${earlier(shop.at, KEPT_MS)} limit ${most})) returning 1`;
  return gone.length;
}
