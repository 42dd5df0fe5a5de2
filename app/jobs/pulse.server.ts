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
  const beatAll = () => void Promise.all(doors.map(beat)).catch((err) => log.warn({ err }, "no pulse"));
  beatAll();
  return every(BEAT_EVERY_MS, beatAll);
}

async function beat(door: Door): Promise<void> {
  const at = now();
  const before = await notePulse(door, at);
  if (!before || before > earlier(at, OUTAGE_AFTER_MS)) return;
  const outage: Outage = { from: before.toISOString(), to: at.toISOString() };
  log.warn({ door, ...outage }, "nobody was there for a while");
  await pool.query(
    `select graphile_worker.add_job('sweepAfterOutage', $1::json, queue_name => 'upkeep', run_at => $2,
       max_attempts => ${MAX_ATTEMPTS}, job_key => 'sweepAfterOutage', priority => 5)`,
    [JSON.stringify(outage), at],
  );
}

/** Notes a sign of life, and returns the one before it. Two at once wait for each other: only one sees the gap. */
export async function notePulse(name: string, at: Date): Promise<Date | null> {
  const { rows } = await pool.query<{ before: Date | null }>(
    `with known as (
       select at from "Pulse" where name = $1 for update
     ), noted as (
       -- Counting what is known takes its lock first: a row that this statement has written cannot be locked any more.
       insert into "Pulse" as pulse (name, since, at)
       select $1, $2::timestamptz, $2::timestamptz from (select count(*) from known) looked
       on conflict (name) do update set at = greatest(pulse.at, excluded.at),
         since = case when pulse.at <= $3::timestamptz then excluded.since else pulse.since end
     )
     select (select at from known) as before`,
    [name, at, earlier(at, OUTAGE_AFTER_MS)],
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
