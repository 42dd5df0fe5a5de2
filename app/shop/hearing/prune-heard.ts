import { DAY, earlier } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

/** Five weeks tell what is usual in an hour (unlikely-silence.ts looks back four). */
const HOURS_KEPT_MS = 35 * DAY;
const FINDINGS_KEPT_MS = 90 * DAY;

/** Deletes counts of hours, days and silences that nobody looks at any more. */
export async function pruneHeard(shop: Shop, most: number): Promise<number> {
  const before = earlier(shop.at, FINDINGS_KEPT_MS);
  const hours = await shop.sql`
    delete from "TopicHour" where ctid = any(array(
      select ctid from "TopicHour" where "shopId" = ${shop.id} and hour < ${earlier(shop.at, HOURS_KEPT_MS)}
      limit ${most})) returning 1`;
  const days = await shop.sql`
    delete from "TopicDrift" where "shopId" = ${shop.id} and day < ${before}::timestamptz::date returning 1`;
  const silences = await shop.sql`
    delete from "TopicSilence" where "shopId" = ${shop.id} and "clearedAt" < ${before} returning 1`;
  return hours.length + days.length + silences.length;
}
