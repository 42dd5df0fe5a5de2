import EmailReplyParser from "email-reply-parser";
import { inGoodTime } from "#app/channels/mail/in-good-time.ts";

/** Beyond this nothing is looked for: a reply stands at a mail's head, and patterns over a book take their time. */
const MOST_LOOKED_AT = 20_000;
const LONGEST_LINE = 2_000;
/** A mail that people write takes some milliseconds; one that is built against the library's patterns, an hour. */
const LONGEST_CUT_MS = 1_000;

export interface CutReply {
  /** What was written now. */
  shown: string;
  /** What was quoted, signed or forwarded below it; empty where there was nothing. */
  quoted: string;
}

/**
 * Parts a mail's new words from what its program quoted under them. Nothing is thrown away: `quoted` holds the rest. A
 * mail that is all quotation (a forward without a word) is shown whole, and so is one that cannot be read in good time.
 */
export function cutReply(text: string): CutReply {
  const plain = text.replace(/\r\n?/g, "\n").trim();
  const [looked, unlooked] = divide(plain);
  const [head, copied] = atCopiedHeaders(looked);
  const { shown, quoted } = inGoodTime(() => sortLines(markAttributions(head)), LONGEST_CUT_MS) ?? WHOLE;
  if (!shown) return { shown: plain, quoted: "" };
  return { shown, quoted: [quoted, copied, unlooked].filter(Boolean).join("\n").trim() };
}

const WHOLE: CutReply = { shown: "", quoted: "" };

/** At a line's end; a line longer than any person writes stands apart too, for the patterns' sake. */
function divide(text: string): [looked: string, unlooked: string] {
  const long = text.search(new RegExp(`^[^\\n]{${LONGEST_LINE}}`, "m"));
  const most = long < 0 ? MOST_LOOKED_AT : Math.min(long, MOST_LOOKED_AT);
  if (text.length <= most) return [text, ""];
  const at = text.lastIndexOf("\n", most);
  return at > 0 ? [text.slice(0, at), text.slice(at + 1)] : ["", text];
}

const FROM = /^[\s*]*(from|von|de|da|van|fra|från|od|差出人|发件人)[\s*]*:/i;
const OTHER =
  /^[\s*]*(sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|date|à|objet|enviado|fecha|para|asunto|inviato|data|a|oggetto|verzonden|aan|onderwerp|送信日時|宛先|件名)[\s*]*:/i;
const RULE = /^[\s>]*([-_=*]{2,}|[-_\s]*(original message|forwarded message|begin forwarded message).*)$/i;

/** Outlook and every forward copy the old mail's headers as lines: all below them is the old mail. */
function atCopiedHeaders(text: string): [head: string, copied: string] {
  const lines = text.split("\n");
  const from = lines.findIndex(
    (line, at) =>
      FROM.test(line) && lines.slice(at + 1, at + 9).filter((next) => OTHER.test(next)).length >= 2,
  );
  if (from < 0) return [text, ""];
  let cut = from;
  while (cut > 0 && (!lines[cut - 1]!.trim() || RULE.test(lines[cut - 1]!))) cut--;
  return [lines.slice(0, cut).join("\n"), lines.slice(cut).join("\n")];
}

/**
 * "2013.02.08. 7:31 …, X írta:": in whichever language and over however many lines, a paragraph that ends in a colon
 * right above a quotation and names a time or an address is its heading. Marked as the quotation's own first lines.
 */
function markAttributions(text: string): string {
  const lines = text.split("\n");
  for (const [at, line] of lines.entries()) {
    if (!line.startsWith(">") || lines[at - 1]?.startsWith(">")) continue;
    const last = lines[at - 1]?.trim() === "" ? at - 2 : at - 1;
    if (!lines[last]?.trimEnd().endsWith(":")) continue;
    const first = startOfAttribution(lines, last);
    if (first === null) continue;
    for (let row = first; row < at; row++) lines[row] = `> ${lines[row]}`;
  }
  return lines.join("\n");
}

/** The paragraph's first line; or, right under the answer without a gap, the line that tells the time. */
function startOfAttribution(lines: string[], last: number): number | null {
  let first = last;
  while (first > 0 && last - first < 4 && lines[first - 1]!.trim()) first--;
  const isParagraph = first > 0 && !lines[first - 1]!.trim();
  if (isParagraph && /\d|@/.test(lines.slice(first, last + 1).join(" "))) return first;
  for (let row = last; row > first; row--) if (/\d{1,2}[:.]\d{2}/.test(lines[row]!)) return row;
  return null;
}

function sortLines(text: string): CutReply {
  const fragments = new EmailReplyParser().read(text).getFragments();
  const signed = fragments.filter((one) => one.isSignature()).join("\n");
  const hides = (one: (typeof fragments)[number]) =>
    one.isHidden() && !(one.isSignature() && rulesIn(signed) > 1);
  const part = (isHidden: boolean) =>
    fragments
      .filter((one) => hides(one) === isHidden)
      .join("\n")
      .trim();
  return { shown: part(false), quoted: part(true) };
}

/** Two short rules below each other part a text: that is no signature, which has one above it. */
const rulesIn = (text: string) =>
  text.split("\n").filter((line) => /^[-_=+*]{3,9}$/.test(line.trim())).length;
