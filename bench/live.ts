import { openFloorSide } from "./floor-side.ts";
import { play, type Sample } from "./legs.ts";
import { idleShoppers, openIdle } from "./live/open-idle.ts";
import { openOurSide } from "./our-side.ts";
import { median, percentile, round } from "./percentiles.ts";
import type { Asked, Result } from "./result.ts";

const SHOPPERS = 10;
const ROUNDS = 5;
const GOAL = { p50: 2, p99: 3, memory: 1.5 };

/**
 * P3: what chat-roundtrip asks, with few talks going on and thousands of streams open in which nothing happens; and what
 * such a stream takes of the server's memory. Beside a bare INSERT and NOTIFY to a bare event stream with as many.
 */
export async function bench({ quick, tell }: Asked): Promise<Result[]> {
  const count = quick ? 500 : 5_000;
  const seconds = quick ? 4 : 16;
  const ours = await openOurSide(SHOPPERS);
  const floor = await openFloorSide(SHOPPERS);
  await play(ours, SHOPPERS, 2, "ours-warm");
  await play(floor, SHOPPERS, 2, "floor-warm");
  const passes = await idleShoppers(ours.shopId, count);
  const idle = {
    ours: await openIdle(ours.app.pid, `${ours.app.url}/chat/stream?after=0`, passes),
    floor: await openIdle(
      floor.pid,
      floor.url("nobody"),
      passes.map(() => ({})),
    ),
  };
  tell(`${count} streams stand: ours ${round(idle.ours.kbEach)} KB each, floor ${round(idle.floor.kbEach)}`);
  const rounds: Record<"ours" | "floor", Sample[]> = { ours: [], floor: [] };
  for (let n = 0; n < ROUNDS; n++) {
    rounds.ours.push(await play(ours, SHOPPERS, seconds, `ours-${n}`));
    rounds.floor.push(await play(floor, SHOPPERS, seconds, `floor-${n}`));
    const [one, bare] = [rounds.ours.at(-1)!, rounds.floor.at(-1)!];
    tell(`round ${n + 1} of ${ROUNDS}: p50 ${p(one, 0.5)} ms, floor ${p(bare, 0.5)} ms`);
  }
  const lost = ours.ears.staff.lost + ours.ears.shoppers.lost + floor.ears.lost;
  const doubled = ours.ears.staff.doubled + ours.ears.shoppers.doubled + floor.ears.doubled;
  for (const side of [idle.ours, idle.floor, ours, floor]) side.close();
  const isRight = lost === 0 && doubled === 0;
  return [
    latency(rounds, { idle: count, lost, doubled }, isRight),
    memory(idle.ours.kbEach, idle.floor.kbEach, count),
  ];
}

const both = ({ toStaff, toShopper }: Sample) => [...toStaff, ...toShopper];
const p = (sample: Sample, share: number) => percentile(both(sample), share);

/** Figures of a side are medians over its rounds: one round that a neighbour spoilt must not speak for all. */
function latency(rounds: Record<"ours" | "floor", Sample[]>, counts: object, isRight: boolean): Result {
  const middle = (side: Sample[], share: number) => median(side.map((one) => p(one, share)));
  const ratios = (share: number) => rounds.ours.map((one, n) => p(one, share) / p(rounds.floor[n]!, share));
  const [ratio, ratioP99] = [median(ratios(0.5)), median(ratios(0.99))];
  const leg = (name: keyof Sample) => {
    const times = rounds.ours.flatMap((one) => one[name]);
    return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
  };
  return {
    bench: "live",
    what: "shopper to staff and back",
    unit: "ms",
    better: "lower",
    ours: middle(rounds.ours, 0.5),
    floor: middle(rounds.floor, 0.5),
    peer: null,
    ratio,
    range: [round(Math.min(...ratios(0.5))), round(Math.max(...ratios(0.5)))],
    rounds: rounds.ours.length,
    p50: middle(rounds.ours, 0.5),
    p99: middle(rounds.ours, 0.99),
    floorP99: middle(rounds.floor, 0.99),
    ratioP99,
    legs: { toStaff: leg("toStaff"), toShopper: leg("toShopper") },
    ...counts,
    holds: isRight && ratio <= GOAL.p50 && ratioP99 <= GOAL.p99,
  };
}

function memory(ours: number, floor: number, streams: number): Result {
  const ratio = round(ours / floor);
  return {
    bench: "live",
    what: "memory of an idle stream",
    unit: "KB",
    better: "lower",
    ours: round(ours),
    floor: round(floor),
    peer: null,
    ratio,
    rounds: 1,
    streams,
    holds: ratio <= GOAL.memory,
  };
}
