import { kindsOf, piecesWithKinds } from "#app/understanding/opt-out/word-kinds.ts";

/** How many places a feature may be hashed to: as many weights has the second opinion. */
export const PLACES = 1 << 17;

interface Token {
  word: string;
  kinds: readonly string[];
}

/**
 * What a message is made of, as places in a table of weights, each once: its words and kinds of words, which of them
 * comes how soon before which, and pieces of words, by which a word misspelt is still like itself.
 */
export function featuresOf(said: string): number[] {
  // One number is as good as another.
  const tokens = [edge("^"), ...said.replace(/\d/gu, "0").split(" ").flatMap(tokensOf), edge("$")];
  const places = new Set<number>();
  for (const feature of alone(tokens)) places.add(placeOf(feature));
  for (const feature of inPairs(tokens)) places.add(placeOf(feature));
  for (const feature of inThrees(tokens)) places.add(placeOf(feature));
  return [...places];
}

const edge = (word: string): Token => ({ word, kinds: [word] });

/** Japanese sets no spaces between words: there known pieces and single letters stand for words. */
function tokensOf(word: string): Token[] {
  if (!word) return [];
  if (!SPACELESS.test(word)) return [{ word, kinds: kindsOf(word) }];
  return piecesWithKinds(word).map(({ piece, kinds }) => ({ word: piece, kinds }));
}

const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;

function* alone(tokens: Token[]): Iterable<string> {
  for (const { word, kinds } of tokens) {
    yield `w ${word}`;
    for (const kind of kinds) yield `k ${kind}`;
    if (SPACELESS.test(word) || word.length < 3) continue;
    const padded = `<${word}>`;
    for (let size = 3; size <= 5; size++)
      for (let start = 0; start + size <= padded.length; start++)
        yield `p ${padded.slice(start, start + size)}`;
  }
}

/** So many words apart, two words still count as a pair. */
const FAR = 5;

function* inPairs(tokens: Token[]): Iterable<string> {
  for (const [index, { word, kinds }] of tokens.entries())
    for (const [behind, next] of tokens.slice(index + 1, index + 1 + FAR).entries()) {
      const apart = behind === 0 ? "b" : "s";
      yield `${apart} ${word} ${next.word}`;
      for (const one of kinds) for (const two of next.kinds) yield `k${apart} ${one} ${two}`;
      if (behind > 1) continue;
      for (const one of kinds) yield `m ${one} ${next.word}`;
      for (const two of next.kinds) yield `n ${word} ${two}`;
    }
}

function* inThrees(tokens: Token[]): Iterable<string> {
  for (const [index, first] of tokens.entries()) {
    const [second, third] = [tokens[index + 1], tokens[index + 2]];
    if (!second || !third) return;
    yield `t ${first.word} ${second.word} ${third.word}`;
    for (const one of first.kinds)
      for (const two of second.kinds) for (const three of third.kinds) yield `kt ${one} ${two} ${three}`;
  }
}

/** FNV-1a, with the bits mixed once more. */
function placeOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < feature.length; index++) {
    hash ^= feature.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) % PLACES;
}
