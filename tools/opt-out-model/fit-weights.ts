import { featuresOf, PLACES } from "#app/understanding/opt-out/features.ts";
import { randomOf } from "#tools/random-of.ts";

export interface Example {
  said: string;
  isMeant: boolean;
  /** How much it counts. */
  weight: number;
}

export interface Fitted {
  weights: Float64Array;
  bias: number;
}

/** A logistic regression over hashed features, by AdaGrad with a little weight decay: the same for the same examples. */
export function fitWeights(
  examples: Example[],
  { rounds = 10, rate = 0.35, decay = 2e-6, seed = 7 } = {},
): Fitted {
  const weights = new Float64Array(PLACES);
  const squares = new Float64Array(PLACES).fill(1e-2);
  const draw = randomOf(seed);
  const rows = examples.map((example) => ({ ...example, features: featuresOf(example.said) }));
  let bias = 0;
  let biasSquares = 1e-2;
  for (let round = 0; round < rounds; round++) {
    shuffle(rows, draw);
    for (const { features, isMeant, weight } of rows) {
      const scale = 1 / Math.sqrt(features.length);
      let sum = bias;
      for (const place of features) sum += weights[place]! * scale;
      const error = (1 / (1 + Math.exp(-sum)) - (isMeant ? 1 : 0)) * weight;
      biasSquares += error * error;
      bias -= (rate * error) / Math.sqrt(biasSquares);
      for (const place of features) {
        const slope = error * scale + decay * weights[place]!;
        squares[place]! += slope * slope;
        weights[place]! -= (rate * slope) / Math.sqrt(squares[place]!);
      }
    }
  }
  return { weights, bias };
}

function shuffle<T>(rows: T[], draw: () => number): void {
  for (let last = rows.length - 1; last > 0; last--) {
    const other = Math.floor(draw() * (last + 1));
    [rows[last], rows[other]] = [rows[other]!, rows[last]!];
  }
}
