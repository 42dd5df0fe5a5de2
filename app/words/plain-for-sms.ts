import { plainSigns, withoutPictures } from "#app/words/plain-signs.ts";
import { languageOf } from "#app/words/say.ts";

/**
 * One character outside GSM-7 halves what fits into a text (and doubles its price), so typographic signs become plain
 * ones and pictures go. Letters stay as the language writes them: in a language that GSM-7 can write, a foreign
 * letter in a name loses its mark (Łódź); in one that it cannot (Spanish, French …) nothing is gained by that.
 */
export function plainForSms(text: string, locale: string): string {
  const foreign = IN_GSM_7.has(languageOf(locale)) ? FOREIGN_LETTERS : FAR_LETTERS;
  return withoutPictures(plainSigns(text)).replace(foreign, plainLetter).replace(/ {2,}/g, " ").trim();
}

const IN_GSM_7: ReadonlySet<string> = new Set(["en", "de", "it"]);
/** Latin letters with marks that 3GPP TS 23.038 (GSM-7) does not have. */
const FOREIGN_LETTERS = /(?![äöüÄÖÜßéèàùìòÇñÑåÅæÆøØÉ])[\u00C0-\u024F]/g;
// None of our languages is written with these.
const FAR_LETTERS = /[\u0100-\u024F]/g;

const plainLetter = (letter: string): string =>
  WITHOUT_MARKS[letter] ?? letter.normalize("NFD").replace(/\p{Mark}/gu, "");
const WITHOUT_MARKS: Record<string, string> = {
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  œ: "oe",
  Œ: "OE",
  ı: "i",
  þ: "th",
  ð: "d",
};
