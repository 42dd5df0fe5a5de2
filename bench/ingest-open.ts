import { type Capture, capture, isRight, sumWrong } from "./ingest/capture.ts";
import { openLoad } from "./ingest/open-load.ts";
import { takeOrderWebhook } from "./ingest/order-webhook.ts";
import { openFloor, openOurs, type Side } from "./ingest/sides.ts";
import { median, percentile, round } from "./percentiles.ts";
import type { Asked, Result } from "./result.ts";

const ROUNDS = 5;
const GOAL_P99 = 3;

type Rounds = Record<"ours" | "floor", Capture[]>;

/**
 * P2: webhooks that fall due at random moments, at half of the capacity that our door shows in this run; the time from
 * the moment each was due until it is acknowledged, beside the floor under the same load.
 */
export async function bench({ quick, postgresPid, tell }: Asked): Promise<Result> {
  const seconds = quick ? 3 : 12;
  const { app, side: ours } = await openOurs();
  const sides: Record<keyof Rounds, Side> = { ours, floor: await openFloor() };
  const load = openLoad(await takeOrderWebhook(app));
  const closed = (side: keyof Rounds, prefix: string, length: number) =>
    capture(sides[side], load, postgresPid, prefix, { seconds: length });
  await closed("floor", "warm-", 2);
  await closed("ours", "warm-", 2);
  const rate = Math.round((await closed("ours", "capacity-", seconds)).perSecond / 2);
  tell(`half of our capacity is ${rate} webhooks a second`);
  const rounds: Rounds = { ours: [], floor: [] };
  for (let n = 1; n <= ROUNDS; n++) {
    for (const name of ["ours", "floor"] as const)
      rounds[name].push(await capture(sides[name], load, postgresPid, `${name}-${n}-`, { rate, seconds }));
    tell(
      `round ${n} of ${ROUNDS}: p99 ${p(rounds.ours.at(-1)!, 0.99)} ms, floor ${p(rounds.floor.at(-1)!, 0.99)} ms`,
    );
  }
  load.close();
  for (const side of Object.values(sides)) side.close();
  return describe(rounds, rate);
}

const p = ({ answers }: Capture, share: number) => percentile(answers.latencies, share);

/** Figures of a side are medians over its rounds: one round that a neighbour spoilt must not speak for all. */
function describe(rounds: Rounds, rate: number): Result {
  const middle = (side: Capture[], share: number) => median(side.map((one) => p(one, share)));
  const ratios = rounds.ours.map((one, n) => p(one, 0.99) / p(rounds.floor[n]!, 0.99));
  const wrong = sumWrong(Object.values(rounds).flat());
  const ratio = median(ratios);
  return {
    bench: "ingest-open",
    unit: "ms",
    better: "lower",
    ours: middle(rounds.ours, 0.99),
    floor: middle(rounds.floor, 0.99),
    peer: null,
    ratio,
    range: [round(Math.min(...ratios)), round(Math.max(...ratios))],
    rounds: rounds.ours.length,
    rate,
    p50: middle(rounds.ours, 0.5),
    p99: middle(rounds.ours, 0.99),
    floorP50: middle(rounds.floor, 0.5),
    floorP99: middle(rounds.floor, 0.99),
    acknowledged: rounds.ours.reduce((sum, { answers }) => sum + (answers.statuses[200] ?? 0), 0),
    ...wrong,
    holds: isRight(wrong) && ratio <= GOAL_P99,
  };
}
