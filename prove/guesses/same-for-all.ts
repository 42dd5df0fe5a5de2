import { inShop } from "#app/db.server.ts";
import { checkOrderCode } from "#app/orders/check-order-code.ts";
import { startOrderProof } from "#app/orders/start-order-proof.ts";
import { randomOf } from "#tools/random-of.ts";
import type { Asked } from "../proof.ts";
import { type GuessShop, nextHour, type Tally } from "./guess-shop.ts";

/** R42's bar. */
export const MOST_DIFFERENCE_MS = 5;
/** A busy machine may bend one round; a telling difference is there in every one. */
const ROUNDS = 3;

/** Hit and miss: the same words, the same rows written, the same time, for asking and for a wrong code. */
export async function sameForAll(shop: GuessShop, asked: Asked, tally: Tally): Promise<void> {
  const pairs = Math.min(asked.isQuick ? 30 : 100, shop.hits.length - 4);
  let differences: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round++) {
    await nextHour();
    differences = await measure(shop, asked.seed + round, pairs, tally);
    if (Object.values(differences).every((ms) => Math.abs(ms) < MOST_DIFFERENCE_MS)) break;
  }
  Object.assign(tally.counters, { askDifferenceMs: differences.ask, codeDifferenceMs: differences.code });
  for (const [what, ms] of Object.entries(differences))
    if (Math.abs(ms) >= MOST_DIFFERENCE_MS)
      tally.violations.push({ what: "the time tells a hit from a miss", of: what, differenceMs: ms });
}

async function measure({ shopId, hits, misses }: GuessShop, seed: number, pairs: number, tally: Tally) {
  const random = randomOf(seed);
  const times: Record<string, { hit: number[]; miss: number[] }> = {
    ask: { hit: [], miss: [] },
    code: { hit: [], miss: [] },
  };
  for (let pair = 0; pair < pairs; pair++) {
    const sides = [
      { as: "hit" as const, name: hits[pair + 4]!.name },
      { as: "miss" as const, name: misses[pair]! },
    ];
    // Who comes first must not matter.
    if (random() < 0.5) sides.reverse();
    const said: Record<string, string> = {};
    for (const { as, name } of sides) {
      const conversationId = `pair-${seed}-${pair}-${as}`;
      const before = await rowsOf(shopId);
      const started = await timed(times.ask![as], () =>
        startOrderProof(shopId, { conversationId, name, from: conversationId, network: null, locale: "en" }),
      );
      const checked = await timed(times.code![as], () =>
        inShop(shopId, (shop) => checkOrderCode(shop, { conversationId, code: "000000" })),
      );
      said[as] = JSON.stringify({ started, checked, rows: (await rowsOf(shopId)) - before });
      tally.trials += 2;
    }
    tally.history.push({ pair, ...said });
    if (said.hit !== said.miss)
      tally.violations.push({ what: "words or rows tell a hit from a miss", ...said });
  }
  return Object.fromEntries(
    Object.entries(times).map(([what, { hit, miss }]) => [
      what,
      Number((median(hit) - median(miss)).toFixed(2)),
    ]),
  );
}

const rowsOf = (shopId: string) => inShop(shopId, ({ tx }) => tx.orderCode.count());

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const done = await work();
  into.push(performance.now() - from);
  return done;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
