import { DAY, now } from "#app/clock.ts";
import { pool } from "#app/db.server.ts";
import { MAX_ATTEMPTS } from "#app/jobs/enqueue.ts";

const SPREAD_SECONDS = (DAY * 0.9) / 1_000;

/**
 * Job `refreshShops`, daily: of policies, of a new discount and of a place that was closed no webhook tells, so each
 * installed shop is read anew, at an hour of its own. So are the tokens of its accounts.
 */
export async function refreshShops(): Promise<void> {
  await pool.query(
    `select graphile_worker.add_jobs(array(
       select (task, json_build_object('shopId', id), null,
         $1::timestamptz + make_interval(secs => abs(hashtext(id)::bigint) % $2), ${MAX_ATTEMPTS}, task || ':' || id,
         10, null)::graphile_worker.job_spec
       from "Shop" cross join unnest(array['refreshShop', 'readDiscounts', 'keepTokens']) task
       where "uninstalledAt" is null), job_key_preserve_run_at => true)`,
    [now(), SPREAD_SECONDS],
  );
}
