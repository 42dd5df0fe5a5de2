import { type ParsedCronItem, parseCronItems } from "graphile-worker";
import { DAY } from "#app/clock.ts";
import { MAX_ATTEMPTS } from "#app/jobs/enqueue.ts";

export interface Schedule {
  /** A job of the whole installation: its payload names no shop. */
  task: string;
  /** Minute, hour, day of month, month, day of week, in UTC. */
  cron: string;
}

/**
 * Schedules as graphile-worker wants them: each time once for all processes, one of them at work at a time. A time
 * that passed while no worker was there is made up for at the next start, within a day.
 */
export const cronItems = (schedules: Schedule[]): ParsedCronItem[] =>
  parseCronItems(
    schedules.map(({ task, cron }) => ({
      task,
      match: cron,
      identifier: task,
      options: {
        backfillPeriod: DAY,
        queueName: "upkeep",
        jobKey: `schedule:${task}`,
        maxAttempts: MAX_ATTEMPTS,
        priority: 10,
      },
    })),
  );
