import { earlier, every, MINUTE, now, SECOND } from "#app/clock.ts";
import { pool } from "#app/db.server.ts";
import { MAX_ATTEMPTS } from "#app/jobs/enqueue.ts";
import { log } from "#app/log.server.ts";

/** A door of the process that somebody is always to be at. */
export type Door = "letterbox" | "worker";

export interface Outage {
  from: string;
  to: string;
}

const BEAT_EVERY_MS = 20 * SECOND;
/** A restart or a rolling deploy is no outage: Shopify tries again after one, two and four minutes. */
const OUTAGE_AFTER_MS = 5 * MINUTE;

/**
 * Says again and again that somebody is at these doors: any process at a door will do. A gap means that all were gone,
 * or could not reach the database: then job `sweepAfterOutage` looks for what was told to nobody. Returns how to stop.
 */
export function startPulse(doors: Door[]): () => void {
  const hearts = doors.map((door) => ({ door, beatAt: null }));
  const beatAll = () => void beatOnce(hearts).catch((err) => log.warn({ err }, "no pulse"));
  beatAll();
  return every(BEAT_EVERY_MS, beatAll);
}

interface Heart {
  door: Door;
  /** This process's last beat, by the machine's own count of milliseconds. */
  beatAt: number | null;
}

/** The longest gap is told: both doors of one process come back together. */
async function beatOnce(hearts: Heart[]): Promise<void> {
  const gaps = await Promise.all(hearts.map(beat));
  const [longest] = gaps.filter((gap) => gap !== null).sort((a, b) => a.from.localeCompare(b.from));
  if (!longest) return;
  log.warn(longest, "nobody was there for a while");
  await pool.query(
    `select graphile_worker.add_job('sweepAfterOutage', $1::json, queue_name => 'upkeep', run_at => $2,
       max_attempts => ${MAX_ATTEMPTS}, job_key => 'sweepAfterOutage', priority => 5)`,
    [JSON.stringify(longest), longest.to],
  );
}

async function beat(heart: Heart): Promise<Outage | null> {
  const at = now();
  const began = performance.now();
  // We were here all the while: it was the clock that jumped. What it jumped over is looked at all the same.
  const wasHere = heart.beatAt !== null && began - heart.beatAt < OUTAGE_AFTER_MS;
  const before = await notePulse(heart.door, at, { wasHere });
  heart.beatAt = began;
  if (!before || before > earlier(at, OUTAGE_AFTER_MS)) return null;
  return { from: before.toISOString(), to: at.toISOString() };
}

/**
 * Notes a sign of life, and returns the one before it. Two at once wait for each other: only one sees the gap.
 * `wasHere`: a gap is known to be none.
 */
export async function notePulse(name: string, at: Date, { wasHere = false } = {}): Promise<Date | null> {
  const { rows } = await pool.query<{ before: Date | null }>(
    `with known as (
       select at from "Pulse" where name = $1 for update
     ), noted as (
       -- Counting what is known takes its lock first: a row that this statement has written cannot be locked any more.
       insert into "Pulse" as pulse (name, since, at)
       select $1, $2::timestamptz, $2::timestamptz from (select count(*) from known) looked
       on conflict (name) do update set at = greatest(pulse.at, excluded.at),
         since = case when pulse.at <= $3::timestamptz and not $4 then excluded.since else pulse.since end
     )
     select (select at from known) as before`,
    [name, at, earlier(at, OUTAGE_AFTER_MS), wasHere],
  );
  return rows[0]!.before;
}

/** The last sign of life under this name, and since when there has been no gap. */
export async function readPulse(name: string): Promise<{ since: Date; at: Date } | null> {
  const { rows } = await pool.query<{ since: Date; at: Date }>(
    'select since, at from "Pulse" where name = $1',
    [name],
  );
  return rows[0] ?? null;
}
