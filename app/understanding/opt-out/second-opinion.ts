import { featuresOf } from "#app/understanding/opt-out/features.ts";
import { BIAS, STEP, WEIGHTS } from "#app/understanding/opt-out/weights.ts";

/**
 * How likely it is, beside the rules, that a message asks to hear no more: above nought it looks so, below it does
 * not. A linear model that was fitted to phrases of our own (eval/optout/MODEL.md): the same answer for the same
 * words, in microseconds, from nothing but them. It decides nothing by itself: at most a person is asked to look.
 */
export function secondOpinion(said: string): number {
  const features = featuresOf(said);
  let sum = 0;
  for (const place of features) sum += weights[place]!;
  return (sum * STEP) / Math.sqrt(features.length) + BIAS;
}

const weights = Int8Array.from(atob(WEIGHTS), (letter) => letter.charCodeAt(0));
