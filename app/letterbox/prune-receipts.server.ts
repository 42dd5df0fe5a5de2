import { DAY, earlier } from "#app/clock.ts";
import { pool } from "#app/db.server.ts";

/** Meta, the most patient of all, comes again for seven days: until then a repeat must find its key. */
const KEPT_MS = 8 * DAY;

/** Deletes receipts that were read and whose repeats are over. What is parked or unread stays. */
export async function pruneReceipts(at: Date, most: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from "Receipt" where ctid = any(array(
       select ctid from "Receipt" where "receivedAt" < $1 and "readAt" is not null
       order by "receivedAt" limit $2))`,
    [earlier(at, KEPT_MS), most],
  );
  return rowCount ?? 0;
}
