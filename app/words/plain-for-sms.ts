/**
 * One character outside GSM-7 halves what fits into a text (and doubles its price), so typographic signs become plain
 * ones and pictures go. Letters stay as the language writes them.
 */
export function plainForSms(text: string): string {
  return text
    .replace(/[\u00A0\u202F\u2007\u2009]/g, " ")
    .replace(/[\u2018\u2019\u201A\u2032]/g, "'")
    .replace(/[\u201C\u201D\u201E\u00AB\u00BB]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\u2026/g, "...")
    .replace(/\u00D7/g, "x")
    .replace(/\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200D|\uFE0F/gu, "")
    .replace(/[\u0100-\u024F]/g, plainLetter)
    .replace(/ {2,}/g, " ")
    .trim();
}

// Names from other languages (Poznań, Łódź): none of ours is written with these letters.
const plainLetter = (letter: string): string =>
  WITHOUT_MARKS[letter] ?? letter.normalize("NFD").replace(/\p{Mark}/gu, "");
const WITHOUT_MARKS: Record<string, string> = { ł: "l", Ł: "L", đ: "d", Đ: "D", œ: "oe", Œ: "OE", ı: "i" };
