import { MINUTE, now } from "#app/clock.ts";
import { pool, type Reader } from "#app/db.server.ts";
import { MAX_ATTEMPTS } from "#app/jobs/enqueue.ts";
import { log } from "#app/log.server.ts";
import type { SweepCause } from "#app/shop/sweeps/sweep.ts";

/** Each shop has its own minute of the hour, so that Shopify and our workers are asked evenly. */
const SPREAD_SECONDS = 55 * 60;
const NIGHT_SECONDS = 3 * 60 * 60;

/**
 * Job `sweepShops`, at the full hour: writes each installed shop's hourly sweep for its minute. One that still waits
 * keeps its time, so hours that were missed are made up for by one run.
 */
export const sweepShops = () => spread({ task: "sweepShop", because: "hourly", seconds: SPREAD_SECONDS });

/** Job `sweepShopsAtNight`: the same of the nightly sweep, which asks for more and has more time. */
export const sweepShopsAtNight = () =>
  spread({ task: "sweepShopAtNight", because: "nightly", seconds: NIGHT_SECONDS });

interface Spread {
  task: string;
  because: SweepCause;
  seconds: number;
}

async function spread({ task, because, seconds }: Spread): Promise<void> {
  await pool.query(
    `select graphile_worker.add_jobs(array(
       select ($3, json_build_object('shopId', id, 'because', $4::text), null,
         $1::timestamptz + make_interval(secs => abs(hashtext(id)::bigint) % $2), ${MAX_ATTEMPTS},
         'sweepShop:' || $4 || ':' || id, 10, null)::graphile_worker.job_spec
       from "Shop" where "uninstalledAt" is null), job_key_preserve_run_at => true)`,
    [now(), seconds, task, because],
  );
}

/**
 * Job `sweepAfterOutage`: nobody was there for longer than a provider's first tries take, so what was told meanwhile
 * may be lost. Every shop at once; ahead of the hourly ones, behind what shoppers wait for.
 */
export async function sweepAfterOutage({ from, to }: { from: string; to: string }): Promise<void> {
  await pool.query(
    `select graphile_worker.add_jobs(array(
       select ('sweepShop', json_build_object('shopId', id, 'because', 'outage'), null, $1::timestamptz, ${MAX_ATTEMPTS},
         'sweepShop:now:' || id, 5, null)::graphile_worker.job_spec
       from "Shop" where "uninstalledAt" is null))`,
    [now()],
  );
  const minutes = Math.round((new Date(to).getTime() - new Date(from).getTime()) / MINUTE);
  log.warn({ minutes }, "back after an outage: every shop is swept");
}

/** When the shop's next hourly sweep is due. */
export async function nextSweepAt(shop: Reader): Promise<Date> {
  const [row] = await shop.sql<{ at: Date }>`
    select coalesce(
      (select run_at from graphile_worker._private_jobs where key = 'sweepShop:hourly:' || ${shop.id}),
      date_trunc('hour', ${shop.at}::timestamptz, 'UTC')
        + make_interval(hours => 1, secs => abs(hashtext(${shop.id})::bigint) % ${SPREAD_SECONDS})) as at`;
  return row!.at;
}
