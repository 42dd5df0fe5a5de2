import type { Language } from "#app/words/catalogue.ts";

const languages = new Intl.DisplayNames("en", { type: "language" });
const regions = new Intl.DisplayNames("en", { type: "region" });

/** "pt-BR", or "pt_BR" as Meta writes it, as "Brazilian Portuguese". */
export const sayLanguage = (code: string): string => named(languages, code.replace("_", "-")) ?? code;

/** "DE" as "Germany". */
export const sayCountry = (code: string): string => named(regions, code) ?? code;

/** Null of a code from outside that Intl does not take. */
function named(names: Intl.DisplayNames, code: string): string | null {
  try {
    return names.of(code) ?? null;
  } catch {
    return null;
  }
}

/** Those that Threadline has words in: their catalogues themselves are too large for a page. */
export const SPOKEN: readonly Language[] = ["en", "de", "es", "fr", "it", "ja", "nl", "pt"];
