import { z } from "zod";
import { readOptOut } from "#app/understanding/opt-out/read-opt-out.ts";

const line = z.object({ text: z.string(), optOut: z.boolean() });

/** Of those who asked to hear no more, none may be missed; of a hundred we take for such, three may not have been. */
const LEAST = { recall: 0.99, precision: 0.97 };

/** A doubt counts as an opt-out: promotions end with it at once. */
export function evaluateOptOut(lines: unknown[]) {
  const phrases = lines.map((one) => line.parse(one)).map((one) => ({ ...one, ...readOptOut(one.text) }));
  const taken = phrases.filter(({ says }) => says !== "no");
  const meant = phrases.filter(({ optOut }) => optOut);
  const right = taken.filter(({ optOut }) => optOut);
  const recall = share(right.length, meant.length);
  const precision = share(right.length, taken.length);
  return {
    n: phrases.length,
    recall,
    precision,
    certain: phrases.filter(({ says }) => says === "opt-out").length,
    missed: meant.filter((phrase) => !taken.includes(phrase)).map(({ text }) => text),
    falseStops: taken.filter(({ optOut }) => !optOut).map(({ text }) => text),
    holds: recall >= LEAST.recall && precision >= LEAST.precision,
  };
}

const share = (part: number, whole: number): number => (whole ? Math.round((part / whole) * 1e4) / 1e4 : 1);
