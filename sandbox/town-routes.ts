import type { HostRoute } from "./api-door.ts";
import type { TownClock } from "./clock.ts";
import type { ClockListeners } from "./clock-listeners.ts";
import type { Control } from "./control.ts";
import type { FaultMenu } from "./faults.ts";
import type { TownLedger } from "./ledger.ts";
import { type Handler, refusal, type Town } from "./town-types.ts";
import type { UnderWay } from "./under-way.ts";

/** What the town's own routes need beyond what the parts see. */
export interface TownInside {
  town: Town;
  clock: TownClock;
  ledger: TownLedger;
  faults: FaultMenu;
  control: Control;
  listeners: ClockListeners;
  hosts: HostRoute[];
  paths: { prefix: string; handler: Handler }[];
  unknown: { at: string; request: string }[];
  resets: (() => void | Promise<void>)[];
  settles: (() => void | Promise<void>)[];
  underWay: UnderWay;
  watchers: Set<(event: unknown) => void>;
}

/** Clock, faults, ledger, reset, settle and the app's address: documented in README.md. */
export function addTownRoutes(inside: TownInside): void {
  const { control, town } = inside;
  control.add("GET /", () => ({ addresses: town.addresses, app: town.app.url, routes: control.patterns() }));
  control.add("GET /ledger", ({ query }) => ({
    entries: inside.ledger.since(Number(query.get("since") ?? 0)),
  }));
  control.add("GET /unknown", () => ({ unknown: inside.unknown }));
  control.add("POST /settle", () => settle(inside));
  control.add("POST /reset", ({ body }) => reset(inside, body as { seed?: number }));
  control.add("POST /app", ({ body }) => setApp(town, body as Partial<Town["app"]>));
  control.add("GET /app", () => ({ url: town.app.url, scopes: town.app.scopes, key: town.app.key }));
  addClockRoutes(inside);
  addFaultRoutes(inside);
}

function addClockRoutes(inside: TownInside): void {
  const { control, clock } = inside;
  const reading = () => ({ now: clock.iso(), offsetMs: clock.offsetMs() });
  control.add("GET /clock", reading);
  control.add("POST /clock", async ({ body }) => {
    await waitForQuietApp(inside.town.app);
    await clock.advance(moveOf(clock.now(), body as { advanceMs?: number; to?: string }));
    inside.town.announce({ kind: "clock", ...reading() });
    return reading();
  });
  control.add("POST /clock/ack", ({ body }) => {
    const { listener, move } = body as { listener: number; move: number };
    inside.listeners.acknowledge(listener, move);
  });
}

function addFaultRoutes(inside: TownInside): void {
  const { control, faults } = inside;
  control.add("GET /faults", () => ({ faults: faults.list() }));
  control.add("POST /faults", ({ body }) => faults.add(body));
  control.add("DELETE /faults", () => faults.clear());
  control.add("DELETE /faults/:id", ({ params }) => {
    if (!faults.remove(params.id ?? "")) throw refusal(404, `no fault ${params.id}`);
  });
}

/** Waits until callbacks, webhooks and mails have all gone out, and what they set off in the town too. */
async function settle({ settles, underWay }: TownInside): Promise<{ settled: true; begun: number }> {
  do {
    for (const part of settles) await part();
    await underWay.ended();
  } while (!underWay.isQuiet());
  return { settled: true, begun: underWay.begun() };
}

async function reset(inside: TownInside, asked: { seed?: number }): Promise<{ seed: number }> {
  const { town } = inside;
  if (asked.seed !== undefined) town.options.seed = asked.seed;
  inside.faults.clear();
  inside.unknown.length = 0;
  await inside.clock.reset();
  inside.underWay.forget(); // What waited for a forgotten alarm waits no more.
  for (const part of inside.resets) await part();
  inside.ledger.reset();
  town.announce({ kind: "reset", seed: town.options.seed });
  return { seed: town.options.seed };
}

function setApp(town: Town, asked: Partial<Town["app"]>) {
  const { app } = town;
  if (asked.url !== undefined) {
    app.url = asked.url.replace(/\/$/, "");
    app.processes = [];
  }
  if (asked.processes) app.processes = asked.processes;
  if (asked.scopes) app.scopes = asked.scopes;
  town.announce({ kind: "app", url: app.url });
  return { url: app.url, scopes: app.scopes, processes: app.processes };
}

function moveOf(now: number, asked: { advanceMs?: number; to?: string }): number {
  const by = asked.to === undefined ? Number(asked.advanceMs) : Date.parse(asked.to) - now;
  if (!Number.isFinite(by))
    throw refusal(400, 'the clock moves by {"advanceMs":60000} or {"to":"2026-12-24T18:00:00Z"}');
  if (by < 0) throw refusal(400, "the clock moves forwards only; POST /_town/reset puts it back");
  return by;
}

const LONGEST_WAIT_MS = 10_000;

/** A job that holds a lock while time jumps would look hours old: so wait until `readyz` says that none runs. */
async function waitForQuietApp({ url, processes }: Town["app"]): Promise<void> {
  const all = [url, ...processes].filter(Boolean);
  const until = performance.now() + LONGEST_WAIT_MS;
  while (performance.now() < until) {
    const running = await Promise.all(all.map(runningJobs));
    if (running.every((count) => count === 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function runningJobs(app: string): Promise<number> {
  try {
    const answer = await fetch(`${app}/readyz`, { signal: AbortSignal.timeout(2000) });
    const said = (await answer.json()) as { running?: number };
    return said.running ?? 0;
  } catch (error) {
    // One that is too busy to say may well run some; one that is down, or has no such page, none we could wait for.
    return (error as Error).name === "TimeoutError" ? 1 : 0;
  }
}
