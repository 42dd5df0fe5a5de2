import type { Ground } from "#tools/rig/ground.ts";

/** How much of a proof is asked for. */
export interface Asked {
  seed: number;
  /** Trials; null: as many as the proof is known for. */
  n: number | null;
  kills: number | null;
  isQuick: boolean;
  /** The name of the bug that is planted in this run, if any: it may end at its first violation. */
  bug: string | null;
  /** Monotonic milliseconds (`performance.now()`) after which no new round begins. */
  endAt: number;
  tell(line: string): void;
}

export interface Violation {
  /** What does not hold. */
  what: string;
  [detail: string]: unknown;
}

export interface Outcome {
  trials: number;
  kills: number;
  violations: Violation[];
  /** The proof's own counters, all zero where it holds, and whatever else is worth a look. */
  counters: Record<string, unknown>;
  /** What was done, in order: kept beside the violations. */
  history: object[];
  /** "exhaustive" where every case was tried; else 0 of n says "less than 3/n" at 95 %. */
  bound: string;
}

export type Proof = (asked: Asked, ground: Ground) => Promise<Outcome>;

export const boundOf = (trials: number): string =>
  `< ${((300 / Math.max(trials, 1)) * 1).toPrecision(2)} % at 95 %`;
