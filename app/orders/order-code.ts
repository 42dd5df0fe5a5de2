import { randomInt } from "node:crypto";
import { MINUTE, SECOND } from "#app/clock.ts";
import { keyedHash } from "#app/seal.server.ts";

export const CODE_LIVES_MS = 10 * MINUTE;
export const MOST_TRIES = 5;
/** A proven order may be spoken of for this long in the same thread. */
export const PROOF_LIVES_MS = 30 * MINUTE;

export const makeCode = (): string => String(randomInt(0, 1_000_000)).padStart(6, "0");

/** Six digits would be guessed from a plain hash in no time: this one needs our key. */
export const hashCode = (id: string, code: string): string => keyedHash("order-code", `${id}:${code}`);

/** The wait before another code: 30 s after the first, and twice as long after each further one. */
export const waitAfter = (codesAsked: number): number =>
  codesAsked ? Math.min(30 * SECOND * 2 ** (codesAsked - 1), 15 * MINUTE) : 0;
