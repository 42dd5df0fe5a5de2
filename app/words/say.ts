import { IntlMessageFormat } from "intl-messageformat";
import { catalogues, type Language, type Word } from "#app/words/catalogue.ts";

/** A shopper-facing text in the reader's language; English where we do not speak it. */
export function say(locale: string, word: Word, values: Record<string, string | number> = {}): string {
  const language = languageOf(locale);
  const key = `${locale}\n${word}`;
  const message =
    compiled.get(key) ??
    new IntlMessageFormat(catalogues[language][word], formattingLocale(locale), undefined, PLAIN);
  compiled.set(key, message);
  return String(message.format(values));
}

/** `pt-BR` → `pt`; a language we do not speak → `en`. */
export function languageOf(locale: string): Language {
  const language = locale.toLowerCase().split(/[-_]/)[0]!;
  return language in catalogues ? (language as Language) : "en";
}

/** The locale that dates and money are written in: the region is kept where we speak its language. */
export function formattingLocale(locale: string): string {
  const language = languageOf(locale);
  const known = locale.replace("_", "-");
  if (!known.toLowerCase().startsWith(language)) return "en-GB";
  if (known.toLowerCase() === "en") return "en-GB";
  return isLocale(known) ? known : language;
}

// Shopper names and product titles may hold "<": they are text, not tags.
const PLAIN = { ignoreTag: true };
const compiled = new Map<string, IntlMessageFormat>();

function isLocale(locale: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}
