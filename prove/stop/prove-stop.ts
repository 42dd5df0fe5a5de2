import { install } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import { type Processes, startProcesses } from "../processes.ts";
import { randomOf } from "#tools/random-of.ts";
import { type Asked, boundOf, type Outcome } from "../proof.ts";
import { untilQuiet } from "../until-quiet.ts";
import { type Campaign, openCampaign, queueFor, sayStop, wasClaimed } from "./campaign.ts";
import { judgeStops, type Stop } from "./judge-stops.ts";

const SHOP = "full-campaign.myshopify.com";
const FIRST_READING_MS = 120_000;
/** People whose text is queued while their STOP is on its way. */
const AT_ONCE = 8;
/** How long after its text was queued the first STOP of a lane comes. */
const FIRST_WAIT_MS = 100;

/**
 * H3: people say STOP at the very moment a campaign's text to them is claimed, while workers are killed. No send begins
 * after the letterbox's 2xx, and every STOP that was acknowledged holds.
 */
export async function proveStop(asked: Asked): Promise<Outcome> {
  const { n, kills } = planOf(asked);
  const random = randomOf(asked.seed);
  await town.makeShop({ domain: SHOP, orders: 0, customers: 0, cast: false });
  // Noon of a working day where these phones are: the law's hours are open.
  await town.clock.to("2027-03-09T11:00:00Z");
  const processes = await startProcesses("stop", asked, { READINGS: "off" });
  const shopId = await install(processes.web(), SHOP);
  await untilQuiet(performance.now() + FIRST_READING_MS);
  const campaign = await openCampaign(shopId, processes.web().url);
  const race = { asked, random, processes, campaign, n, kills, stops: [] as Stop[], begun: 0, killed: 0 };
  await run(race);
  const isQuiet = await untilQuiet(performance.now() + (asked.isQuick ? 60_000 : 600_000));
  asked.tell("commits of claims against the acks");
  return judge(race, isQuiet);
}

interface Race {
  asked: Asked;
  random: () => number;
  processes: Processes;
  campaign: Campaign;
  n: number;
  kills: number;
  stops: Stop[];
  begun: number;
  killed: number;
}

function planOf({ n, kills, isQuick, bug }: Asked): { n: number; kills: number } {
  const plan = bug ? { n: 160, kills: 0 } : isQuick ? { n: 400, kills: 2 } : { n: 10_000, kills: 40 };
  return { n: n ?? plan.n, kills: kills ?? plan.kills };
}

async function run(race: Race): Promise<void> {
  const endAt = Math.max(race.asked.endAt, performance.now() + 12_000);
  const lane = async () => {
    let wait = FIRST_WAIT_MS;
    while (race.begun < race.n && performance.now() < endAt) {
      const phone = `+49151${String(10_000_000 + race.begun++)}`;
      await queueFor(race.campaign, phone);
      await new Promise((moment) => setTimeout(moment, wait * (0.5 + race.random())));
      race.stops.push(await sayStop(race.campaign, phone));
      // Sooner where the text had left, later where it had not: each STOP is aimed at the moment of the claim.
      wait *= (await wasClaimed(race.campaign, phone)) ? 0.8 : 1.25;
      if (race.begun % 500 === 0) race.asked.tell(`${race.stops.length} STOPs, ${race.killed} kills`);
    }
  };
  let isOver = false;
  const killing = killNowAndThen(race, () => isOver);
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  isOver = true;
  await killing;
}

/** Of workers alone: the letterbox's address stands in the webhook. */
async function killNowAndThen(race: Race, isOver: () => boolean): Promise<void> {
  const every = race.n / (race.kills + 1);
  while (!isOver() && race.killed < race.kills) {
    if (race.stops.length < every * (race.killed + 1)) {
      await new Promise((again) => setTimeout(again, 20));
      continue;
    }
    await race.processes.atWork(4);
    await race.processes.kill("worker");
    race.killed++;
  }
}

async function judge({ campaign, stops, killed }: Race, isQuiet: boolean): Promise<Outcome> {
  const { begunAfter, unheard, begun, residual } = await judgeStops(campaign.shopId, stops);
  const unfinished = isQuiet ? [] : [{ what: "jobs are left that nobody finishes" }];
  const waits = stops.map(({ sentAt, ackAt }) => ackAt - sentAt).sort((one, other) => one - other);
  const ackMs = (share: number) => Math.round(waits[Math.floor((waits.length - 1) * share)] ?? 0);
  return {
    trials: stops.length,
    kills: killed,
    violations: [...begunAfter, ...unheard, ...unfinished],
    counters: {
      begunAfter: begunAfter.length,
      unheard: unheard.length,
      begunBefore: begun - begunAfter.length,
      residual,
      ackP50: ackMs(0.5),
      ackP99: ackMs(0.99),
    },
    history: stops,
    bound: boundOf(stops.length),
  };
}
