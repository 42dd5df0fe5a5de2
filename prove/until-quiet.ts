import { pool } from "#app/db.server.ts";
import { town } from "#tests/town.ts";

const MINUTE = 60_000;

/**
 * Resolves when no job is left but those that come by schedule. What failed waits for its next try: the town's clock
 * is moved on, as often as it takes. False where that never ends before `endAt`.
 */
export async function untilQuiet(endAt: number): Promise<boolean> {
  while (performance.now() < endAt) {
    await town.settle();
    const { due, waiting } = await openJobs();
    if (!due && !waiting) return true;
    if (!due) await town.clock.advance(10 * MINUTE);
    else await new Promise((again) => setTimeout(again, 100));
  }
  return false;
}

/** Resolves when no job is due any more; the clock stands. False where that does not end before `endAt`. */
export async function jobsAreDone(endAt: number): Promise<boolean> {
  while (performance.now() < endAt) {
    if (!(await openJobs()).due) return true;
    await new Promise((again) => setTimeout(again, 100));
  }
  return false;
}

async function openJobs(): Promise<{ due: number; waiting: number }> {
  const at = await town.clock.now();
  const { rows } = await pool.query<{ due: number; waiting: number }>(
    `select count(*) filter (where locked_at is not null or (run_at <= $1 and attempts < max_attempts))::int as due,
       count(*) filter (where locked_at is null and run_at > $1 and attempts between 1 and max_attempts - 1)::int
         as waiting
     from graphile_worker._private_jobs`,
    [at],
  );
  return rows[0]!;
}
