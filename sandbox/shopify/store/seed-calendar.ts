import { DAY } from "./instants.ts";
import { chance, roll } from "./randomness.ts";

interface Ground {
  seed: number;
  openedAt: number;
  orderCount: number;
  customerCount: number;
}

/** When order n was placed, epoch ms: rising in n, 400 days back, a quarter of them in the last 60 days. */
export function orderPlacedAt(ground: Ground, n: number): number {
  const position = (n - 1 + chance(ground.seed, 1, n) * 0.98) / ground.orderCount;
  const daysAgo = position < 0.75 ? 400 - (position / 0.75) * 340 : 60 - ((position - 0.75) / 0.25) * 60;
  return Math.floor((ground.openedAt - daysAgo * DAY) / 1000) * 1000;
}

/**
 * Whose order n is (k), or null for a sale over the counter to nobody known. Orders come in rounds of one per
 * customer, each round in an order of its own, a + b·k modulo the number of customers, which can be turned back.
 */
export function customerOfOrder(ground: Ground, n: number): number | null {
  const count = ground.customerCount;
  if (count === 0 || isNobodys(ground, n)) return null;
  const round = Math.floor((n - 1) / count);
  const { factor, shift } = shuffleOf(ground, round);
  return Number((BigInt((n - 1) % count) * BigInt(factor) + BigInt(shift)) % BigInt(count));
}

/** The orders of customer k, oldest first. */
export function ordersOfCustomer(ground: Ground, k: number): number[] {
  const found: number[] = [];
  const count = ground.customerCount;
  if (k >= count) return found;
  for (let round = 0; round * count < ground.orderCount; round++) {
    const n = orderInRound(ground, round, k);
    if (n <= ground.orderCount && !isNobodys(ground, n)) found.push(n);
  }
  return found;
}

/** The first of them, or null; costs no more than one round in nearly every case. */
export function firstOrderOf(ground: Ground, k: number): number | null {
  for (let round = 0; round * ground.customerCount < ground.orderCount; round++) {
    const n = orderInRound(ground, round, k);
    if (n <= ground.orderCount && !isNobodys(ground, n)) return n;
  }
  return null;
}

/** True for sales over the counter without a name. */
export function isNobodys(ground: { seed: number }, n: number): boolean {
  return chance(ground.seed, 2, n) < 0.02;
}

function orderInRound(ground: Ground, round: number, k: number): number {
  const count = ground.customerCount;
  const { inverse, shift } = shuffleOf(ground, round);
  const position = Number((BigInt(k - shift + count) * BigInt(inverse)) % BigInt(count));
  return round * count + position + 1;
}

const shuffles = new Map<string, { factor: number; inverse: number; shift: number }>();

function shuffleOf(ground: Ground, round: number) {
  const key = `${ground.seed}/${ground.customerCount}/${round}`;
  const known = shuffles.get(key);
  if (known) return known;
  const count = ground.customerCount;
  let factor = 1 + roll(ground.seed, 3, round, count);
  while (gcd(factor, count) !== 1) factor += 1;
  const made = {
    factor,
    inverse: inverseOf(factor % count || 1, count),
    shift: roll(ground.seed, 4, round, count),
  };
  // Rounds are few (orders ÷ customers); shops come and go in tests, so the oldest are dropped.
  if (shuffles.size > 20_000) shuffles.clear();
  shuffles.set(key, made);
  return made;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function inverseOf(value: number, modulus: number): number {
  let [r, nextR, t, nextT] = [modulus, value, 0, 1];
  while (nextR !== 0) {
    const q = Math.floor(r / nextR);
    [r, nextR] = [nextR, r - q * nextR];
    [t, nextT] = [nextT, t - q * nextT];
  }
  return ((t % modulus) + modulus) % modulus;
}
