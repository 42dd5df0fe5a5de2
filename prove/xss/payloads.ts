import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CANARY } from "./canary.ts";

export interface Payload {
  /** What its canary says, wherever it comes alive. */
  id: number;
  family: string;
  text: string;
}

/** Ids below are of canaries that stand in base64 and cannot be told apart. */
const FIRST_ID = 10;

/** Everything that we say where a text is asked for, in the order of its files: each once, each with its own canary. */
export function payloads(): Payload[] {
  const said = new Set<string>();
  for (const [family, texts] of FAMILIES) for (const text of texts()) said.add(`${family} ${text}`);
  return [...said].map((line, index) => {
    const id = FIRST_ID + index;
    const [family = ""] = line.split(" ", 1);
    return { id, family, text: armed(line.slice(family.length + 1), id) };
  });
}

/** The plainest of each way to come alive. Whoever says few says these: they show a door that stands wide open. */
export const plainest = (all: Payload[]): Payload[] =>
  PLAINEST.map((text) => all.find((one) => one.text === armed(text, one.id))!);

const PLAINEST = [
  "<script>CALL</script>",
  "<img src=x onerror=CALL>",
  "<img src=https://HOST/p.png>",
  '=HYPERLINK("https://HOST/x","Click")',
];

const armed = (text: string, id: number) =>
  text
    .replaceAll("CALL", `${CANARY.call}(${id})`)
    .replaceAll("HOST", `${CANARY.host}/${id}`)
    .replaceAll("hit(N)", `hit(${id})`)
    .replaceAll("`N`", `\`${id}\``)
    .replaceAll("(N)", `(${id})`);

const FAMILIES: [family: string, texts: () => string[]][] = [
  ["classic", () => lines("classic")],
  ["mutation", () => lines("mutation")],
  ["svg", () => lines("svg")],
  ["mail", () => lines("mail")],
  ["templates", () => lines("templates")],
  ["names", () => lines("names")],
  ["polyglots", () => lines("polyglots")],
  [
    "schemes",
    () =>
      crossed(lines("places"), lines("schemes"), (place, scheme) => place.replace("ADDRESS", () => scheme)),
  ],
  ["breakouts", () => crossed(lines("breakouts"), lines("cores"), (out, core) => out + core)],
  ["events", () => crossed(ELEMENTS, lines("events"), (element, event) => element.replace("EVENT", event))],
];

/** One for each thing that events come to: what is loaded, what is written in, what is drawn, what is shown. */
const ELEMENTS = [
  "<img src=x EVENT=CALL>",
  "<input autofocus tabindex=1 EVENT=CALL>",
  "<svg EVENT=CALL><text>x</text></svg>",
  '<div style="overflow:auto" contenteditable EVENT=CALL>x</div>',
];

const crossed = (ones: string[], others: string[], join: (one: string, other: string) => string) =>
  ones.flatMap((one) => others.map((other) => join(one, other)));

/** The first line of a file says what it holds. Signs that a file cannot hold are written as JavaScript would. */
const lines = (family: string) =>
  readFileSync(join(import.meta.dirname, "corpus", `${family}.txt`), "utf8")
    .split("\n")
    .slice(1)
    .filter(Boolean)
    .map(unescaped);

const SIGNS: Record<string, string> = { n: "\n", r: "\r", t: "\t", f: "\f", "\\": "\\" };

const unescaped = (line: string) =>
  line.replace(/\\(?:u\{([0-9a-f]+)\}|([nrtf\\]))/gi, (_, code, sign) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : SIGNS[sign]!,
  );
