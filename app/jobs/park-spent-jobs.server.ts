import { inShop, pool, type Shop } from "#app/db.server.ts";
import { parkJob } from "#app/jobs/park-job.ts";
import type { JobPayload, Task } from "#app/jobs/worker.server.ts";
import { log } from "#app/log.server.ts";

interface Spent {
  id: string;
  task: string;
  payload: JobPayload;
}

const REASON = "its process ended";

/**
 * Parks jobs that have no try left and nobody at work on them: their process ended in the last one, and the queue
 * would keep them for ever without a word. The jobs of `dead` workers count among them while they are still locked.
 */
export async function parkSpentJobs(tasks: Record<string, Task>, dead: string[] = []): Promise<void> {
  const { rows } = await pool.query<Spent>(
    `select job.id, task.identifier as task, job.payload
     from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
     where job.attempts >= job.max_attempts and (job.locked_by is null or job.locked_by = any($1))`,
    [dead],
  );
  for (const job of rows) {
    const { id, task, payload } = job;
    const given = { job: task, id, shopId: payload.shopId };
    await park(job, tasks[task]).then(
      () => log.warn(given, "parked a job whose process ended in its last try"),
      (err) => log.error({ ...given, err }, "could not park a job"),
    );
  }
}

async function park(job: Spent, task: Task | undefined): Promise<void> {
  const { id, payload } = job;
  if (payload.shopId && !task?.park) return inShop(payload.shopId, (shop) => parkOnce(shop, job));
  await task?.park?.(payload, REASON);
  await pool.query(TAKE, [id]);
}

/** Another worker may have found it as well: who deletes the job parks it. */
async function parkOnce(shop: Shop, { id, task, payload }: Spent): Promise<void> {
  const taken = await shop.sql`
    delete from graphile_worker._private_jobs where id = ${id} and attempts >= max_attempts returning id`;
  if (taken.length) await parkJob(shop, { task, payload, reason: REASON });
}

const TAKE = "delete from graphile_worker._private_jobs where id = $1 and attempts >= max_attempts";
