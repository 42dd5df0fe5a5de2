import { countryOfNumber } from "#app/channels/number-country.ts";
import { readDisclosures } from "#app/consent/disclosure-words.ts";
import { joinLink } from "#app/consent/join-code.ts";
import { readJoinWords } from "#app/consent/join-words.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import type { Reader } from "#app/db.server.ts";
import { readSettings } from "#app/shop/settings.ts";

export interface JoinView {
  word: string;
  purposes: ConsentPurpose[];
  /** What must stand beside the word wherever it is printed. */
  disclosure: string;
  link: string;
}

/** The shop's number for texts of marketing, or null where none is connected. */
export async function findJoinNumber(shop: Reader): Promise<string | null> {
  const [row] = await shop.sql<{ sender: string }>`
    select sender from "ChannelAccount" where "shopId" = ${shop.id} and channel = 'sms' and "removedAt" is null
      and sender like '+%'
    order by role = 'service', "connectedAt" desc limit 1`;
  return row?.sender ?? null;
}

/** The words that join, each with its link and what is to be printed beside it. */
export async function readJoinPage(shop: Reader): Promise<{ number: string | null; words: JoinView[] }> {
  const number = await findJoinNumber(shop);
  const words = await readJoinWords(shop);
  const wordsFor = await readDisclosures(shop);
  const { languages } = await readSettings(shop);
  const country = number && countryOfNumber(number);
  return {
    number,
    words: words.map(({ word, purposes }) => ({
      word,
      purposes,
      link: number ? joinLink(number, word) : "",
      disclosure: wordsFor({ country, channel: "sms", purposes, locale: languages[0] ?? "en" }).text,
    })),
  };
}
