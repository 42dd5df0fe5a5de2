import { resolve } from "node:path";
import { isAlive } from "#app/database/is-alive.ts";
import type { App } from "#tests/app.ts";
import { startPlanted } from "./plant/start-planted.ts";
import type { Asked } from "./proof.ts";

export type Role = "web" | "worker";

/** A web process and a worker of the app, each replaced by a new one when it is killed. */
export interface Processes {
  web(): App;
  /** Resolves as soon as the worker is in the middle of so many jobs; after a second in any case. */
  atWork(jobs: number): Promise<void>;
  /** `kill -9`, and another in its place: the town's next tries go there. */
  kill(role: Role): Promise<void>;
  /** The worker is stopped for so long; meanwhile another takes its place, and something happens. Then it wakes. */
  pausePast(ms: number, meanwhile: () => Promise<unknown>): Promise<void>;
  /** `kill -9` for both, and nobody in their place until they are started again. */
  killAll(): Promise<void>;
  startAgain(): Promise<void>;
  /** Those that ended although nobody killed them, with their last words. */
  died(): { role: Role; lastWords: string }[];
}

/** `env`: beside the usual; READINGS=off takes the second net away (plant/preload.mjs). */
export async function startProcesses(
  proof: string,
  asked: Asked,
  env: Record<string, string> = {},
): Promise<Processes> {
  const startWeb = (port?: number) =>
    startPlanted(proof, asked, { role: "web", isPublic: true, port, env: { ...ENVIRONMENT, ...env } });
  const web = await startWeb();
  // What the outside world is told stays true: a new web process listens where the old one did.
  const port = Number(new URL(web.url).port);
  const outside = { ...ENVIRONMENT, ...env, SHOPIFY_APP_URL: web.url };
  const start = (role: Role) =>
    role === "web" ? startWeb(port) : startPlanted(proof, asked, { role, isPublic: false, env: outside });
  const worker = await start("worker");
  const apps: Record<Role, App> = { web, worker };
  return {
    web: () => apps.web,
    atWork: (jobs) => untilAtWork(apps.worker, jobs),
    async kill(role) {
      await apps[role].kill();
      apps[role] = await start(role);
    },
    async pausePast(ms, meanwhile) {
      const asleep = apps.worker;
      process.kill(asleep.pid, "SIGSTOP");
      apps.worker = await start("worker");
      await meanwhile();
      await new Promise((slept) => setTimeout(slept, ms));
      process.kill(asleep.pid, "SIGCONT");
      // It works on beside the other for a moment, with whatever it still holds.
      await untilAtWork(asleep, 1);
      await asleep.kill();
    },
    async killAll() {
      await Promise.all(Object.values(apps).map((app) => app.kill()));
    },
    async startAgain() {
      [apps.web, apps.worker] = await Promise.all([start("web"), start("worker")]);
    },
    died: () =>
      (Object.keys(apps) as Role[])
        .filter((role) => !isAlive(apps[role].pid))
        .map((role) => ({ role, lastWords: apps[role].log().slice(-1_500) })),
  };
}

async function untilAtWork({ url }: App, jobs: number): Promise<void> {
  const until = performance.now() + 1_000;
  while (performance.now() < until) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    const said = (await answer?.json()) as { running?: number } | undefined;
    if ((said?.running ?? 0) >= jobs) return;
  }
}

const ENVIRONMENT = {
  LOG_LEVEL: "warn",
  // Two hundred starts: what Node has compiled once is kept.
  NODE_COMPILE_CACHE: resolve(".data/compile-cache"),
};
