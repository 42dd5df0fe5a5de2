import { DAY, earlier } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

/** Longer than any webhook may be late. */
const STONES_KEPT_MS = 30 * DAY;

/** Deletes what was kept against late news alone: that somebody left a segment, and segments that are gone. */
export async function pruneSegments(shop: Shop, most: number): Promise<number> {
  const oldest = earlier(shop.at, STONES_KEPT_MS);
  const left = await shop.sql`
    delete from "SegmentMembership" m using (
      select "customerId", "segmentId" from "SegmentMembership"
      where "shopId" = ${shop.id} and not "isIn" and at < ${oldest} limit ${most}) old
    where m."shopId" = ${shop.id} and m."customerId" = old."customerId" and m."segmentId" = old."segmentId"
      and not m."isIn" and m.at < ${oldest}
    returning 1`;
  const gone = await shop.sql`
    delete from "Segment" where "shopId" = ${shop.id} and "deletedAt" < ${oldest} and id = any(array(
      select id from "Segment" where "shopId" = ${shop.id} and "deletedAt" < ${oldest} limit ${most}))
    returning 1`;
  return left.length + gone.length;
}
