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

/** Which slice of a limit's time a moment is in: what is counted once a slice is counted wherever the limit reaches. */
export const sliceAt = (perMs: number, at: Date): number => sliceOf(perMs, at).from.getTime();

/** How full a bucket is, by what was taken in its limit's time. */
export interface Bucket {
  taken: number;
  /** When more can be free again. */
  until: Date;
}

/**
 * For sends, where every one that begins must count and no other: holds these buckets' rows until the verb's transaction
 * ends, in one order whoever asks, and says how full they are. What is then taken is written by `fillBuckets`.
 */
export async function holdBuckets(
  shop: Shop,
  wanted: { key: string; perMs: number }[],
): Promise<Map<string, Bucket>> {
  if (!wanted.length) return new Map();
  const slices = wanted.map(({ key, perMs }) => ({ key, ...sliceOf(perMs, shop.at) }));
  const rows = await shop.sql<{ key: string; taken: number }>`
    insert into "RateBucket" as bucket (key, "from", count)
    select key, "from", 0 from jsonb_to_recordset(${JSON.stringify(slices)}::jsonb) slice(key text, "from" timestamptz)
    order by key
    on conflict (key, "from") do update set count = bucket.count
    returning key, count + (
      select coalesce(sum(b.count), 0)::int
      from jsonb_to_recordset(${JSON.stringify(slices)}::jsonb) slice(key text, "from" timestamptz, since timestamptz)
      join "RateBucket" b on b.key = slice.key and b."from" >= slice.since and b."from" < slice."from"
      where slice.key = bucket.key and b.key = bucket.key) as taken`;
  const until = new Map(slices.map((slice) => [slice.key, slice.until]));
  return new Map(rows.map(({ key, taken }) => [key, { taken, until: until.get(key)! }]));
}

/** Writes what was taken of buckets that this transaction holds: how many more, by key. */
export async function fillBuckets(
  shop: Shop,
  taken: { key: string; perMs: number; n: number }[],
): Promise<void> {
  if (!taken.length) return;
  const slices = taken.map(({ key, perMs, n }) => ({ key, n, from: sliceOf(perMs, shop.at).from }));
  await shop.sql`
    update "RateBucket" b set count = b.count + slice.n
    from jsonb_to_recordset(${JSON.stringify(slices)}::jsonb) slice(key text, "from" timestamptz, n int)
    where b.key = any(${slices.map(({ key }) => key)}) and b.key = slice.key and b."from" = slice."from"`;
}

interface Limit {
  most: number;
  perMs: number;
}

/** The slice of a limit's time that `at` is in, since when earlier ones count, and when the next begins. */
function sliceOf(perMs: number, at: Date) {
  if (perMs > LONGEST_MS) throw new Error("a limit may not outlive its buckets");
  const sliceMs = perMs / SLICES;
  const from = new Date(Math.floor(at.getTime() / sliceMs) * sliceMs);
  return { from, since: earlier(from, perMs), until: later(from, sliceMs) };
}

function takingOf(key: string, { most, perMs }: Limit, at: Date) {
  const { from, since, until } = sliceOf(perMs, at);
  const statement = Prisma.sql`
    with before as (
      select coalesce(sum(count), 0)::int as n from "RateBucket"
      where key = ${key} and "from" >= ${since} and "from" < ${from}
    )
    insert into "RateBucket" as bucket (key, "from", count)
    select ${key}::text, ${from}::timestamptz, 1 from before where n < ${most}
    on conflict (key, "from") do update set count = bucket.count + 1
      where bucket.count + (select n from before) < ${most}`;
  return { statement, retryAfterMs: until.getTime() - at.getTime() };
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
