import { countryOfAddress } from "#app/consent/country-of-address.ts";
import { readDisclosures } from "#app/consent/disclosure-words.ts";
import type { OptInChannel } from "#app/consent/disclosure-rules.ts";
import { findJoinWord, type JoinWord } from "#app/consent/join-words.ts";
import { confirmOptIn, optIn } from "#app/consent/opt-in.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import type { Said } from "#app/consent/read-said.ts";
import { isYes } from "#app/consent/yes-words.ts";
import { askToConfirm } from "#app/conversations/ask-to-confirm.ts";
import { findAskedPurposes } from "#app/conversations/opt-in-question.ts";
import { welcome } from "#app/conversations/welcome.ts";
import type { Shop } from "#app/db.server.ts";
import { readSettings } from "#app/shop/settings.ts";

interface Heard {
  channel: OptInChannel;
  address: string;
  text: string;
  externalId: string | null;
  /** The thread that it came into. */
  conversationId: string;
  /** It is written down, and none of our words goes back. */
  isUnanswered: boolean;
  at: Date;
}

/**
 * A yes by text: YES where an opt-in is the last thing that we asked there, or a word of the merchant's that joins. Null
 * where we had asked nothing: then it is read like any other.
 */
export async function hearOptIn(shop: Shop, heard: Heard, yes: Yes): Promise<"confirmed" | "joined" | null> {
  if (yes === "yes") return confirmByText(shop, heard);
  await join(shop, heard, yes);
  return "joined";
}

/** Their yes, or the word of the merchant's that they wrote. */
export type Yes = "yes" | JoinWord;

/** Read ahead of any lock. A choice that they pressed answers another question; what says no (`said`) joins nothing. */
export async function readYes(
  shop: Shop,
  { text, choice = null }: { text: string; choice?: string | null },
  said: Said | null,
): Promise<Yes | null> {
  if (isYes(text)) return choice ? null : "yes";
  return said ? null : findJoinWord(shop, text);
}

async function confirmByText(shop: Shop, heard: Heard) {
  const { channel, address, text, externalId, at } = heard;
  const asked = await findAskedPurposes(shop, heard);
  if (!asked.length) return null;
  const evidence = { words: text.slice(0, 200), externalId };
  const purposes = await confirmOptIn(shop, { channel, address, source: "keyword", evidence, at }, asked);
  if (!purposes.length) return null;
  if (!heard.isUnanswered) await welcome(shop, { channel, address, purposes, locale: await localeOf(shop) });
  return "confirmed";
}

async function join(shop: Shop, heard: Heard, { word, purposes }: JoinWord): Promise<void> {
  const { channel, address, externalId, at } = heard;
  const locale = await localeOf(shop);
  const wordsFor = await readDisclosures(shop);
  const outcomes = { granted: [] as ConsentPurpose[], asked: [] as ConsentPurpose[] };
  for (const purpose of purposes) {
    const asking = { country: countryOfAddress(address), channel, purposes: [purpose], locale };
    const shown = wordsFor(asking);
    const evidence = { word, externalId };
    const given = { channel, address, purpose, shown, source: "keyword", evidence, at };
    const outcome = await optIn(shop, { ...given, proof: "wrote" });
    if (outcome === "granted" || outcome === "asked") outcomes[outcome].push(purpose);
  }
  if (heard.isUnanswered) return;
  const joining = { channel, address, locale };
  if (outcomes.granted.length) await welcome(shop, { ...joining, purposes: outcomes.granted });
  if (outcomes.asked.length) await askToConfirm(shop, { ...joining, purposes: outcomes.asked });
}

const localeOf = async (shop: Shop): Promise<string> => (await readSettings(shop)).languages[0] ?? "en";
