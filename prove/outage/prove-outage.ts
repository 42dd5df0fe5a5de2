import { prisma } from "#app/db.server.ts";
import { install } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import { randomOf } from "#tools/random-of.ts";
import { type Asked, boundOf, type Outcome, type Violation } from "../proof.ts";
import { Deliveries } from "../webhooks/deliveries.ts";
import { judgeOrders } from "../webhooks/judge-orders.ts";
import { type Processes, startProcesses } from "../processes.ts";
import { openTrade, type Trade } from "../webhooks/trade.ts";
import { jobsAreDone, untilQuiet } from "../until-quiet.ts";

const SHOP = "trade-winds.myshopify.com";
const MINUTE = 60_000;
const HOURS_DOWN = 6;
const QUARTERS = HOURS_DOWN * 4;
/** R5: so long after we are back nothing may be missing. */
const MINUTES_TO_HEAL = 15;
const FIRST_READING_MS = 120_000;

/**
 * H10: everything of ours is down for six hours of the town's time while the shop trades on; Shopify gives up on what
 * it could not deliver. Fifteen minutes after we are back nothing is missing.
 */
export async function proveOutage(asked: Asked): Promise<Outcome> {
  const steps = asked.n ?? (asked.isQuick ? 240 : 2_400);
  await town.makeShop({ domain: SHOP, orders: 0, customers: 0, cast: false });
  await town.shop(SHOP).settings({ plan: "plus" });
  const processes = await startProcesses("outage", asked);
  await install(processes.web(), SHOP);
  await untilQuiet(performance.now() + FIRST_READING_MS);
  const deliveries = new Deliveries(SHOP);
  await deliveries.forgetThePast();
  const trade = await openTrade(SHOP, randomOf(asked.seed));
  await tradeFor(trade, Math.ceil(steps / 4));
  await untilQuiet(performance.now() + FIRST_READING_MS);
  asked.tell(`${deliveries.sent} webhooks in peace; now six hours without us`);
  await processes.killAll();
  for (let quarter = 0; quarter < QUARTERS; quarter++) {
    await tradeFor(trade, Math.ceil(steps / QUARTERS));
    await town.clock.advance(15 * MINUTE);
    await town.settle();
  }
  await deliveries.catchUp();
  asked.tell("we are back");
  await processes.startAgain();
  const minutes = await heal(processes);
  await deliveries.catchUp();
  return judge({ deliveries, trade, minutes });
}

/** One after the other: what happened at what moment is the same for the same seed. */
async function tradeFor(trade: Trade, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await trade.step();
}

/** Minute by minute of the town's time; what is due in it is done before the next. Says how many it took. */
async function heal(processes: Processes): Promise<number> {
  for (let minute = 1; minute <= MINUTES_TO_HEAL; minute++) {
    await town.settle();
    await jobsAreDone(performance.now() + FIRST_READING_MS);
    if (processes.died().length) return minute;
    await town.clock.advance(MINUTE);
  }
  await town.settle();
  await jobsAreDone(performance.now() + FIRST_READING_MS);
  return MINUTES_TO_HEAL;
}

interface Done {
  deliveries: Deliveries;
  trade: Trade;
  minutes: number;
}

async function judge({ deliveries, trade, minutes }: Done): Promise<Outcome> {
  const { id: shopId } = await prisma.shop.findUniqueOrThrow({ where: { domain: SHOP } });
  const { orders, customers, wrong } = await judgeOrders(SHOP, shopId);
  const told = [...deliveries.told.values()];
  const givenUp = told.filter(({ lost }) => lost > 0).length;
  // Without it there was nothing to heal, and the proof says nothing.
  const idle: Violation[] = givenUp ? [] : [{ what: "Shopify gave nothing up: there was no outage" }];
  return {
    trials: orders.length + customers,
    kills: 2,
    violations: [...wrong, ...idle],
    counters: {
      missing: wrong.length,
      givenUp,
      webhooks: told.length,
      orders: orders.length,
      customers,
      steps: trade.steps(),
      hoursDown: HOURS_DOWN,
      minutes,
    },
    history: [],
    bound: boundOf(orders.length + customers),
  };
}
