import { DAY, earlier, later, now } from "#app/clock.ts";
import { pool, type Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

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
export async function takeFromBucket(key: string, limit: Limit): Promise<Taken> {
  const taking = takingOf(key, limit, now());
  const { text, values } = taking.statement;
  const { rowCount } = await pool.query(text, values);
  return rowCount ? { ok: true } : { ok: false, retryAfterMs: taking.retryAfterMs };
}

/**
 * The same inside a verb's transaction, which holds the bucket's row until it ends: what is rolled back has taken
 * nothing. For sends, where every one that begins must count and no other.
 */
export async function takeInTransaction(shop: Shop, key: string, limit: Limit): Promise<Taken> {
  const taking = takingOf(key, limit, shop.at);
  const taken = await shop.sql`${taking.statement} returning key`;
  return taken.length ? { ok: true } : { ok: false, retryAfterMs: taking.retryAfterMs };
}

interface Limit {
  most: number;
  perMs: number;
}

function takingOf(key: string, { most, perMs }: Limit, at: Date) {
  if (perMs > LONGEST_MS) throw new Error("a limit may not outlive its buckets");
  const sliceMs = perMs / SLICES;
  const from = new Date(Math.floor(at.getTime() / sliceMs) * sliceMs);
  const statement = Prisma.sql`
    with before as (
      select coalesce(sum(count), 0)::int as n from "RateBucket"
      where key = ${key} and "from" >= ${earlier(from, perMs)} and "from" < ${from}
    )
    insert into "RateBucket" as bucket (key, "from", count)
    select ${key}::text, ${from}::timestamptz, 1 from before where n < ${most}
    on conflict (key, "from") do update set count = bucket.count + 1
      where bucket.count + (select n from before) < ${most}`;
  return { statement, retryAfterMs: later(from, sliceMs).getTime() - at.getTime() };
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
