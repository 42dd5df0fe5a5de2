import { pool } from "#app/db.server.ts";
import { settled } from "#tests/app.ts";
import { town } from "#tests/town.ts";

/** Runs a job as its schedule would; the schedule's own timer does not see that the town's clock has jumped. */
export async function runNow(task: string, payload: object = {}): Promise<void> {
  const job = [task, JSON.stringify(payload), await town.clock.now()];
  await pool.query("select graphile_worker.add_job($1, $2::json, run_at => $3)", job);
  await settled();
}
