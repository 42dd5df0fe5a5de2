import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SECOND } from "#app/clock.ts";
import { pool } from "#app/db.server.ts";
import { type JobPayload, startWorker } from "#app/jobs/worker.server.ts";

const AT_ONCE = 4;
const url = new URL(process.env.DATABASE_URL!);
const database = url.pathname.slice(1);
const outside = new pg.Client(process.env.DATABASE_URL!.replace(/[^/]*$/, "app"));

/** How to end each job at work, and the names of those that have run. */
const atWork: (() => void)[] = [];
const ran: string[] = [];
let heard: () => void = () => undefined;
let stop: () => Promise<void>;

const tasks = {
  wait: {
    run: () =>
      new Promise<void>((end) => {
        atWork.push(end);
        heard();
      }),
  },
  note: {
    run: async ({ name }: JobPayload) => {
      ran.push(String(name));
      heard();
    },
  },
};

beforeAll(async () => {
  await outside.connect();
  // graphile-worker's own words where it cannot ask for the next job.
  vi.spyOn(console, "trace").mockImplementation(() => undefined);
  stop = await startWorker(tasks, [], { concurrency: AT_ONCE, pollMs: SECOND });
});
afterAll(async () => {
  await stop();
  await outside.end();
});

const enqueue = (task: string, name: string) =>
  pool.query("select graphile_worker.add_job($1, json_build_object('name', $2::text))", [task, name]);

/** Resolves when a job has said what makes this true. */
const until = (isSo: () => boolean) =>
  new Promise<void>((done) => {
    heard = () => isSo() && done();
    heard();
  });

/** Nobody comes in any more, and whoever is in is sent away: a crash, as clients see it. */
async function takeAway() {
  await outside.query(`alter database ${database} allow_connections false`);
  await outside.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user",
    [database],
  );
}

const isRefused = () => expect(pool.query("select 1")).rejects.toThrow();

describe("a worker whose database goes away while jobs are at work", () => {
  it("works on once it is back, however many ends of jobs could not be written", async () => {
    for (let n = 1; n <= AT_ONCE; n++) await enqueue("wait", String(n));
    await until(() => atWork.length === AT_ONCE);
    await takeAway();
    // Those that the pool still took for alive.
    await Promise.all(Array.from({ length: pool.options.max }, isRefused));
    const last = atWork.pop()!;
    // One after another, and each heard of: every end is a write of its own, which fails before the last job ends.
    for (const end of atWork) {
      end();
      for (const _ of atWork) await isRefused();
    }
    await outside.query(`alter database ${database} allow_connections true`);
    last();
    await enqueue("note", "afterwards");
    await until(() => ran.includes("afterwards"));
  });
});
