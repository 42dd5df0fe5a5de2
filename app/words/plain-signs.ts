import { countSegments } from "#app/words/segments.ts";

/**
 * Typographic signs as GSM-7 writes them: one curly quote in a text makes it UCS-2 and more than halves what a segment
 * holds. Letters and pictures stay: those the writer meant. (As Twilio's "smart encoding" does, whose list is longer.)
 */
export function plainSigns(text: string): string {
  return text.replace(SIGNS, (sign) => PLAIN.get(sign) ?? "");
}

/** The same, where it spares the text a costlier encoding; a text with other foreign signs stays as it was written. */
export function plainWhereItPays(text: string): string {
  const plain = plainSigns(text);
  return countSegments(plain).encoding === "gsm-7" ? plain : text;
}

/** The room that a text takes where its signs may be made plain or not: one of them is three then. */
export const longestForm = (text: string): number => text.length + 2 * (text.split("\u2026").length - 1);

/** The plainest that loses no word: pictures go as well, where only they keep the text from being plain. */
export function plainest(text: string): string {
  const plain = plainSigns(text);
  if (countSegments(plain).encoding === "gsm-7") return plain;
  const bare = withoutPictures(plain).replace(/ {2,}/g, " ").trim();
  return countSegments(bare).encoding === "gsm-7" ? bare : plain;
}

export const withoutPictures = (text: string): string => text.replace(PICTURES, "");

const PICTURES = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200D|\uFE0F/gu;

const PLAIN = new Map(
  Object.entries({
    " ": "\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000",
    "'": "\u2018\u2019\u201A\u201B\u2032\u2035\u02B9\u02BB\u02BC\u02BD\u02C8\u275B\u275C\uFF07\u00B4`\u2039\u203A",
    '"': "\u201C\u201D\u201E\u201F\u2033\u2036\u02BA\u275D\u275E\u301D\u301E\uFF02\u00AB\u00BB",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00AD\uFE58\uFE63\uFF0D",
    "...": "\u2026",
    "*": "\u2022\u2219\u00B7\u2027",
    "/": "\u2044\u2215",
    x: "\u00D7",
    // Breaks nobody sees.
    "": "\u200B\u2060\uFEFF\u180E",
  }).flatMap(([plain, signs]) => [...signs].map((sign) => [sign, plain] as const)),
);

const SIGNS = new RegExp(`[${[...PLAIN.keys()].join("")}]`, "gu");
