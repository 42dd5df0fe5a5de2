import { type Asking, type Disclosure, disclosure, type OwnWords } from "#app/consent/disclosure.ts";
import { leaveByName, type SmsSender } from "#app/channels/sms-sender.ts";
import type { OptInChannel } from "#app/consent/disclosure-rules.ts";
import { type ConsentPurpose, isPromotion } from "#app/consent/purposes.ts";
import { readAsker } from "#app/consent/read-asker.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import type { Language } from "#app/words/catalogue.ts";
import { languageOf } from "#app/words/say.ts";

/** A sentence of the merchant's, in place of ours, as it stands now. */
export interface WordsRow extends OwnWords {
  channel: OptInChannel;
  language: Language;
  writtenAt: Date;
}

/** How this shop asks: read once, for as many channels, purposes and countries as a page shows. */
export async function readDisclosures(shop: Reader): Promise<(asking: Asking) => Disclosure> {
  const asker = await readAsker(shop);
  const rows = await readOwnWords(shop);
  const senders = await readSmsSenders(shop);
  return (asking) => {
    const language = languageOf(asking.locale);
    const own = rows.filter((row) => row.channel === asking.channel && row.language === language);
    const isByName =
      asking.channel === "sms" &&
      leaveByName(senders, asking.purposes.some(isPromotion) ? "marketing" : "service");
    return disclosure({ ...asking, isByName }, asker, own);
  };
}

const readSmsSenders = (shop: Reader) => shop.sql<Pick<SmsSender, "sender" | "role">>`
  select sender, role from "ChannelAccount"
  where "shopId" = ${shop.id} and channel = 'sms' and "removedAt" is null`;

/** The newest version of each sentence that the merchant has written; where that is empty, ours stands again. */
export async function readOwnWords(shop: Reader): Promise<WordsRow[]> {
  const rows = await shop.sql<WordsRow>`
    select distinct on (channel, purpose, language) channel, purpose, language, version, text, "writtenAt"
    from "ConsentWords" where "shopId" = ${shop.id} order by channel, purpose, language, version desc`;
  return rows.filter(({ text }) => text !== "");
}

/**
 * A new version of the merchant's sentence; the earlier ones stay, for what was agreed to by them. Empty text takes
 * ours again. The caller has asked `faultOfWords`.
 */
export async function writeWords(
  shop: Shop,
  words: { channel: OptInChannel; purpose: ConsentPurpose; language: Language; text: string },
  staffId: string,
): Promise<void> {
  const { channel, purpose, language, text } = words;
  await shop.sql`
    insert into "ConsentWords" ("shopId", channel, purpose, language, version, text, "writtenBy", "writtenAt")
    select ${shop.id}, ${channel}, ${purpose}, ${language}, coalesce(max(version), 0) + 1, ${text}, ${staffId},
      ${shop.at}::timestamptz
    from "ConsentWords" where "shopId" = ${shop.id} and channel = ${channel} and purpose = ${purpose}
      and language = ${language}`;
}
