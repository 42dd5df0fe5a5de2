import { consentHashes } from "#app/consent/consent-address.ts";
import { countryOfAddress } from "#app/consent/country-of-address.ts";
import type { Disclosure } from "#app/consent/disclosure.ts";
import { readDisclosures } from "#app/consent/disclosure-words.ts";
import type { OptInChannel } from "#app/consent/disclosure-rules.ts";
import { type ConsentStanding, recordConsent, type Stands } from "#app/consent/ledger.ts";
import { lockAddresses } from "#app/consent/sender-lock.ts";
import { findOpenOptIns, optIn, type OptInOutcome } from "#app/consent/opt-in.ts";
import { type ConsentPurpose, isPromotion, PURPOSES } from "#app/consent/purposes.ts";
import { asItCounts } from "#app/consent/yes-that-counts.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";
import { writeEvent } from "#app/jobs/events.ts";

export interface ContactPoint {
  channel: OptInChannel;
  address: string;
}

export interface Preference {
  channel: OptInChannel;
  purpose: ConsentPurpose;
  isOn: boolean;
  /** We asked, and the answer is still open. */
  isAsked: boolean;
  /** What a yes would agree to; null where it is on, or where no yes is needed. */
  words: Disclosure | null;
}

/** What a shopper may be sent at this address, purpose by purpose; a number's texts and WhatsApp side by side. */
export async function readPreferences(
  shop: Reader,
  point: ContactPoint,
  locale: string,
): Promise<Preference[]> {
  const found: Preference[] = [];
  const wordsFor = await readDisclosures(shop);
  const country = countryOfAddress(point.address);
  for (const channel of channelsOf(point)) {
    const standings = await standingsOf(shop, { ...point, channel });
    const open = await findOpenOptIns(shop, { ...point, channel });
    for (const purpose of PURPOSES) {
      const isOn = isOnBy(purpose, standings.get(purpose));
      const asking = { country, channel, purposes: [purpose], locale };
      const words = isOn || !isPromotion(purpose) ? null : wordsFor(asking);
      found.push({ channel, purpose, isOn, isAsked: open.some((one) => one.purpose === purpose), words });
    }
  }
  return found;
}

/** A number has texts and WhatsApp; an email address is itself. */
export const channelsOf = ({ channel }: ContactPoint): OptInChannel[] =>
  channel === "email" ? ["email"] : channel === "sms" ? ["sms", "whatsapp"] : ["whatsapp", "sms"];

/** Promotions want a yes; everything else goes on until a no. */
const isOnBy = (purpose: ConsentPurpose, state: ConsentStanding | undefined): boolean =>
  isPromotion(purpose) ? state === "granted" : state !== "revoked";

async function standingsOf(
  shop: Reader,
  { channel, address }: ContactPoint,
): Promise<Map<ConsentPurpose, ConsentStanding>> {
  const rows = await shop.sql<Stands & { purpose: ConsentPurpose }>`
    select distinct on (purpose) purpose, state, level, since from "ConsentState"
    where "shopId" = ${shop.id} and channel = ${channel}
      and "addressHash" = any(${consentHashes(channel, address)})
    order by purpose, since desc, state = 'revoked' desc`;
  return new Map(
    rows.map(({ purpose, ...stands }) => [purpose, asItCounts(stands, { channel, address, purpose })!]),
  );
}

export interface Wish {
  channel: OptInChannel;
  purpose: ConsentPurpose;
  isOn: boolean;
  /** The words that stood beside it, where it is switched on. */
  shown: Disclosure | null;
  /** They said no to this very thing: written also where nobody ever said yes, so that it stands against later words. */
  isRefusal?: boolean;
}

/**
 * Saves what a shopper ticked on their own page: only what differs from what stands is written. Returns what must be
 * `asked` once more from the address itself, and what was `unheard`: a yes without the words that were shown is none.
 */
export async function savePreferences(
  shop: Shop,
  point: ContactPoint,
  wishes: Wish[],
  evidence: Prisma.InputJsonObject,
): Promise<{ asked: Wish[]; unheard: Wish[] }> {
  const asked: Wish[] = [];
  const unheard: Wish[] = [];
  await lockAddresses(
    shop,
    channelsOf(point).map((channel) => ({ channel, address: point.address })),
  );
  for (const wish of wishes) {
    const outcome = await move(shop, { ...wish, address: point.address, evidence });
    if (outcome === "asked") asked.push(wish);
    if (outcome === "unheard") unheard.push(wish);
  }
  return { asked, unheard };
}

interface Move extends Wish {
  address: string;
  evidence: Prisma.InputJsonObject;
}

async function move(
  shop: Shop,
  { address, evidence, ...wish }: Move,
): Promise<OptInOutcome | "unheard" | null> {
  const { channel, purpose, isOn, shown } = wish;
  const stands = (await standingsOf(shop, { channel, address })).get(purpose);
  if (isSoAlready(wish, stands)) return null;
  const fact = { channel, address, purpose, source: "preferences", at: shop.at };
  if (!isOn) {
    await recordConsent(shop, { ...fact, state: "revoked", evidence });
    await writeEvent(shop, { name: "consent.revoked", payload: { channel } });
    return null;
  }
  if (isPromotion(purpose))
    return shown ? optIn(shop, { ...fact, shown, evidence, proof: "link" }) : "unheard";
  await recordConsent(shop, { ...fact, state: "granted", evidence });
  return null;
}

/** A box that is off is a no to what waits for an answer, too: theirs to our question, or staff's to a doubt. */
function isSoAlready({ purpose, isOn, isRefusal }: Wish, stands: ConsentStanding | undefined): boolean {
  const isWaiting = stands === "pending" || stands === "held";
  if (isRefusal || (!isOn && isWaiting)) return stands === "revoked";
  return isOnBy(purpose, stands) === isOn;
}

/** Nothing more at this address, of whatever kind: the one button for it, and what RFC 8058's one click begins with. */
export const allOff = (point: ContactPoint, purposes: readonly ConsentPurpose[]): Wish[] =>
  channelsOf(point).flatMap((channel) =>
    purposes.map((purpose) => ({ channel, purpose, isOn: false, shown: null, isRefusal: true })),
  );
