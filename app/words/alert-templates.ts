import { alerts as de } from "#app/words/de/alerts.ts";
import { alerts as en } from "#app/words/en/alerts.ts";
import { alerts as es } from "#app/words/es/alerts.ts";
import { alerts as fr } from "#app/words/fr/alerts.ts";
import { alerts as it } from "#app/words/it/alerts.ts";
import { alerts as ja } from "#app/words/ja/alerts.ts";
import { alerts as nl } from "#app/words/nl/alerts.ts";
import { alerts as pt } from "#app/words/pt/alerts.ts";
import type { Language } from "#app/words/catalogue.ts";

export interface AlertWords {
  /** Of the mail; a text has none. */
  subject: string;
  text: string;
}

/** The alerts that come with the app, by language and kind. */
export const alertTemplates: Record<Language, Record<keyof typeof en, AlertWords>> = {
  en,
  fr,
  de,
  es,
  it,
  pt,
  nl,
  ja,
};
