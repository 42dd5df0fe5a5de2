// node tools/opt-out-model/train.ts --questions FILE: fits the second opinion on opt-outs (app/understanding/opt-out/second-opinion.ts)
// to the phrases of eval/optout and public questions of shoppers, and writes its weights. See eval/optout/MODEL.md.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { plainWords } from "#app/understanding/opt-out/plain-words.ts";
import { expandGrammar, type Phrase } from "./expand-grammar.ts";
import { type Example, fitWeights } from "./fit-weights.ts";

const PHRASES = "eval/optout";
/** Public questions of shoppers, a JSON object a line. */
const { questions } = parseArgs({ options: { questions: { type: "string" } } }).values;
const WRITTEN_TO = "app/understanding/opt-out/weights.ts";
/** Never learned from: what is measured on it would say nothing. */
const KEPT_BACK = "held-out-exam.jsonl";
/** Phrases drawn of each line of a grammar. */
const DRAWN = 60;
/** A phrase written by hand says more than one drawn from a grammar, and that more than a question about a bank. */
const WEIGHT = { byHand: 2, byGrammar: 0.5, public: 0.2, alone: 0.2 };

/** Intents of the public questions of which one cannot say whether they ask for an end. */
const UNCLEAR = ["opt_out", "subscription"];

interface PublicLine {
  text: string;
  intent: string;
  source: string;
}

const written = byHand();
const asked = publicQuestions();
const examples = [
  ...examplesOf(written, WEIGHT.byHand),
  ...examplesOf(byGrammar(), WEIGHT.byGrammar),
  ...examplesOf(asked, WEIGHT.public),
  ...examplesOf(wordsAlone([...written, ...asked]), WEIGHT.alone),
];
const { weights, bias } = fitWeights(examples);
const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
const rounded = Buffer.from(Int8Array.from(weights, (weight) => Math.round(weight / step)).buffer);
writeFileSync(
  WRITTEN_TO,
  `// Written by tools/opt-out-model/train.ts. Its card is eval/optout/MODEL.md.\n` +
    `export const BIAS = ${bias};\nexport const STEP = ${step};\n` +
    `/** A signed byte for each place, in base64. */\n` +
    `export const WEIGHTS =\n  "${rounded.toString("base64")}";\n`,
);
console.log(
  JSON.stringify({ examples: examples.length, meant: examples.filter((one) => one.isMeant).length }),
);

function examplesOf(phrases: Phrase[], weight: number): Example[] {
  return phrases
    .map(({ text, optOut }) => ({ said: plainWords(text), isMeant: optOut, weight }))
    .filter(({ said }) => said);
}

function byHand(): Phrase[] {
  const files = readdirSync(PHRASES).filter((file) => file.endsWith(".jsonl") && file !== KEPT_BACK);
  return files.sort().flatMap((file) => readLines<Phrase>(`${PHRASES}/${file}`));
}

function byGrammar(): Phrase[] {
  const files = readdirSync(`${PHRASES}/grammar`).sort();
  return files.flatMap((file, index) =>
    expandGrammar(readFileSync(`${PHRASES}/grammar/${file}`, "utf8"), DRAWN, index + 1),
  );
}

/** What people ask shops and banks that is no opt-out; rows whose licence asks for the same licence are left out. */
function publicQuestions(): Phrase[] {
  if (!questions) throw new Error("--questions FILE: the second opinion is fitted to public questions, too");
  return readLines<PublicLine>(questions)
    .filter(({ source }) => !source.startsWith("hint3"))
    .filter(({ intent, text }) => !UNCLEAR.includes(intent) && !/unsubscri|newsletter/i.test(text))
    .map(({ text }) => ({ text, optOut: false }));
}

/** A word that nobody who asked for an end has used, alone in a message, asks for none: a name, a town, a product. */
function wordsAlone(phrases: Phrase[]): Phrase[] {
  const wordsOf = ({ text }: Phrase) => plainWords(text).split(" ");
  const asking = new Set(phrases.filter(({ optOut }) => optOut).flatMap(wordsOf));
  const others = new Set(phrases.filter(({ optOut }) => !optOut).flatMap(wordsOf));
  return [...others].filter((word) => !asking.has(word)).map((text) => ({ text, optOut: false }));
}

function readLines<T>(path: string): T[] {
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as T);
}
