import { randomOf } from "#tools/random-of.ts";

export interface Phrase {
  text: string;
  optOut: boolean;
}

/**
 * Phrases from a grammar file (eval/optout/grammar): `name = a|b` defines a class, used as `<name>`; a line that
 * begins with + or - is a phrase with alternatives in brackets. Of each line at most `most` phrases are drawn.
 */
export function expandGrammar(grammar: string, most: number, seed: number): Phrase[] {
  const lines = grammar.split("\n").filter((line) => line.trim() && !line.startsWith("#"));
  const classes = new Map<string, string[]>();
  for (const line of lines) {
    const [, name, alternatives] = /^(\w+) = (.*)$/.exec(line) ?? [];
    if (name) classes.set(name, alternatives!.split("|"));
  }
  const draw = randomOf(seed);
  return lines
    .filter((line) => /^[+-] /.test(line))
    .flatMap((line) => {
      const texts = new Set<string>();
      for (let tries = 0; tries < most * 2 && texts.size < most; tries++)
        texts.add(say(line.slice(2), classes, draw));
      return [...texts].map((text) => ({ text, optOut: line.startsWith("+") }));
    });
}

function say(pattern: string, classes: Map<string, string[]>, draw: () => number): string {
  const pick = (from: string[]): string => from[Math.floor(draw() * from.length)]!;
  let said = pattern;
  while (/[(<]/.test(said)) {
    const next = said
      .replace(/\(([^()]*)\)/g, (_, alternatives: string) => pick(alternatives.split("|")))
      .replace(/<(\w+)>/g, (_, name: string) => pick(classes.get(name) ?? unknown(name)));
    if (next === said) throw new Error(`a grammar's line cannot be read: ${pattern}`);
    said = next;
  }
  return said.replace(/\s+/g, " ").trim();
}

function unknown(name: string): never {
  throw new Error(`a grammar names a class that it does not define: ${name}`);
}
