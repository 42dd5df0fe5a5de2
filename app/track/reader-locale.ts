import { languageOf } from "#app/words/say.ts";

/**
 * The locale a page is written in: the wanted language, in the browser's own variety where it has one ("en-US");
 * where no language is wanted, the first of the browser's that we speak; else English.
 */
export function readerLocale(acceptLanguage: string | undefined, wanted: string | null): string {
  const accepted = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((entry) => entry.split(";")[0]!.trim())
    .filter((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag));
  const speaks = (tag: string) => tag.toLowerCase().startsWith(languageOf(tag));
  const language = wanted && languageOf(wanted);
  const own = accepted.find((tag) => (language ? languageOf(tag) === language && speaks(tag) : speaks(tag)));
  return own ?? wanted ?? "en";
}
