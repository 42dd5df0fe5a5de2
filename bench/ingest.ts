import { type Capture, capture, isRight, sumWrong } from "./ingest/capture.ts";
import { openLoad } from "./ingest/open-load.ts";
import { takeOrderWebhook } from "./ingest/order-webhook.ts";
import { openFloor, openOurs, openPeer, type Side } from "./ingest/sides.ts";
import { median, round } from "./percentiles.ts";
import type { Asked, Result } from "./result.ts";

const ROUNDS = 5;
const GOAL = { floor: 0.7, cpu: 1.5, peer: 5 };

type Rounds = Record<"ours" | "floor" | "peer", Capture[]>;

/**
 * P1: the capacity of the durable door for webhooks in closed loop, beside a bare server with one statement for
 * receipts and jobs, and beside Shopify's own webhook helper in a Remix route with our store.
 */
export async function bench({ quick, postgresPid, tell }: Asked): Promise<Result> {
  const seconds = quick ? 2 : 10;
  const { app, side: ours } = await openOurs();
  const body = await takeOrderWebhook(app);
  const sides: Record<keyof Rounds, Side> = { ours, floor: await openFloor(), peer: await openPeer() };
  const load = openLoad(body);
  const names = Object.keys(sides) as (keyof Rounds)[];
  tell(`a webhook has ${body.length} bytes; warming up`);
  for (const name of names) await take(name, "warm", 2);
  const rounds: Rounds = { ours: [], floor: [], peer: [] };
  for (let n = 1; n <= ROUNDS; n++) {
    for (const name of names) rounds[name].push(await take(name, n, seconds));
    tell(`round ${n} of ${ROUNDS}: ${names.map((name) => say(name, rounds[name].at(-1)!)).join(", ")}`);
  }
  load.close();
  for (const side of Object.values(sides)) side.close();
  return describe(rounds, body.length);

  function take(name: keyof Rounds, n: number | string, length: number) {
    return capture(sides[name], load, postgresPid, `${name}-${n}-`, { seconds: length });
  }
}

function say(name: string, { perSecond, cpu }: Capture): string {
  return `${name} ${Math.round(perSecond)}/s with ${cpu ? Math.round(cpu.server + cpu.postgres) : "?"} µs`;
}

function describe(rounds: Rounds, bytes: number): Result {
  const perSecond = (side: Capture[]) => Math.round(median(side.map((one) => one.perSecond)));
  const toFloor = ratios(rounds.ours, rounds.floor);
  const toPeer = ratios(rounds.ours, rounds.peer);
  const cpuMicros = { ours: cpu(rounds.ours), floor: cpu(rounds.floor), peer: cpu(rounds.peer) };
  const cpuRatio = round(cpuMicros.ours / cpuMicros.floor);
  const wrong = sumWrong(Object.values(rounds).flat());
  const [ratio, ratioToPeer] = [median(toFloor), median(toPeer)];
  const isReached = ratio >= GOAL.floor && !(cpuRatio > GOAL.cpu) && ratioToPeer >= GOAL.peer;
  return {
    bench: "ingest",
    unit: "requests/s",
    ours: perSecond(rounds.ours),
    floor: perSecond(rounds.floor),
    peer: perSecond(rounds.peer),
    ratio,
    range: range(toFloor),
    ratioToPeer,
    rangeToPeer: range(toPeer),
    rounds: rounds.ours.length,
    cpuMicros,
    cpuRatio,
    cpuParts: { ours: parts(rounds.ours), floor: parts(rounds.floor), peer: parts(rounds.peer) },
    bytes,
    acknowledged: rounds.ours.reduce((sum, { answers }) => sum + (answers.statuses[200] ?? 0), 0),
    ...wrong,
    holds: isRight(wrong) && isReached,
  };
}

const ratios = (ours: Capture[], others: Capture[]) =>
  ours.map((one, n) => one.perSecond / others[n]!.perSecond);
const range = (values: number[]) => [round(Math.min(...values)), round(Math.max(...values))];

/** Server and PostgreSQL together; NaN (null in the line) where the operating system does not say. */
const cpu = (side: Capture[]) =>
  Math.round(median(side.map((one) => (one.cpu ? one.cpu.server + one.cpu.postgres : Number.NaN))));

function parts(side: Capture[]) {
  const part = (name: "server" | "postgres") =>
    Math.round(median(side.map((one) => one.cpu?.[name] ?? Number.NaN)));
  return { server: part("server"), postgres: part("postgres") };
}
