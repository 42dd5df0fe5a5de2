import { HOUR, later } from "#app/clock.ts";
import type { Disclosure } from "#app/consent/disclosure.ts";
import { readToken, signToken } from "#app/seal.server.ts";

/** Words that were put before somebody in a form, and for what. */
export interface ShownWords extends Disclosure {
  shopId: string;
  /** What they ask for: a channel and its purposes. */
  asks: string;
}

/** A page may stay open for a day before its form is sent. */
const LIVES_MS = 24 * HOUR;

/**
 * The words go out with the form and come back with the yes, signed: the ledger keeps what was on the screen, also
 * where the merchant has written others meanwhile, and nobody can agree to words that we never showed.
 */
export const signShown = (words: ShownWords, at: Date): string =>
  signToken("shown-words", { ...words, exp: later(at, LIVES_MS).getTime() });

/** The words that a form of this shop showed for this; null where they are not ours, for something else, or too old. */
export function readShown(
  token: unknown,
  { shopId, asks }: Pick<ShownWords, "shopId" | "asks">,
  at: Date,
): Disclosure | null {
  const claims =
    typeof token === "string"
      ? (readToken("shown-words", token) as (ShownWords & { exp: number }) | null)
      : null;
  if (claims?.shopId !== shopId || claims.asks !== asks || claims.exp <= at.getTime()) return null;
  return { text: claims.text, version: claims.version };
}
