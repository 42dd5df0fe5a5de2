/**
 * A text longer than its channel takes, in parts that are each short enough and together say all of it. It is parted at
 * the widest break that leaves a part at least half full: a blank line, a line's end, a sentence's end; else at the
 * last space; else between two signs, never within one (an emoji, a letter with its mark). `longest` counts UTF-16
 * units, as carriers do.
 */
export function splitText(text: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const end = breakBefore(rest, longest);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...parts, rest];
}

const BREAKS = [/\n\s*\n/g, /\n/g, /(?<=[.!?。！？…])\s+/gu];

function breakBefore(text: string, longest: number): number {
  // One more than fits: a break right behind the last sign that fits is a good one.
  const head = text.slice(0, longest + 1);
  const lastOf = (at: RegExp) => [...head.matchAll(at)].at(-1)?.index ?? 0;
  const wide = BREAKS.map(lastOf).find((index) => index >= longest / 2);
  // Any space at all before a link or a word is torn.
  return wide ?? (lastOf(/\s+/g) || betweenSigns(text, longest));
}

function betweenSigns(text: string, longest: number): number {
  let end = 0;
  for (const { index, segment } of signs.segment(text.slice(0, longest * 2))) {
    if (index + segment.length > longest) break;
    end = index + segment.length;
  }
  // One sign that is longer than a part (a heap of marks on one letter) is parted between its code points.
  return end || (isHighSurrogate(text, longest - 1) ? longest - 1 : longest);
}

const signs = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const isHighSurrogate = (text: string, index: number) => /[\uD800-\uDBFF]/.test(text[index] ?? "");
