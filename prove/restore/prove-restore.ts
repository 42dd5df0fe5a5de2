import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPage } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import type { Ground } from "#tools/rig/ground.ts";
import { type Processes, startProcesses } from "../processes.ts";
import { randomOf } from "#tools/random-of.ts";
import { type Asked, boundOf, type Outcome, type Violation } from "../proof.ts";
import { jobsAreDone, untilQuiet } from "../until-quiet.ts";
import { judgeRestore, sentTexts } from "./judge-restore.ts";
import { command, loseDatabase, run } from "./lose-database.ts";
import { live, openRestoreShop, type RestoreShop, SHOP, writeToNobody } from "./restore-shop.ts";

const MINUTE = 60_000;
const HOURS_AFTER = 3;
const LONG_MS = 240_000;

/**
 * H10, R16: the database is lost hours after its last backup, while texts of that backup were still waiting. It is
 * restored; sending is off until what was said since is read back from carrier and Shopify. Nothing is missing,
 * nothing is sent twice, and who said STOP in between is known.
 */
export async function proveRestore(asked: Asked, { databaseUrl }: Ground): Promise<Outcome> {
  const many = asked.n ?? (asked.bug ? 20 : asked.isQuick ? 48 : 2_400);
  const kills = asked.kills ?? (asked.bug ? 0 : asked.isQuick ? 1 : 10);
  const folder = mkdtempSync(join(tmpdir(), "threadline-restore-"));
  const file = join(folder, "all.backup");
  try {
    const processes = await startProcesses("restore", asked);
    const shop = await openRestoreShop(processes, randomOf(asked.seed));
    const scene: Scene = { asked, databaseUrl, file, processes, shop, kills };
    await liveUntilBackup(scene, many);
    await liveOn(scene, many);
    const violations = await restore(scene);
    await live(shop, Math.ceil(many / 4));
    await town.clock.advance(10 * MINUTE);
    await untilQuiet(performance.now() + LONG_MS);
    return await judge(scene, violations);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Scene {
  asked: Asked;
  databaseUrl: string;
  file: string;
  processes: Processes;
  shop: RestoreShop;
  kills: number;
}

/** The carrier is slow just then: texts wait in the backup that leave soon after. */
async function liveUntilBackup({ asked, databaseUrl, file, shop }: Scene, many: number): Promise<void> {
  await live(shop, many);
  await untilQuiet(performance.now() + LONG_MS);
  const slow = { provider: "twilio", match: { method: "POST" }, times: null, probability: 1 } as const;
  await town.faults.add({ ...slow, fault: "429" });
  await live(shop, Math.ceil(many / 4));
  await run(databaseUrl, asked, "backup.ts", file);
  await town.faults.clear();
  asked.tell(`a backup after ${shop.begun} lives`);
}

/** Hours that no backup knows of; then we are gone, and shoppers write on. */
async function liveOn({ asked, shop, processes }: Scene, many: number): Promise<void> {
  for (let hour = 0; hour < HOURS_AFTER; hour++) {
    await live(shop, Math.ceil(many / HOURS_AFTER));
    await town.settle();
    await town.clock.advance(60 * MINUTE);
    await untilQuiet(performance.now() + LONG_MS);
  }
  await processes.killAll();
  await writeToNobody(shop, 4);
  asked.tell(`${shop.begun} lives, and nobody is there any more`);
}

/** As docs/operate.md says. Returns what must not be. */
async function restore(scene: Scene): Promise<Violation[]> {
  const { asked, databaseUrl, file, processes, kills } = scene;
  const violations: Violation[] = [];
  await loseDatabase(databaseUrl);
  await run(databaseUrl, asked, "restore.ts", file);
  const before = (await town.ledger()).at(-1)?.n ?? 0;
  const early = await command(databaseUrl, asked, "restore.ts", "--sending", "on");
  if (early.code === 0)
    violations.push({ what: "sending could be switched on before anything was read back" });
  await processes.startAgain();
  for (let kill = 0; kill < kills; kill++) {
    await processes.atWork(1);
    await processes.kill("worker");
  }
  const late = await healUntilOn(scene);
  const whileOff = await sentTexts(before);
  if (early.code !== 0)
    violations.push(...whileOff.map(({ to, body }) => ({ what: "sent while sending was off", to, body })));
  if (late) violations.push({ what: "sending cannot be switched on", said: late });
  asked.tell("restored, read back, and sending again");
  return violations;
}

const MINUTES_TO_HEAL = 150;
const STEP_MINUTES = 10;

/**
 * Shopify has renewed our access since, and takes that of the backup no more: somebody opens the app now and then, and
 * the operator asks for sending until it may be. Returns why it may not, after hours; null where it may.
 */
async function healUntilOn({ asked, databaseUrl, processes }: Scene): Promise<string | null> {
  let said = "";
  for (let minute = 0; minute < MINUTES_TO_HEAL; minute += STEP_MINUTES) {
    await town.settle();
    await jobsAreDone(performance.now() + LONG_MS);
    const on = await command(databaseUrl, asked, "restore.ts", "--sending", "on");
    if (on.code === 0) return null;
    said = on.said.slice(-300);
    await openPage(processes.web(), "/app.data", SHOP);
    await town.clock.advance(STEP_MINUTES * MINUTE);
  }
  return said;
}

async function judge({ asked, shop, kills }: Scene, violations: Violation[]): Promise<Outcome> {
  asked.tell("the carrier and Shopify against what is shown");
  const { doubled, missing, unheard, untrue, ...counts } = await judgeRestore(shop);
  return {
    trials: shop.begun,
    kills: kills + 2,
    violations: [...violations, ...doubled, ...missing, ...unheard, ...untrue],
    counters: {
      doubled: doubled.length,
      missing: missing.length,
      unheard: unheard.length,
      untrue: untrue.length,
      stops: shop.stopped.length,
      hoursLost: HOURS_AFTER,
      ...counts,
    },
    history: [],
    bound: boundOf(shop.begun),
  };
}
