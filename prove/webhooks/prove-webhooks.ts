import { prisma } from "#app/db.server.ts";
import { install } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import type { Ground } from "#tools/rig/ground.ts";
import { randomOf } from "#tools/random-of.ts";
import { type Asked, boundOf, type Outcome } from "../proof.ts";
import { Deliveries } from "./deliveries.ts";
import { judgeEvents } from "./judge-events.ts";
import { judgeOrders } from "./judge-orders.ts";
import { judgeReceipts } from "./judge-receipts.ts";
import { type Processes, type Role, startProcesses } from "../processes.ts";
import { openTrade, type Trade } from "./trade.ts";
import { jobsAreDone, untilQuiet } from "../until-quiet.ts";

const SHOP = "trade-winds.myshopify.com";
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LANES = 6;
const FIRST_READING_MS = 120_000;
const SOME_TRADE_MS = 12_000;
/** Of the kills, those at the end: what they lose, no later news of the same makes good. */
const LAST_KILLS = 2;
/** More than a worker does at once; it dies with half of its hands full, so that any moment of a job is met. */
const CHANGES_AT_ONCE = 16;
const IN_THE_MIDDLE_OF = 4;

interface Plan {
  /** Webhooks handed over for delivery, repeats counted. */
  n: number;
  kills: number;
  /** Of the kills, those at the end. */
  lastKills: number;
  crashes: number;
}

interface Scene {
  asked: Asked;
  /** When trade ends at the latest: on a busy machine there is some all the same. */
  endAt: number;
  ground: Ground;
  plan: Plan;
  random: () => number;
  processes: Processes;
  trade: Trade;
  deliveries: Deliveries;
  done: { kills: number; crashes: number; died: number };
  history: object[];
}

/**
 * H1: a shop trades while its webhooks are repeated, shuffled and late by a week, while our processes are killed and
 * the database crashes. What the town's ledger says was acknowledged must have had its effect, once, and what was not
 * must have come again.
 */
export async function proveWebhooks(asked: Asked, ground: Ground): Promise<Outcome> {
  const scene = await open(asked, ground);
  const { plan, done, deliveries } = scene;
  const rounds = Math.max(plan.kills - plan.lastKills, 1);
  for (let round = 1; round <= rounds && performance.now() < scene.endAt; round++) {
    const isCrash = Math.ceil((round * plan.crashes) / rounds) > done.crashes;
    await playRound(scene, { until: Math.ceil((plan.n * round) / rounds), isCrash });
    if (round % 10 === 0 || asked.isQuick)
      asked.tell(`${deliveries.sent} webhooks, ${done.kills} kills, ${done.crashes} crashes of the database`);
  }
  await killOverTheLastNews(scene);
  asked.tell("now a week goes by, and what was late comes in");
  const isQuiet = await letAWeekPass(scene);
  asked.tell("the ledger against the database");
  return judge(scene, isQuiet);
}

async function open(asked: Asked, ground: Ground): Promise<Scene> {
  const random = randomOf(asked.seed);
  await town.makeShop({ domain: SHOP, orders: 0, customers: 0, cast: false });
  // A large shop's pace: what is read again live must not wait for points all day.
  await town.shop(SHOP).settings({ plan: "plus" });
  asked.tell("a web process and a worker");
  // Without first reading and sweeps, which would find again what the letterbox loses.
  const processes = await startProcesses("webhooks", asked, { READINGS: "off" });
  await install(processes.web(), SHOP);
  // Whatever the first reading of the shop finds it keeps in silence: trade begins after it.
  await untilQuiet(performance.now() + FIRST_READING_MS);
  await makeTrouble(asked.seed);
  const trade = await openTrade(SHOP, random);
  const deliveries = new Deliveries(SHOP);
  await deliveries.forgetThePast();
  const done = { kills: 0, crashes: 0, died: 0 };
  const endAt = Math.max(asked.endAt, performance.now() + SOME_TRADE_MS);
  const plan = planOf(asked);
  return { asked, endAt, ground, plan, random, processes, trade, deliveries, done, history: [] };
}

function planOf({ n, kills, isQuick, bug }: Asked): Plan {
  const plan = bug
    ? { n: 180, kills: 4, crashes: 1 }
    : isQuick
      ? { n: 1_500, kills: 6, crashes: 1 }
      : { n: 100_000, kills: 200, crashes: 20 };
  const asked = { ...plan, ...(n !== null && { n }), ...(kills !== null && { kills }) };
  const lastKills = Math.min(asked.kills, LAST_KILLS);
  return { ...asked, lastKills, crashes: Math.min(plan.crashes, Math.ceil(asked.kills / 10)) };
}

/** Each webhook meets at most one of these; of the repeats some come at once, some a week later, some under another id. */
async function makeTrouble(seed: number): Promise<void> {
  const order = (fault: "duplicate" | "twin" | "shuffle" | "delay", probability: number, more: object = {}) =>
    town.faults.add({ provider: "webhooks", fault, times: null, probability, seed: ++seed, ...more });
  await order("duplicate", 0.14);
  await order("duplicate", 0.02, { delayMs: 7 * DAY });
  await order("twin", 0.07);
  await order("shuffle", 0.12);
  await order("delay", 0.01, { delayMs: 7 * DAY });
  await order("delay", 0.01, { delayMs: DAY });
}

/** Trades until so many webhooks are on their way; in the middle of it something is killed. */
async function playRound(scene: Scene, { until, isCrash }: { until: number; isCrash: boolean }) {
  const { trade, deliveries, random, plan, endAt } = scene;
  const from = deliveries.sent;
  const killAt = from + random() * (until - from);
  let trouble: Promise<void> | null = null;
  const lane = async () => {
    while (deliveries.sent < until && performance.now() < endAt) {
      await trade.step();
      await deliveries.catchUp();
      if (plan.kills && deliveries.sent >= killAt) trouble ??= strike(scene, isCrash);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await trouble;
  await town.settle();
  // Retries come in the town's time, and orders live on in it.
  await town.clock.advance(Math.round((1 + 3 * random()) * MINUTE));
  await town.settle();
  await deliveries.catchUp();
}

/** From quiet, some customers change at once, and the worker dies over just that; then others, and so on. */
async function killOverTheLastNews({ trade, deliveries, processes, plan, done, history }: Scene) {
  await jobsAreDone(performance.now() + SOME_TRADE_MS);
  for (let n = 0; n < plan.lastKills; n++) {
    const changes = trade.renameOnce(CHANGES_AT_ONCE);
    await processes.atWork(IN_THE_MIDDLE_OF);
    await processes.kill("worker");
    await changes;
    done.kills++;
    history.push({ at: deliveries.sent, killed: "worker", overTheLastNews: true });
  }
  await town.settle();
  await deliveries.catchUp();
}

async function strike(scene: Scene, isCrash: boolean) {
  const { asked, processes, ground, random, done, history, deliveries } = scene;
  const role: Role = random() < 0.5 ? "worker" : "web";
  history.push({ at: deliveries.sent, killed: role, isCrash });
  if (isCrash) {
    await ground.crashDatabase();
    done.crashes++;
  }
  for (const died of processes.died()) {
    history.push({ at: deliveries.sent, died });
    asked.tell(`${died.role} ended by itself: ${died.lastWords}`);
    done.died++;
    await processes.kill(died.role);
  }
  if (role === "worker") await processes.atWork(1);
  await processes.kill(role);
  done.kills++;
}

async function letAWeekPass({ processes, deliveries, asked }: Scene): Promise<boolean> {
  const patience = performance.now() + (asked.isQuick ? 60_000 : 900_000);
  await town.faults.clear();
  await untilQuiet(patience);
  for (const { role } of processes.died()) await processes.kill(role);
  // In steps: tries follow tries, and each must find the app where it is.
  for (const step of [5 * 60 * MINUTE, DAY, 6 * DAY]) {
    await town.clock.advance(step);
    await town.settle();
  }
  const isQuiet = await untilQuiet(patience);
  await deliveries.catchUp();
  return isQuiet;
}

async function judge(scene: Scene, isQuiet: boolean): Promise<Outcome> {
  const { deliveries, done, history, trade } = scene;
  const { id: shopId } = await prisma.shop.findUniqueOrThrow({ where: { domain: SHOP } });
  const { lost, doubled } = await judgeReceipts(deliveries);
  const { orders, customers, wrong } = await judgeOrders(SHOP, shopId);
  const { untold, toldTwice } = await judgeEvents(shopId, orders);
  const unfinished = [
    ...(isQuiet ? [] : [{ what: "jobs are left that nobody finishes" }]),
    ...(deliveries.waiting ? [{ what: "webhooks still wait", waiting: deliveries.waiting }] : []),
  ];
  const ended = done.died ? [{ what: "processes ended that nobody killed", died: done.died }] : [];
  const told = [...deliveries.told.values()];
  const repeats = deliveries.sent - told.length;
  return {
    trials: deliveries.sent,
    kills: done.kills,
    violations: [...lost, ...doubled, ...wrong, ...untold, ...toldTwice, ...unfinished, ...ended],
    counters: {
      lost: lost.length,
      doubled: doubled.length + toldTwice.length,
      wrong: wrong.length,
      untold: untold.length,
      crashes: done.crashes,
      died: done.died,
      webhooks: told.length,
      repeats,
      retried: told.reduce((sum, { attempts, sent }) => sum + Math.max(attempts - sent, 0), 0),
      refused: deliveries.refusals,
      slowestMs: Math.max(...told.map(({ slowestMs }) => slowestMs)),
      orders: orders.length,
      customers,
      steps: trade.steps(),
    },
    history,
    bound: boundOf(deliveries.sent),
  };
}
