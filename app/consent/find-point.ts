import { consentHashes, findKeys } from "#app/consent/consent-address.ts";
import { OPT_IN_CHANNELS } from "#app/consent/disclosure-rules.ts";
import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import type { Reader } from "#app/db.server.ts";

/** What was typed into a search: an email address, or a number as the shop's country writes it. Null: neither. */
export const readAddress = (typed: string, country: string | null): string | null =>
  typed.includes("@") ? normaliseEmail(typed) : normalisePhone(typed, country);

/** The key by which the ledger's proof of this address is opened, or null where nothing was ever said there. */
export async function findPoint(shop: Reader, address: string): Promise<string | null> {
  const hashes = OPT_IN_CHANNELS.flatMap((channel) => consentHashes(channel, address));
  const [key] = await findKeys(shop, hashes);
  return key?.id ?? null;
}
