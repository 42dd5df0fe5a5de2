import type { Reader, Shop } from "#app/db.server.ts";
import type { AlertKind } from "#app/orders/alerts/alert-kind.ts";
import { faultsOfWords, type WordFaults } from "#app/orders/alerts/faults-of-words.ts";
import { type AlertWords, alertTemplates } from "#app/words/alert-templates.ts";
import type { Language } from "#app/words/catalogue.ts";
import { languageOf } from "#app/words/say.ts";
import { env } from "#app/env.server.ts";

export interface KeptWords extends AlertWords {
  /** The merchant's; else those that come with the app. */
  isOwn: boolean;
}

/** What an alert says in this language: the merchant's own words, else ours. */
export async function readAlertWords(shop: Reader, kind: AlertKind, locale: string): Promise<KeptWords> {
  const language = languageOf(locale);
  const [own] = await shop.sql<AlertWords>`
    select subject, text from "AlertTemplate"
    where "shopId" = ${shop.id} and kind = ${kind} and language = ${language}`;
  return own ? { ...own, isOwn: true } : { ...alertTemplates[language][kind], isOwn: false };
}

export type WordsSaved = { saved: true } | { saved: false; faults: WordFaults };

/** Keeps a merchant's words, unless they cannot be read or advertise: then it says which and why. */
export async function saveAlertWords(
  shop: Shop,
  { kind, language, subject, text }: AlertWords & { kind: AlertKind; language: Language },
): Promise<WordsSaved> {
  const faults = faultsOfWords({ subject, text }, await ownHosts(shop));
  if (faults) return { saved: false, faults };
  await shop.sql`
    insert into "AlertTemplate" ("shopId", kind, language, subject, text, "savedAt")
    values (${shop.id}, ${kind}, ${language}, ${subject}, ${text}, ${shop.at})
    on conflict ("shopId", kind, language) do update
      set subject = excluded.subject, text = excluded.text, "savedAt" = excluded."savedAt"`;
  return { saved: true };
}

/** Back to the words that come with the app. */
export async function resetAlertWords(shop: Shop, kind: AlertKind, language: Language): Promise<void> {
  await shop.sql`
    delete from "AlertTemplate" where "shopId" = ${shop.id} and kind = ${kind} and language = ${language}`;
}

/** Where an alert's own words may link to: the shop, and the parcel's page with us. */
export async function ownHosts(shop: Reader): Promise<string[]> {
  const [row] = await shop.sql<{ domain: string; primaryUrl: string | null }>`
    select domain, "primaryUrl" from "Shop" where id = ${shop.id}`;
  const urls = [env.SHOPIFY_APP_URL, row?.primaryUrl].filter((url) => url && URL.canParse(url));
  return [row!.domain, ...urls.map((url) => new URL(url!).hostname)];
}
