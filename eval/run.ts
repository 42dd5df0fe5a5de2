// npm run eval -- NAME FILE: how right the readers of messages are, on lines of JSON. One JSON line.
import { readFileSync } from "node:fs";
import { evaluateOptOut } from "./evaluate-opt-out.ts";
import type { Evaluation } from "./evaluation.ts";

const evaluations: Record<string, Evaluation> = { optout: evaluateOptOut };

const [name = "", file] = process.argv.slice(2);
const evaluate = evaluations[name];
if (!evaluate || !file) {
  console.error(`npm run eval -- NAME FILE\nknown evaluations: ${Object.keys(evaluations).join(", ")}`);
  process.exit(2);
}
const { holds, ...figures } = evaluate(readLines(file));
console.log(JSON.stringify({ eval: name, ...figures }));
process.exit(holds ? 0 : 1);

function readLines(path: string): unknown[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line.trim()).map((line) => JSON.parse(line) as unknown);
}
