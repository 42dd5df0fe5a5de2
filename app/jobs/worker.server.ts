import { EventEmitter } from "node:events";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { now } from "#app/clock.ts";
import { inShop, pool } from "#app/db.server.ts";
import { watchForDeadWorkers } from "#app/jobs/dead-workers.server.ts";
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

let runner: Runner | null = null;
let running = 0;

/** Jobs at work in this process, for /readyz. */
export const runningJobs = (): number => running;

/**
 * Starts this process's worker. Named queues run in order, which graphile-worker keeps only without its local queue
 * (graphile/worker issue 621). Time is Node's, so that whoever moves the clock moves the jobs.
 */
export async function startWorker(
  tasks: Record<string, Task>,
  schedules: Schedule[],
  concurrency = 8,
): Promise<() => Promise<void>> {
  const events: WorkerEvents = new EventEmitter();
  const watching: (() => Promise<void>)[] = [];
  const parkTheirs = (dead: string[]) => parkSpentJobs(tasks, dead);
  events.once("pool:create", ({ workerPool }) =>
    watching.push(watchForDeadWorkers(workerPool.id, parkTheirs)),
  );
  runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    useNodeTime: true,
    events,
    logger: new Logger(() => () => undefined),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, wrap(name, task)]),
    ) as TaskList,
    parsedCronItems: cronItems(schedules),
  });
  await parkSpentJobs(tasks);
  return async () => {
    await runner?.stop();
    runner = null;
    for (const stopWatching of watching) await stopWatching();
  };
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
