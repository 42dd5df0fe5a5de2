import { sayLanguage } from "#app/components/code-names.ts";
import { catalogues } from "#app/words/catalogue.ts";
import { languageOf } from "#app/words/say.ts";

export interface LanguageChoices {
  /** The shop's first language, as it stands. */
  own: string;
  options: { value: string; label: string }[];
  /** Who is answered in what, in words. */
  note: string;
}

/** The languages there are words in, and what becomes of the shop's others. `languages` as the settings have them. */
export function languageChoices(languages: string[]): LanguageChoices {
  const own = languages[0] ?? "en";
  const spoken = Object.keys(catalogues);
  const values = spoken.includes(own) ? spoken : [own, ...spoken];
  return {
    own,
    options: values.map((value) => ({
      value,
      label: isSpoken(value) ? sayLanguage(value) : `${sayLanguage(value)} (answers in English)`,
    })),
    note: `Said where a shopper's own language is not known. ${ANSWERED} ${unspoken(languages)}`.trim(),
  };
}

/** The shop's languages with another one first. Null where it is none of those offered. */
export function withFirst(languages: string[], first: string): string[] | null {
  if (!languageChoices(languages).options.some(({ value }) => value === first)) return null;
  return [first, ...languages.filter((language) => language !== first)];
}

const isSpoken = (locale: string) => languageOf(locale) !== "en" || /^en\b/i.test(locale);
const listed = (locales: string[]) => new Intl.ListFormat("en").format(locales.map(sayLanguage));

const ANSWERED = `Shoppers who write or read ${listed(Object.keys(catalogues))} are answered in that.`;

function unspoken(languages: string[]): string {
  const without = languages.filter((language) => !isSpoken(language));
  return without.length
    ? `Threadline has no words in ${listed(without)} yet: those shoppers read English.`
    : "";
}
