import { inShop } from "#app/db.server.ts";
import { checkOrderCode } from "#app/orders/check-order-code.ts";
import { startOrderProof } from "#app/orders/start-order-proof.ts";
import { randomOf } from "#tools/random-of.ts";
import type { Asked } from "../proof.ts";
import { town } from "#tests/town.ts";
import { type GuessShop, nextHour, type Tally } from "./guess-shop.ts";

const GUESSES_EACH = 10;
const AT_ONCE = 10;

export interface Attack {
  /** Which address each thread asked from, and from which network. */
  fromOf: Map<string, Asker>;
}

interface Asker {
  from: string;
  network: string;
}

/**
 * Thousands of threads from thousands of addresses ask for orders, real and made up, and guess codes; in several
 * hours, some of them across the edge of an hour, where limits by the hour begin anew.
 */
export async function byVolume(shop: GuessShop, asked: Asked, tally: Tally): Promise<Attack> {
  const n = asked.n ?? (asked.isQuick ? 2_000 : 100_000);
  const waves = asked.isQuick ? 2 : 6;
  const fromOf = new Map<string, Asker>();
  for (let wave = 0; wave < waves && (wave === 0 || performance.now() < asked.endAt); wave++) {
    await nextHour({ toTheEdge: true });
    for (const side of ["before", "after"]) {
      if (side === "after") await town.clock.advance(122_000);
      const threads = Math.ceil(n / waves / 2 / GUESSES_EACH);
      const opened = await attack(
        shop,
        randomOf(asked.seed * 100 + wave),
        `${wave}-${side}`,
        threads,
        fromOf,
      );
      tally.trials += threads * GUESSES_EACH;
      if (opened) tally.violations.push({ what: "a guess opened an order", wave, side, opened });
    }
    asked.tell(`  ${tally.trials} guesses`);
  }
  return { fromOf };
}

/** Returns how many guesses opened something. */
async function attack(
  { shopId, hits, misses }: GuessShop,
  random: () => number,
  name: string,
  threads: number,
  fromOf: Map<string, Asker>,
): Promise<number> {
  let next = 0;
  let opened = 0;
  const worker = async () => {
    while (next < threads) {
      const conversationId = `wave-${name}-${next}`;
      // Many threads share an address: it must not get more than its share.
      const from = next++ % 10 > 3 ? `address-${name}-${next}` : "shared-address";
      // One machine takes a new visitor id for each try.
      const network = from !== "shared-address" && next < 100 ? "one-machine" : `network-${name}-${next}`;
      fromOf.set(conversationId, { from, network });
      // Two orders are asked for again and again, also in a short run; half of what is asked for does not exist.
      const pick = Math.floor(random() * (random() < 0.5 ? 2 : hits.length));
      const asked = (random() < 0.5 ? hits[pick]!.name : misses[pick]) ?? "#1";
      await startOrderProof(shopId, { conversationId, name: asked, from, network, locale: "en" });
      for (let guess = 0; guess < GUESSES_EACH; guess++) {
        const code = String(Math.floor(random() * 1_000_000)).padStart(6, "0");
        const checked = await inShop(shopId, (shop) => checkOrderCode(shop, { conversationId, code }));
        if (checked.ok) opened++;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return opened;
}
