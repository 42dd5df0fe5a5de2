import { cpuMicros, withChildren } from "./cpu.ts";
import { openFloorSide } from "./floor-side.ts";
import { play, type Sample, type Side } from "./legs.ts";
import { openOurSide } from "./our-side.ts";
import { median, percentile, round } from "./percentiles.ts";
import type { Asked, Result } from "./result.ts";

const SHOPPERS = 50;
const ROUNDS = 5;
const MOST_P99_MS = 1_000;

interface Round {
  sample: Sample;
  cpu: number | null;
}

/**
 * P3: a shopper's message until staff's page shows it (hint, then the thread read), and staff's reply until the
 * shopper's page shows it, through the app's doors and durable; beside a bare INSERT and NOTIFY to an event stream.
 */
export async function bench({ quick, postgresPid, tell }: Asked): Promise<Result> {
  const seconds = quick ? 2 : 12;
  const ours = await openOurSide(SHOPPERS);
  const floor = await openFloorSide(SHOPPERS);
  tell("both sides stand; warming up");
  await play(ours, SHOPPERS, 2, "ours-warm");
  await play(floor, SHOPPERS, 2, "floor-warm");
  const rounds = { ours: [] as Round[], floor: [] as Round[] };
  for (let n = 0; n < ROUNDS; n++) {
    rounds.ours.push(await measured(ours, [ours.app.pid], `ours-${n}`));
    rounds.floor.push(await measured(floor, [floor.pid], `floor-${n}`));
    tell(
      `round ${n + 1} of ${ROUNDS}: p50 ${p(rounds.ours.at(-1)!, 0.5)} ms, ${rounds.ours.at(-1)!.cpu} µs of CPU a leg, floor ${p(rounds.floor.at(-1)!, 0.5)} ms`,
    );
  }
  const sent = rounds.ours.reduce(
    (sum, { sample }) => sum + sample.toStaff.length + sample.toShopper.length,
    0,
  );
  const counts = {
    sent,
    lost: ours.ears.staff.lost + ours.ears.shoppers.lost + floor.ears.lost,
    doubled: ours.ears.staff.doubled + ours.ears.shoppers.doubled + floor.ears.doubled,
    written: await ours.written(),
    heard: ours.ears.staff.heard + ours.ears.shoppers.heard,
  };
  ours.close();
  floor.close();
  return { ...describe(rounds), ...counts, holds: holds(rounds.ours, counts) };

  async function measured(side: Side, pids: number[], name: string): Promise<Round> {
    const all = () => [...pids, ...(postgresPid ? withChildren(postgresPid) : [])];
    const before = cpuMicros(all());
    const sample = await play(side, SHOPPERS, seconds, name);
    const after = cpuMicros(all());
    const legs = sample.toStaff.length + sample.toShopper.length;
    return { sample, cpu: before === null || after === null ? null : Math.round((after - before) / legs) };
  }
}

const both = ({ sample }: Round) => [...sample.toStaff, ...sample.toShopper];
const p = (one: Round, share: number) => percentile(both(one), share);

function describe(rounds: { ours: Round[]; floor: Round[] }) {
  const ours = rounds.ours.flatMap(both);
  const floor = rounds.floor.flatMap(both);
  const ratios = rounds.ours.map((one, n) => p(one, 0.5) / p(rounds.floor[n]!, 0.5));
  const cpu = (side: Round[]) => median(side.map(({ cpu: micros }) => micros ?? Number.NaN));
  const leg = (name: keyof Sample) => {
    const times = rounds.ours.flatMap(({ sample }) => sample[name]);
    return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
  };
  return {
    bench: "chat-roundtrip",
    unit: "ms",
    better: "lower",
    ours: percentile(ours, 0.5),
    floor: percentile(floor, 0.5),
    peer: null,
    ratio: median(ratios),
    range: [round(Math.min(...ratios)), round(Math.max(...ratios))],
    rounds: rounds.ours.length,
    p50: percentile(ours, 0.5),
    p99: percentile(ours, 0.99),
    floorP99: percentile(floor, 0.99),
    ratioP99: round(percentile(ours, 0.99) / percentile(floor, 0.99)),
    legs: { toStaff: leg("toStaff"), toShopper: leg("toShopper") },
    cpuMicros: { ours: cpu(rounds.ours), floor: cpu(rounds.floor) },
  };
}

/** A fast wrong answer scores nothing. */
function holds(
  rounds: Round[],
  counts: { lost: number; doubled: number; written: number; heard: number },
): boolean {
  const isRight = counts.lost === 0 && counts.doubled === 0 && counts.written === counts.heard;
  return isRight && percentile(rounds.flatMap(both), 0.99) < MOST_P99_MS;
}
