import { earlier, DAY } from "#app/clock.ts";
import { consentHashes } from "#app/consent/consent-address.ts";
import { countryOfAddress } from "#app/consent/country-of-address.ts";
import type { Disclosure } from "#app/consent/disclosure.ts";
import { mustConfirm, mustConfirmTold, type OptInChannel } from "#app/consent/disclosure-rules.ts";
import { readStanding, recordConsent, type Stands } from "#app/consent/ledger.ts";
import { type ConsentPurpose, PROMOTIONS } from "#app/consent/purposes.ts";
import { asItCounts } from "#app/consent/yes-that-counts.ts";
import type { Shop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";

export interface OptIn {
  channel: OptInChannel;
  address: string;
  purpose: ConsentPurpose;
  shown: Disclosure;
  /** Where they said it: `storefront`, `keyword`, `staff`, `preferences`. */
  source: string;
  evidence: Prisma.InputJsonObject;
  /**
   * How we know that it was whoever reads there. `typed`: anybody could have typed the address. `wrote`: it came from
   * the address. `link`: by a link that was sent to it. `told`: a member of staff heard or read it.
   */
  proof: "typed" | "wrote" | "link" | "told";
  at: Date;
}

/** `asked`: it counts only once it is confirmed from the address itself; the caller sends the question. */
export type OptInOutcome = "granted" | "asked" | "already" | "refused";

/** So long a question may be answered with YES, or by its link. */
export const OPT_IN_LIVES_MS = 3 * DAY;

/**
 * Somebody says yes to one purpose. What was typed by whoever it was is only asked for (double opt-in), and never where
 * a no stands: the address itself must take that back, or a stranger could have somebody asked again and again, and a
 * member of staff could undo a STOP. A yes that stands is left alone.
 */
export async function optIn(shop: Shop, given: OptIn): Promise<OptInOutcome> {
  const { channel, address, purpose, shown, source, evidence, proof, at } = given;
  const stands = await readStanding(shop, { channel, address, purpose });
  if (asItCounts(stands, given) === "granted") return "already";
  if ((proof === "typed" || proof === "told") && isNo(stands)) return "refused";
  const fact = { channel, address, purpose, source, shown, evidence: { ...evidence, proof }, at };
  const isTwice = isSaidTwice(given, stands);
  // A link in their mailbox that they followed to this page is what the second word by email would be.
  const isConfirmed = proof === "link" && channel === "email" && isTwice;
  if (proof === "typed" || (isTwice && !isConfirmed)) {
    // They have so long to answer from when they are asked, whenever staff were told.
    await recordConsent(shop, { ...fact, state: "pending", at: proof === "told" ? shop.at : at });
    return "asked";
  }
  const level = isConfirmed ? "CONFIRMED_OPT_IN" : "SINGLE_OPT_IN";
  await recordConsent(shop, { ...fact, state: "granted", level });
  return "granted";
}

const isNo = (stands: Stands | null): boolean => stands?.state === "revoked" || stands?.state === "held";

/** A word to staff of before what stands counts no more than that: it is asked for. */
function isSaidTwice({ channel, address, purpose, proof, at }: OptIn, stands: Stands | null): boolean {
  const country = countryOfAddress(address);
  if (proof !== "told") return mustConfirm(country, channel, purpose);
  return mustConfirmTold(country, channel, purpose) || (stands !== null && stands.since >= at);
}

interface Confirming {
  channel: OptInChannel;
  address: string;
  /** `keyword`, where they wrote YES; `preferences`, where they pressed the button behind the link. */
  source: string;
  evidence: Prisma.InputJsonObject;
  at: Date;
}

/**
 * The second word: what we asked for here within three days becomes granted at level CONFIRMED_OPT_IN, with the words
 * that were shown when it was asked for. `asked`: what their yes was an answer to. Returns the purposes; none where nothing
 * of ours was open. What Shopify has as pending is its own to confirm.
 */
export async function confirmOptIn(
  shop: Shop,
  confirming: Confirming,
  asked: readonly ConsentPurpose[] = PROMOTIONS,
): Promise<ConsentPurpose[]> {
  const { channel, address, source, evidence, at } = confirming;
  const found = await findOpenOptIns(shop, { channel, address });
  const open = found.filter(({ purpose }) => asked.includes(purpose));
  for (const { purpose, text, version } of open)
    await recordConsent(shop, {
      channel,
      address,
      purpose,
      state: "granted",
      level: "CONFIRMED_OPT_IN",
      source,
      shown: { text, version },
      evidence,
      at,
    });
  return open.map(({ purpose }) => purpose);
}

interface OpenOptIn extends Disclosure {
  purpose: ConsentPurpose;
  askedAt: Date;
}

/** What we have asked of this address and may still be answered. Promotions alone are asked for: the rest needs no yes. */
export async function findOpenOptIns(
  shop: Pick<Shop, "id" | "at" | "sql">,
  { channel, address }: Pick<Confirming, "channel" | "address">,
): Promise<OpenOptIn[]> {
  return shop.sql<OpenOptIn>`
    select distinct on (s.purpose) s.purpose, e.shown as text, e.version, e.at as "askedAt" from "ConsentState" s
    join "ConsentEntry" e on e."shopId" = s."shopId" and e.channel = s.channel and e."addressHash" = s."addressHash"
      and e.purpose = s.purpose and e.state = 'pending' and e.at = s.since and e.shown is not null
    where s."shopId" = ${shop.id} and s.channel = ${channel}
      and s."addressHash" = any(${consentHashes(channel, address)})
      and s.purpose = any(${[...PROMOTIONS]}) and s.state = 'pending' and s.since > ${earlier(shop.at, OPT_IN_LIVES_MS)}
    order by s.purpose, e."writtenAt" desc`;
}
