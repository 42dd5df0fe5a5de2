import { findBlockedBy } from "#app/consent/blocked-number.ts";
import { consentHash } from "#app/consent/consent-address.ts";
import { countryOfAddress } from "#app/consent/country-of-address.ts";
import { readDisclosures } from "#app/consent/disclosure-words.ts";
import { mustConfirmTold } from "#app/consent/disclosure-rules.ts";
import type { ConsentStanding } from "#app/consent/ledger.ts";
import { type ConsentPurpose, PROMOTIONS } from "#app/consent/purposes.ts";
import { readStandings } from "#app/consent/read-standings.ts";
import { signShown } from "#app/consent/shown-words.ts";
import type { Reader } from "#app/db.server.ts";
import { readProfile } from "#app/desk/profile.ts";
import { readSettings } from "#app/shop/settings.ts";
import { languageOf } from "#app/words/say.ts";

export interface YesPage {
  customerId: string;
  name: string | null;
  /** Of the words and of what is sent to them. */
  language: string;
  points: YesPoint[];
}

export interface YesPoint {
  address: string;
  channel: "sms" | "email";
  /** Our number that the carrier blocks for them. */
  blockedBy: string | null;
  choices: {
    purpose: ConsentPurpose;
    stands: ConsentStanding | null;
    /** They are asked at the address itself before it counts. */
    isAsked: boolean;
    /** What is read to them, and the same signed. */
    text: string;
    version: string;
    token: string;
  }[];
}

/** What staff need to write down a yes of this customer's. Null where this shop has no such customer. */
export async function readYesPage(
  shop: Reader,
  customerId: string,
  wanted: string | null,
): Promise<YesPage | null> {
  const found = await readProfile(shop, customerId);
  if (!found) return null;
  const { profile, person } = found;
  const { languages } = await readSettings(shop);
  const language = languageOf(wanted ?? profile.locale ?? languages[0] ?? "en");
  const wordsFor = await readDisclosures(shop);
  const addresses = [
    ...person.phones.map((address) => ({ address, channel: "sms" as const })),
    ...person.emails.map((address) => ({ address, channel: "email" as const })),
  ];
  const standings = await readStandings(shop, addresses);
  const points: YesPoint[] = [];
  for (const [index, { address, channel }] of addresses.entries()) {
    const country = countryOfAddress(address);
    const choices = PROMOTIONS.map((purpose) => {
      const words = wordsFor({ country, channel, purposes: [purpose], locale: language });
      const token = signShown({ ...words, shopId: shop.id, asks: askedOf(address, purpose) }, shop.at);
      const stands = standings[index]![purpose]?.state ?? null;
      return { purpose, stands, isAsked: mustConfirmTold(country, channel, purpose), ...words, token };
    });
    const blockedBy = channel === "sms" ? await findBlockedBy(shop, address) : null;
    points.push({ address, channel, blockedBy, choices });
  }
  return { customerId: profile.id, name: profile.name, language, points };
}

/** What the signed words of the form are for: this purpose at this address, and no other. */
export const askedOf = (address: string, purpose: ConsentPurpose): string =>
  `told ${purpose} ${consentHash(address.includes("@") ? "email" : "sms", address)}`;
