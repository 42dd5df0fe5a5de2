import type { WorkerEvents, WorkerPool } from "graphile-worker";
import { pause } from "#app/clock.ts";

/** After a lane's job has ended: by the second its end is written, if the machine is not busy; by the last it is if it is. */
const LOOKS_MS = [5, 25, 125];

/**
 * Wakes an idle worker once a lane is free. graphile-worker writes a job's end after the worker at it has looked for the
 * next one, and who looks holds every free lane for that moment (decisions/015): either time what waits in a lane is not
 * seen, and would wait for the next poll, up to a second later.
 */
export function lookAgain(events: WorkerEvents): void {
  let isClosing = false;
  let isLooking = false;
  let done = 0;
  const look = async (pool: WorkerPool) => {
    done = 0;
    if (isLooking) return;
    isLooking = true;
    while (done < LOOKS_MS.length && !isClosing) {
      await pause(LOOKS_MS[done++]!);
      if (!isClosing) pool.nudge(1);
    }
    isLooking = false;
  };
  events.on("job:complete", ({ worker, job }) => {
    if (job.job_queue_id !== null) void look(worker.workerPool);
  });
  for (const end of ["pool:gracefulShutdown", "pool:forcefulShutdown"] as const)
    events.once(end, () => {
      isClosing = true;
    });
}
