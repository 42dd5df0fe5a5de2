import type { App } from "#tests/app.ts";
import { Shopper } from "#tests/chat.ts";
import { town } from "#tests/town.ts";
import { pool } from "#app/db.server.ts";
import type { Asked, Outcome } from "../proof.ts";
import { bugs } from "../plant/bugs.ts";
import { startPlanted } from "../plant/start-planted.ts";
import { callersOf, staffHeaders } from "./callers.ts";
import { shopTables, tellsOfThem } from "./canaries.ts";
import { overhear } from "./overhear.ts";
import { allRoutes } from "./remix-routes.ts";
import { theirIds } from "./their-ids.ts";
import { emptyTables, openTwoShops, type Side, type TwoShops } from "./two-shops.ts";
import { walkDoors } from "./walk-doors.ts";
import { walkJobs } from "./walk-jobs.ts";
import { walkRoutes } from "./walk-routes.ts";
import { Watch } from "./watch.ts";

/**
 * R38: nobody of one shop gets a byte of another's, whatever ids they hold: every route, door, stream and job, by
 * every role; then again with the app's own filters taken out of each statement, by row-level security alone.
 */
export async function proveTenants(asked: Asked): Promise<Outcome> {
  allRoutes();
  const app = await start(asked, "on");
  const shops = await openTwoShops(app, asked);
  const tables = await shopTables();
  const violations: Outcome["violations"] = (await emptyTables(shops.theirs.shopId, tables)).map((table) => ({
    what: "the other shop has no row in this table, so nothing about it is proven",
    table,
  }));
  violations.push(...(await blindSpots(app, shops)));
  await plantInDatabase(asked);
  const half = { ...asked, endAt: asked.bug ? asked.endAt : (performance.now() + asked.endAt) / 2 };
  const passes = [await pass(app, shops, tables, half, "the app as it is")];
  if (!asked.bug || !passes[0]!.violations.length) {
    await app.stop();
    const bare = await start(asked, "off");
    passes.push(await pass(bare, through(bare, shops), tables, asked, "row-level security alone"));
    if (!bare.log().includes("filters off")) violations.push({ what: "the filters were not taken off" });
  }
  const sum = (of: (watch: Watch) => number) => passes.reduce((total, watch) => total + of(watch), 0);
  const found = [...violations, ...passes.flatMap((watch) => watch.violations)];
  return {
    trials: sum(({ trials }) => trials),
    kills: 0,
    violations: found,
    counters: {
      leaked: sum(({ leaked }) => leaked),
      skipped: sum(({ skipped }) => skipped),
      passes: passes.length,
      tables: tables.length,
    },
    history: passes.flatMap((watch) => watch.history),
    bound: asked.isQuick ? "a sample: the full run is exhaustive" : "exhaustive",
  };
}

/** The shoppers of both, at another process's doors. */
function through(app: App, { ours, theirs }: TwoShops): TwoShops {
  const moved = (side: Side): Side => ({ ...side, shopper: new Shopper(app, side.shopper.session) });
  return { ours: moved(ours), theirs: moved(theirs) };
}

const start = (asked: Asked, filters: "on" | "off") =>
  startPlanted("tenants", asked, { env: { FILTERS: filters, CLOCKWORK: "off" } });

async function plantInDatabase({ bug }: Asked) {
  const sql = bugs.find(({ proof, name }) => proof === "tenants" && name === bug)?.sql;
  if (sql) await pool.query(sql);
}

async function pass(app: App, shops: TwoShops, tables: string[], asked: Asked, name: string): Promise<Watch> {
  asked.tell(`walking: ${name}`);
  const watch = new Watch(app, shops, tables, asked);
  await watch.begin();
  const ids = await theirIds(shops.theirs, tables);
  const callers = callersOf(shops, asked.isQuick);
  const parts: [string, () => Promise<unknown>][] = [
    ["streams", () => overhear(watch, app, shops)],
    ["doors", () => walkDoors(watch, shops, callers, ids)],
    ["routes", () => walkRoutes(watch, callers, ids)],
    ["jobs", () => walkJobs(watch, shops, ids)],
  ];
  for (const [part, walk] of parts) {
    const before = watch.trials;
    await walk();
    await watch.checkAll(part);
    asked.tell(`  ${part}: ${watch.trials - before} trials, ${watch.violations.length} violations so far`);
  }
  return watch;
}

/** The same walk by the shop's own people must find the marks, or finding none in ours would prove nothing. */
async function blindSpots(app: App, { theirs }: TwoShops): Promise<Outcome["violations"]> {
  const headers = await staffHeaders(theirs.domain, theirs.staff.owner);
  const pages = [
    "/app/inbox",
    `/app/inbox/${theirs.conversationId}`,
    `/app/customers/${theirs.customerId}`,
    "/app/alerts",
    "/app/alerts/delivered",
    "/app/shop-data",
    "/app/privacy",
    "/app/problems",
    "/app/team",
    "/app/settings",
  ];
  const blind: Outcome["violations"] = [];
  for (const path of pages) {
    const answer = await fetch(`${app.url}${path}.data`, { headers });
    if (!tellsOfThem(await answer.text()))
      blind.push({ what: "their own staff do not see the marks", path, status: answer.status });
  }
  if (!tellsOfThem(JSON.stringify(await theirs.shopper.thread())))
    blind.push({ what: "their own shopper does not see the marks" });
  await town.settle();
  return blind;
}
