import type { PoolClient } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "#app/db.server.ts";

const WAITING = 3_000;

let client: PoolClient;
beforeAll(async () => {
  client = await pool.connect();
});
afterAll(() => client.release());

it("enqueuing reads none of the jobs that wait, also on a connection that learnt it while none did", async () => {
  // More than the five times after which PostgreSQL keeps a plan.
  for (let n = 0; n < 8; n++) await rolledBack(() => enqueue(3));
  await enqueue(WAITING);
  const read = await rolledBack(async () => {
    const before = await rowsRead();
    await enqueue(3);
    return (await rowsRead()) - before;
  });
  expect(read).toBeLessThan(WAITING / 100);
});

/** Jobs with keys and queues of their own, as `enqueue` and the letterbox write them. */
const enqueue = (count: number) =>
  client.query(
    `select count(*) from graphile_worker.add_jobs(array(
       select ('nobody', '{}'::json, 'queue-' || gen_random_uuid(), now(), 8, gen_random_uuid()::text, 0, null)
         ::graphile_worker.job_spec
       from generate_series(1, $1::int)))`,
    [count],
  );

/** Rows of jobs and queues that this transaction has read so far, by whichever way. */
async function rowsRead(): Promise<number> {
  const { rows } = await client.query<{ read: number }>(
    `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables
     where schemaname = 'graphile_worker' and relname in ('_private_jobs', '_private_job_queues')`,
  );
  return rows[0]!.read;
}

async function rolledBack<T>(work: () => Promise<T>): Promise<T> {
  await client.query("begin");
  const done = await work();
  await client.query("rollback");
  return done;
}
