import { install } from "#tests/app.ts";
import { type FaultOrder, town } from "#tests/town.ts";
import { type Processes, type Role, startProcesses } from "../processes.ts";
import { randomOf } from "#tools/random-of.ts";
import { type Asked, boundOf, type Outcome } from "../proof.ts";
import { untilQuiet } from "../until-quiet.ts";
import { judgeSends } from "./judge-sends.ts";
import { connectSenders, queueText, type Text } from "./send-shop.ts";

const SHOP = "loud-carrier.myshopify.com";
const MINUTE = 60_000;
const FIRST_READING_MS = 120_000;
/** On a busy machine, too, something is sent; and a planted bug has all of its few messages to show itself. */
const SOME_SENDS_MS = 12_000;
const PLANTED_SENDS_MS = 120_000;
const SENDERS = 200;
/** Messages of a round are written side by side, and meet the worker as they come. */
const WRITERS = 6;
/** How long a paused worker sleeps, while the town's time passes its lease. */
const PAUSE_MS = 1_500;
const MOST_TRIES = 5;
/** For a text to be on its way: a worker that has just begun takes its time. */
const LONGEST_WAIT_MS = 5_000;

interface Plan {
  n: number;
  kills: number;
  pauses: number;
}

/**
 * H2: two hundred senders on a carrier that refuses, fails before and after accepting, hangs, resets and reports in any
 * order, while our processes are killed and paused past their leases. What the carrier's ledger says it took is held
 * against what the shop is shown of every message that was committed.
 */
export async function proveSends(asked: Asked): Promise<Outcome> {
  const plan = planOf(asked);
  const random = randomOf(asked.seed);
  await town.makeShop({ domain: SHOP, orders: 0, customers: 0, cast: false });
  const processes = await startProcesses("sends", asked, { READINGS: "off" });
  const shopId = await openShop(processes);
  const senders = await connectSenders(shopId, SENDERS);
  await makeTrouble(asked.seed);
  const scene = {
    asked,
    plan,
    random,
    processes,
    shopId,
    senders,
    marks: [],
    history: [],
    kills: 0,
    pauses: 0,
  };
  const rounds = Math.max(plan.kills, 1);
  const endAt = Math.max(asked.endAt, performance.now() + (asked.bug ? PLANTED_SENDS_MS : SOME_SENDS_MS));
  for (let round = 1; round <= rounds && performance.now() < endAt; round++) {
    await playRound(scene, Math.ceil((plan.n * round) / rounds));
    if (asked.isQuick || round % 10 === 0)
      asked.tell(`${scene.marks.length} messages, ${scene.kills} kills, ${scene.pauses} pauses`);
  }
  const isQuiet = await comeToRest(scene);
  asked.tell("the carrier's ledger against what the shop is shown");
  return judge(scene, isQuiet);
}

interface Scene {
  asked: Asked;
  plan: Plan;
  random: () => number;
  processes: Processes;
  shopId: string;
  senders: string[];
  /** Of every message that was committed. */
  marks: string[];
  history: object[];
  kills: number;
  pauses: number;
}

function planOf({ n, kills, isQuick, bug }: Asked): Plan {
  const plan = bug ? { n: 180, kills: 4 } : isQuick ? { n: 450, kills: 3 } : { n: 50_000, kills: 200 };
  const asked = { n: n ?? plan.n, kills: kills ?? plan.kills };
  // What is planted goes wrong in a death or a fault: a pause shows none of it, and takes half a minute.
  return { ...asked, pauses: bug ? 0 : Math.ceil(asked.kills / 5) };
}

async function openShop(processes: Processes): Promise<string> {
  const shopId = await install(processes.web(), SHOP);
  await untilQuiet(performance.now() + FIRST_READING_MS);
  return shopId;
}

/** A quarter of all requests meets a fault; callbacks come twice, first, shuffled and not at all. */
async function makeTrouble(seed: number): Promise<void> {
  const share: [FaultOrder["fault"], number, object?][] = [
    ["refuse", 0.03],
    ["429", 0.04],
    ["400", 0.02],
    ["500-before", 0.03],
    ["500-after", 0.04],
    ["reset", 0.03],
    ["reset-after", 0.04],
    ["malformed", 0.02],
    ["slow", 0.01, { delayMs: 300 }],
    ["repeat-callback", 0.1],
    ["callback-first", 0.05],
    ["reorder-callbacks", 0.05],
    ["lose-callbacks", 0.05],
  ];
  const match = { method: "POST" };
  for (const [fault, probability, more] of share)
    await town.faults.add({
      provider: "twilio",
      fault,
      times: null,
      probability,
      seed: ++seed,
      match,
      ...more,
    });
}

/** Writes messages until there are so many; in the middle of it something is killed or falls asleep. */
async function playRound(scene: Scene, until: number): Promise<void> {
  const { random, marks } = scene;
  const from = marks.length;
  const strikeAt = from + random() * (until - from);
  let trouble: Promise<void> | null = null;
  const writer = async () => {
    while (marks.length < until) {
      await write(scene);
      if (scene.plan.kills && marks.length >= strikeAt) trouble ??= strike(scene);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  await trouble;
  await town.settle();
  await town.clock.advance(Math.round((0.5 + 2 * random()) * MINUTE));
}

/** Counted only once it is committed: what its caller never heard of was never promised. */
async function write(scene: Scene): Promise<void> {
  const { random, senders, shopId, marks } = scene;
  const mark = `${marks.length.toString(36)}x${Math.floor(random() * 1e9).toString(36)}`;
  const text: Text = {
    mark,
    phone: `+4915${String(100_000_000 + Math.floor((random() * scene.plan.n) / 3))}`,
    accountId: senders[Math.floor(random() * senders.length)]!,
  };
  await untilCommitted(scene, () => queueText(shopId, text));
  marks.push(mark);
}

/** As any caller does whose transaction met its time limit, behind a thread that a paused worker holds: the same again. */
async function untilCommitted({ history, marks }: Scene, write: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await write();
      return;
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      history.push({ at: marks.length, notCommitted: String(error) });
    }
}

async function strike(scene: Scene): Promise<void> {
  const { processes, random, plan, history, marks } = scene;
  for (const { role, lastWords } of processes.died()) {
    history.push({ at: marks.length, died: role, lastWords });
    await processes.kill(role);
  }
  if (scene.pauses < plan.pauses && random() < 0.3) {
    scene.pauses++;
    history.push({ at: marks.length, paused: "worker" });
    await processes.pausePast(PAUSE_MS, () => town.clock.advance(4 * MINUTE));
  }
  // In turn: a worker between the carrier's yes and our note of it, one in the middle of work, the web process.
  const turn = scene.kills % 3;
  const role: Role = turn === 2 ? "web" : "worker";
  history.push({ at: marks.length, killed: role });
  if (turn === 0) await killUnanswered(scene);
  else {
    if (turn === 1) await processes.atWork(3);
    await processes.kill(role);
  }
  scene.kills++;
}

/** The worker dies after the carrier has taken a text whose yes hangs on the way, and no callback tells it instead. */
async function killUnanswered({ asked: { seed }, processes }: Scene): Promise<void> {
  const order = { provider: "twilio", match: { method: "POST" }, seed };
  const silence = await town.faults.add({ ...order, fault: "lose-callbacks", times: null });
  const { id } = await town.faults.add({ ...order, fault: "hang-after", times: 1 });
  const until = performance.now() + LONGEST_WAIT_MS;
  const isStruck = async () => (await town.faults.list()).some((one) => one.id === id && one.struck > 0);
  while (performance.now() < until && !(await isStruck()));
  await town.faults.remove(id);
  await processes.kill("worker");
  await town.faults.remove(silence.id);
}

/** The carrier is well again; whatever waits has a day of the town's time to end. */
async function comeToRest({ processes, asked }: Scene): Promise<boolean> {
  await town.faults.clear();
  const patience = performance.now() + (asked.isQuick ? 60_000 : 900_000);
  await untilQuiet(patience);
  for (const { role } of processes.died()) await processes.kill(role);
  // Waits of a message are jobs of later: claims that died, doubts that are asked about again, six hours of tries.
  for (let hour = 0; hour < 8; hour++) {
    await town.clock.advance(60 * MINUTE);
    await untilQuiet(patience);
  }
  return untilQuiet(patience);
}

async function judge({ shopId, marks, kills, pauses, history }: Scene, isQuiet: boolean): Promise<Outcome> {
  const { doubled, silent, untrue, accepted, states } = await judgeSends(shopId, marks);
  const unfinished = isQuiet ? [] : [{ what: "jobs are left that nobody finishes" }];
  return {
    trials: marks.length,
    kills,
    violations: [...doubled, ...silent, ...untrue, ...unfinished],
    counters: {
      doubled: doubled.length,
      silent: silent.length,
      untrue: untrue.length,
      unknown: states.unknown ?? 0,
      accepted,
      senders: SENDERS,
      pauses,
      states,
    },
    history,
    bound: boundOf(marks.length),
  };
}
