import { longestForm } from "#app/words/plain-signs.ts";
import { splitText } from "#app/words/split-text.ts";

/** How much goes into one message of a channel, and what stands there beside the words. */
export interface Room {
  /** Characters of one message. */
  longest: number;
  /** What stands below the words of the last one: a link, numbered choices. */
  under?: number;
  /** Files that go as links, each on a line of its own below the words. */
  links: number;
  linkLength: number;
}

export interface Part {
  text: string;
  /** So many of the files that go as links stand below it. */
  links: number;
}

/** Words are not squeezed into less: links that leave no more than this go in messages of their own. */
const LEAST = 200;

/**
 * A message in as many parts as its channel takes it in, also once its signs are made plain and with what stands below
 * its words. All links stand below the last part where they fit, else behind all words. Pure: the screen says it
 * beforehand. A text is parted, never cut.
 */
export function partMessage(text: string, { longest, under = 0, links, linkLength }: Room): Part[] {
  const each = linkLength + 1;
  const room = longest - under - links * each;
  if (!links || room >= LEAST) return wordsIn(text, Math.max(room, LEAST), links);
  const most = Math.max(1, Math.floor((longest - under) / each));
  const words = text.trim() ? wordsIn(text, longest, 0) : [];
  const behind = Array.from({ length: Math.ceil(links / most) }, (_, n) => ({
    text: "",
    links: Math.min(most, links - n * most),
  }));
  return [...words, ...behind];
}

function wordsIn(text: string, room: number, links: number): Part[] {
  const texts = fitting(text, room);
  return texts.map((one, n) => ({ text: one, links: n === texts.length - 1 ? links : 0 }));
}

function fitting(text: string, room: number): string[] {
  let most = room;
  for (;;) {
    const parts = splitText(text, most);
    const over = Math.max(...parts.map(longestForm)) - room;
    if (over <= 0 || most <= LEAST) return parts;
    most = Math.max(most - over, LEAST);
  }
}
