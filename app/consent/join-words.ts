import { readCarrierWord, readKeyword } from "#app/consent/keywords.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { isYes } from "#app/consent/yes-words.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { bareWords } from "#app/understanding/bare-words.ts";
import { readOptOut } from "#app/understanding/opt-out/read-opt-out.ts";

/** A word of the merchant's that joins whoever texts it. */
export interface JoinWord {
  /** As it is shown, in capitals. */
  word: string;
  purposes: ConsentPurpose[];
  createdAt: Date;
}

export async function readJoinWords(shop: Reader): Promise<JoinWord[]> {
  return shop.sql<JoinWord>`
    select word, purposes, "createdAt" from "JoinWord" where "shopId" = ${shop.id} order by "createdAt", word`;
}

/** The join word that this whole text is, or null. */
export async function findJoinWord(shop: Reader, text: string): Promise<JoinWord | null> {
  const said = bareWords(text).toUpperCase();
  if (!said || said.length > LONGEST) return null;
  const [row] = await shop.sql<JoinWord>`
    select word, purposes, "createdAt" from "JoinWord" where "shopId" = ${shop.id} and word = ${said}`;
  return row ?? null;
}

const LONGEST = 20;

/** What is wrong with a word that a merchant wants, in words for them; null where it may be used. */
export function faultOfJoinWord(word: string): string | null {
  if (!/^[A-Z0-9]{3,20}$/.test(word)) return "One word of 3 to 20 letters and digits, without spaces.";
  if (/^\d+$/.test(word)) return "A number alone could be an answer to something else.";
  if (readCarrierWord(word) || readKeyword(word) || readOptOut(word).says !== "no")
    return `${word} belongs to the carriers: it stops, starts or explains texts.`;
  if (isYes(word) || word === "NO")
    return `${word} is an answer. Choose a word that nobody writes by chance.`;
  return null;
}

/** Adds the word or changes what it joins. The caller has asked `faultOfJoinWord`. */
export async function saveJoinWord(
  shop: Shop,
  { word, purposes }: Pick<JoinWord, "word" | "purposes">,
): Promise<void> {
  await shop.sql`
    insert into "JoinWord" ("shopId", word, purposes, "createdAt")
    values (${shop.id}, ${word}, ${purposes}, ${shop.at})
    on conflict ("shopId", word) do update set purposes = excluded.purposes`;
}

export async function dropJoinWord(shop: Shop, word: string): Promise<void> {
  await shop.sql`delete from "JoinWord" where "shopId" = ${shop.id} and word = ${word}`;
}
