import { EventEmitter } from "node:events";
import { Logger, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { now, pause, SECOND } from "#app/clock.ts";
import { inShop, pool } from "#app/db.server.ts";
import { watchForDeadWorkers } from "#app/jobs/dead-workers.server.ts";
import { lookAgain } from "#app/jobs/look-again.ts";
import { parkJob } from "#app/jobs/park-job.ts";
import { parkSpentJobs } from "#app/jobs/park-spent-jobs.server.ts";
import { cronItems, type Schedule } from "#app/jobs/schedule.ts";
import { log } from "#app/log.server.ts";

export type JobPayload = { shopId: string } & Record<string, unknown>;

export interface Task {
  run(payload: JobPayload, at: Date): Promise<void>;
  /** Runs also for a shop that has uninstalled (compliance, receipts). */
  evenUninstalled?: boolean;
  /** Where a job that failed for the last time is kept instead of with the shop's parked jobs. */
  park?(payload: JobPayload, reason: string): Promise<void>;
}

let running = 0;

/** Jobs at work in this process, for /readyz. */
export const runningJobs = (): number => running;

interface Pace {
  /** Jobs at work at once. */
  concurrency: number;
  /** Who is idle looks for a job this often, besides whenever one is told of. */
  pollMs: number;
}

/**
 * Starts this process's worker. One that has lost the database in the middle of a job gives up; another takes its place
 * as soon as one can. Returns how to stop, which waits for the jobs at work.
 */
export async function startWorker(
  tasks: Record<string, Task>,
  schedules: Schedule[],
  pace: Pace = { concurrency: 8, pollMs: SECOND },
): Promise<() => Promise<void>> {
  const start = () => startRunner(tasks, schedules, pace);
  let isStopping = false;
  let current = await start();
  const following = follow();
  return async () => {
    isStopping = true;
    await current.stop();
    await following;
  };

  async function follow(): Promise<void> {
    for (;;) {
      await current.ended;
      if (isStopping) return;
      log.error("the worker gave up: another takes its place");
      await current.stop();
      const next = await startWhenPossible();
      if (!next) return;
      current = next;
      // Asked while this one was starting: it was not yet there to be stopped.
      if (isStopping) await current.stop();
    }
  }

  async function startWhenPossible(): Promise<Running | null> {
    while (!isStopping) {
      const next = await start().catch((err: unknown) => void log.warn({ err }, "no worker yet"));
      if (next) return next;
      await pause(SECOND);
    }
    return null;
  }
}

interface Running {
  /** Settles, and never rejects, once it works no more. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Named queues run in order, which graphile-worker keeps only without its local queue (graphile/worker issue 621). Time
 * is Node's, so that whoever moves the clock moves the jobs. Ends of jobs are written in batches: one by one, it leaves
 * the promise of a write to nobody, and a database that is gone would end the process (0.18.0, worker.js, `failJob`).
 */
async function startRunner(
  tasks: Record<string, Task>,
  schedules: Schedule[],
  { concurrency, pollMs }: Pace,
): Promise<Running> {
  const events: WorkerEvents = new EventEmitter();
  const left = allHaveLeft(events);
  lookAgain(events);
  const watching: (() => Promise<void>)[] = [];
  const parkTheirs = (dead: string[]) => parkSpentJobs(tasks, dead);
  events.once("pool:create", ({ workerPool }) =>
    watching.push(watchForDeadWorkers(workerPool.id, parkTheirs)),
  );
  const runner = await run({
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: pollMs,
    useNodeTime: true,
    events,
    logger: new Logger(() => () => undefined),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, wrap(name, task)]),
    ) as TaskList,
    parsedCronItems: cronItems(schedules),
  });
  const fault = runner.promise.catch((err: unknown) => log.error({ err }, "the worker's own fault"));
  const ended = Promise.race([fault, left]);
  const stop = async () => {
    // One that has ended by itself says so by rejecting.
    await runner.stop().catch((err: unknown) => log.debug({ err }, "the worker had stopped"));
    await ended;
    // Its lock goes with it: what it still held is free for others.
    for (const stopWatching of watching.splice(0)) await stopWatching();
  };
  try {
    await parkSpentJobs(tasks);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ended, stop };
}

/**
 * Settles once a pool that closes has nobody at work any more. Its own promise may never: each write after one that was
 * lost is taken off twice from what it still has to write, and it waits for nought (0.18.0, main.js, `batch`).
 */
function allHaveLeft(events: WorkerEvents): Promise<void> {
  let working = 0;
  let isClosing = false;
  return new Promise((settle) => {
    const look = () => {
      if (isClosing && working === 0) settle();
    };
    events.on("worker:create", () => {
      working++;
    });
    events.on("worker:stop", () => {
      working--;
      look();
    });
    events.once("pool:gracefulShutdown", () => {
      isClosing = true;
      look();
    });
  });
}

function wrap(name: string, task: Task) {
  return async (given: unknown, helpers: { job: { id: string; attempts: number; max_attempts: number } }) => {
    const payload = given as JobPayload;
    const { id, attempts, max_attempts } = helpers.job;
    const startedAt = performance.now();
    running++;
    const outcome = await attempt(task, payload).catch((err: unknown) => ({ err }));
    running--;
    const ms = Math.round(performance.now() - startedAt);
    if (!outcome) return void log.info({ job: name, id, shopId: payload.shopId, ms }, "job");
    log.error({ job: name, id, shopId: payload.shopId, ms, attempts, err: outcome.err }, "job failed");
    if (attempts < max_attempts) throw asError(outcome.err);
    await park(name, task, payload, outcome.err);
  };
}

async function attempt(task: Task, payload: JobPayload): Promise<null> {
  if (payload.shopId && !task.evenUninstalled && (await isUninstalled(payload.shopId))) return null;
  await task.run(payload, now());
  return null;
}

async function isUninstalled(id: string): Promise<boolean> {
  const { rowCount } = await pool.query(`select 1 from "Shop" where id = $1 and "uninstalledAt" is null`, [
    id,
  ]);
  return rowCount === 0;
}

/** The last try failed: out of the queue and into the merchant's sight, so that nothing behind it waits for ever. */
async function park(name: string, task: Task, payload: JobPayload, error: unknown) {
  const reason = asError(error).name;
  if (task.park) return task.park(payload, reason);
  // A schedule's job has no merchant, and comes again by itself.
  if (payload.shopId) await inShop(payload.shopId, (shop) => parkJob(shop, { task: name, payload, reason }));
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error("a job threw no error");
