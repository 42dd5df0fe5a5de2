import { readTemplate } from "#app/orders/alerts/alert-template.ts";
import { ALERT_VARIABLES, type AlertValues } from "#app/orders/alerts/alert-variables.ts";
import { findPromotion, sayPromotion } from "#app/orders/alerts/promotion.ts";
import type { AlertWords } from "#app/words/alert-templates.ts";

/** By field, in words for the merchant. */
export type WordFaults = Partial<Record<keyof AlertWords, string>>;

/**
 * What is wrong with the words of an alert, or null. Asked when they are saved and again before each alert, for words
 * may be older than a rule. What a parcel's own facts put in (a product named "Sale") is a fact and no advertisement.
 */
export function faultsOfWords({ subject, text }: AlertWords, ownHosts: readonly string[]): WordFaults | null {
  const faults: WordFaults = {};
  for (const [field, words] of [
    ["subject", subject],
    ["text", text],
  ] as const) {
    const fault = words.trim() ? faultOf(words, ownHosts) : "It must say something.";
    if (fault) faults[field] = fault;
  }
  return Object.keys(faults).length ? faults : null;
}

function faultOf(words: string, ownHosts: readonly string[]): string | null {
  const read = readTemplate(words);
  if (!read.ok) return read.say;
  // Also what only a filter puts together, and both sides of an {% if %}.
  for (const said of [words, read.render(FULL), read.render(EMPTY)]) {
    const promotion = findPromotion(said, { ownHosts });
    if (promotion) return sayPromotion(promotion);
  }
  return null;
}

const all = (value: string) =>
  Object.fromEntries(Object.keys(ALERT_VARIABLES).map((name) => [name, value])) as AlertValues;
const EMPTY = all("");
// A word that means nothing in any of our languages.
const FULL = all("xyz");
