import { now } from "#app/clock.ts";
import { town } from "#tests/town.ts";
import { type Carrier, openCarrier } from "./campaign/carrier.ts";
import type { CampaignSide } from "./campaign/campaign-side.ts";
import { openFloorSide } from "./campaign/floor-side.ts";
import { makeOurPeople, openOurSide } from "./campaign/our-side.ts";
import type { Person } from "./campaign/people.ts";
import { cpuMicros, withChildren } from "./cpu.ts";
import { median, round } from "./percentiles.ts";
import type { Asked, Result } from "./result.ts";

const ROUNDS = 5;
const GOAL = 0.5;
/** Noon of a working day where the recipients are: the law's hours are open. */
const NOON = "2027-03-09T11:00:00Z";

interface Part {
  perSecond: number;
  /** Microseconds a message of whoever worked, and of PostgreSQL; null where they cannot be read. */
  cpu: { process: number; postgres: number } | null;
}

interface Round {
  enqueue: Part;
  drain: Part;
  wrong: Wrong;
}

/** What must all be nought, or the figures mean nothing. */
interface Wrong {
  lost: number;
  doubled: number;
  /** Posted for somebody who had not said yes. */
  unlawful: number;
  /** Shown as something that it was not. */
  untrue: number;
}

type Rounds = Record<"ours" | "floor", Round[]>;

/**
 * P7: a campaign written and sent. Writing it, beside a raw multi-row insert of the same rows; draining it by one worker,
 * beside a bare loop of claim, consent read, POST and update, both to one carrier that is a bare node:http server.
 */
export async function bench(asked: Asked): Promise<Result[]> {
  const size = asked.quick ? 500 : 4_000;
  await town.clock.to(NOON);
  // The carrier tells our worker this hour; the process that measures has it from the town.
  const carrier = await openCarrier(Math.round(now().getTime() - performance.timeOrigin - performance.now()));
  const sides = { ours: await openOurSide(carrier), floor: await openFloorSide(carrier) };
  const rounds: Rounds = { ours: [], floor: [] };
  for (let n = 0; n <= ROUNDS; n++) {
    const people = await makeOurPeople(n, n ? size : Math.min(size, 1_000));
    for (const name of ["ours", "floor"] as const)
      rounds[name].push(await play(sides[name], carrier, people, asked.postgresPid));
    asked.tell(
      `${n ? `round ${n} of ${ROUNDS}` : "warm"}: ours ${say(rounds.ours.at(-1)!)}, floor ${say(rounds.floor.at(-1)!)}`,
    );
  }
  for (const side of Object.values(sides)) side.close();
  carrier.close();
  return describe({ ours: rounds.ours.slice(1), floor: rounds.floor.slice(1) }, size);
}

function say({ enqueue, drain }: Round): string {
  const [written, sent] = [enqueue, drain].map(
    ({ perSecond, cpu }) => `${Math.round(perSecond)}/s (${cpu ? `${cpu.process}+${cpu.postgres}` : "?"} µs)`,
  );
  return `${written} in and ${sent} out`;
}

async function play(
  side: CampaignSide,
  carrier: Carrier,
  people: Person[],
  postgresPid: number | null,
): Promise<Round> {
  await side.prepare(people);
  await carrier.taken();
  const enqueue = await measured(process.pid, postgresPid, people.length, () => side.enqueue(people));
  const drain = await measured(side.worker, postgresPid, people.length, () => side.drain());
  return { enqueue, drain, wrong: judge(people, await carrier.taken(), await side.ends()) };
}

async function measured(
  pid: number,
  postgresPid: number | null,
  count: number,
  work: () => Promise<void>,
): Promise<Part> {
  // To find PostgreSQL's processes takes a while of our own: it is not part of what is measured.
  const servers = postgresPid && withChildren(postgresPid);
  const read = () => ({ process: cpuMicros([pid]), postgres: servers && cpuMicros(servers) });
  const [before, from] = [read(), performance.now()];
  await work();
  const [to, after] = [performance.now(), read()];
  const each = (name: "process" | "postgres") => Math.round((after[name]! - before[name]!) / count);
  return {
    perSecond: count / ((to - from) / 1_000),
    cpu: after.process && after.postgres ? { process: each("process"), postgres: each("postgres") } : null,
  };
}

function judge(people: Person[], taken: string[], ends: Record<string, number>): Wrong {
  const times = new Map<string, number>();
  for (const to of taken) times.set(`+${to}`, (times.get(`+${to}`) ?? 0) + 1);
  const lawful = people.filter(({ consent }) => consent === "granted");
  const count = (of: Person[], is: (n: number) => boolean) =>
    of.filter(({ phone }) => is(times.get(phone) ?? 0)).length;
  const others = people.filter(({ consent }) => consent !== "granted");
  return {
    lost: count(lawful, (n) => n === 0),
    doubled: count(lawful, (n) => n > 1),
    unlawful: count(others, (n) => n > 0),
    untrue: Math.abs((ends.sent ?? 0) - lawful.length) + Math.abs((ends.suppressed ?? 0) - others.length),
  };
}

function describe(rounds: Rounds, size: number): Result[] {
  const wrong = sumWrong([...rounds.ours, ...rounds.floor].map((one) => one.wrong));
  return (["enqueue", "drain"] as const).map((part) => {
    const ratios = rounds.ours.map((one, n) => one[part].perSecond / rounds.floor[n]![part].perSecond);
    const perSecond = (side: Round[]) => Math.round(median(side.map((one) => one[part].perSecond)));
    const ratio = median(ratios);
    return {
      bench: "campaign",
      what: part,
      unit: "messages/s",
      ours: perSecond(rounds.ours),
      floor: perSecond(rounds.floor),
      peer: null,
      ratio,
      range: [round(Math.min(...ratios)), round(Math.max(...ratios))],
      rounds: ratios.length,
      cpuMicros: { ours: cpu(rounds.ours, part), floor: cpu(rounds.floor, part) },
      messages: size,
      ...wrong,
      holds: ratio >= GOAL && Object.values(wrong).every((count) => count === 0),
    };
  });
}

/** Of a message, both processes together. */
const cpu = (side: Round[], part: "enqueue" | "drain") =>
  Math.round(
    median(side.map((one) => (one[part].cpu?.process ?? Number.NaN) + (one[part].cpu?.postgres ?? 0))),
  );

function sumWrong(all: Wrong[]): Wrong {
  const sum = (name: keyof Wrong) => all.reduce((total, one) => total + one[name], 0);
  return { lost: sum("lost"), doubled: sum("doubled"), unlawful: sum("unlawful"), untrue: sum("untrue") };
}
