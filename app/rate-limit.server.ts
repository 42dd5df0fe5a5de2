import { DAY, earlier, later, now } from "#app/clock.ts";
import { pool } from "#app/db.server.ts";

export type Taken = { ok: true } | { ok: false; retryAfterMs: number };

/** A limit is kept in slices of its time: at most `most` in any `perMs`, not twice that across a full hour's edge. */
const SLICES = 6;
/** No limit reaches further back: what is older than twice that is nobody's. */
const LONGEST_MS = DAY;

/**
 * Takes one of the `most` that this key has in any `perMs`, shared by every process; a refused try takes nothing.
 * Outside any transaction on purpose: a try that is rolled back has still been tried. Keys must hold no personal data
 * in the open (`keyedHash`).
 */
export async function takeFromBucket(
  key: string,
  { most, perMs }: { most: number; perMs: number },
): Promise<Taken> {
  if (perMs > LONGEST_MS) throw new Error("a limit may not outlive its buckets");
  const at = now();
  const sliceMs = perMs / SLICES;
  const from = new Date(Math.floor(at.getTime() / sliceMs) * sliceMs);
  const { rowCount } = await pool.query(
    `with before as (
       select coalesce(sum(count), 0)::int as n from "RateBucket"
       where key = $1 and "from" >= $3 and "from" < $2
     )
     insert into "RateBucket" as bucket (key, "from", count)
     select $1::text, $2::timestamptz, 1 from before where n < $4
     on conflict (key, "from") do update set count = bucket.count + 1
       where bucket.count + (select n from before) < $4`,
    [key, from, earlier(from, perMs), most],
  );
  if (rowCount) return { ok: true };
  return { ok: false, retryAfterMs: later(from, sliceMs).getTime() - at.getTime() };
}

/** Deletes buckets past every limit's time, at most so many; returns how many. */
export async function pruneBuckets(at: Date, most: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from "RateBucket" where ctid = any(array(
       select ctid from "RateBucket" where "from" < $1 order by "from" limit $2))`,
    [earlier(at, 2 * LONGEST_MS), most],
  );
  return rowCount ?? 0;
}
