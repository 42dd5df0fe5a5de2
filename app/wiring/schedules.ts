import type { Schedule } from "#app/jobs/schedule.ts";

/** Job → when it comes by itself, as a crontab says it (UTC). */
export const schedules: Schedule[] = [
  { task: "readMailboxes", cron: "* * * * *" },
  { task: "recheckDomains", cron: "35 4 * * *" },
  { task: "prune", cron: "17 3 * * *" },
  { task: "refreshShops", cron: "5 0 * * *" },
  { task: "sweepShops", cron: "0 * * * *" },
  { task: "sweepShopsAtNight", cron: "30 1 * * *" },
  { task: "foldHeard", cron: "*/10 * * * *" },
  { task: "watchParcels", cron: "*/30 * * * *" },
  { task: "watchRegistrations", cron: "20 * * * *" },
  { task: "measureLanes", cron: "40 2 * * *" },
];
