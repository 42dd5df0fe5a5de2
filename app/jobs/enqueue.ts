import type { Shop } from "#app/db.server.ts";

export interface Job {
  /** A verb's name; wiring/jobs.ts says which. */
  task: string;
  payload?: object;
  /**
   * What jobs speak of, as a kind and an id: those of the same run one after another, in the order they were written.
   * Each kind has 64 lanes (`lane`, in SQL). graphile-worker keeps a queue's row for good, and locks all that are free
   * whenever it looks for a job: at a queue for each of 100,000 conversations, that took 0.4 s.
   */
  lane?: [kind: "deliver" | "campaign" | "import" | "shopifyWrite", id: string];
  /** A second job with the same key takes the place of the first while that one has not started. */
  key?: string;
  runAt?: Date;
  /** Lower runs first: shoppers wait at 0, merchants at 5, upkeep at 10. */
  priority?: number;
}

/**
 * Jobs that commit with the rows they speak of. One statement for any number: `add_job` once a row costs
 * 0.3–0.9 ms each. Jobs of one call must not share a key (PostgreSQL answers 21000). `keepsTime`: a job of the same key
 * that waits already runs when it was to run.
 */
export async function enqueue(shop: Shop, jobs: Job[], { keepsTime = false } = {}): Promise<void> {
  if (!jobs.length) return;
  const specs = jobs.map(({ payload, runAt, ...job }) => ({
    ...job,
    payload: { ...payload, shopId: shop.id },
    runAt: (runAt ?? shop.at).toISOString(),
  }));
  await shop.sql`
    select graphile_worker.add_jobs(array(
      select (
        j->>'task', (j->'payload')::json, lane(j->'lane'->>0, j->'lane'->>1), (j->>'runAt')::timestamptz,
        ${MAX_ATTEMPTS}::int, j->>'key', (j->>'priority')::int, null
      )::graphile_worker.job_spec
      from jsonb_array_elements(${JSON.stringify(specs)}::jsonb) j
    ), ${keepsTime})`;
}

/** With graphile-worker's backoff (e^attempt seconds) some 50 minutes, then the job is parked for the merchant to see. */
export const MAX_ATTEMPTS = 8;
