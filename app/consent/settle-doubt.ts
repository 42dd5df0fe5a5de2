import type { Channel } from "#app/channels/channel.ts";
import { NO_OPT_OUT, readBeneath } from "#app/consent/beneath-doubt.ts";
import { consentHashes } from "#app/consent/consent-address.ts";
import { readStanding, recordConsent } from "#app/consent/ledger.ts";
import { PROMOTIONS } from "#app/consent/purposes.ts";
import { readShared } from "#app/consent/shared-no.ts";
import type { Shop } from "#app/db.server.ts";

interface Doubt {
  channel: Channel;
  address: string;
  staffId: string;
  /** What a person read in it. */
  wasOptOut: boolean;
}

/**
 * A person has read what may have been an opt-out. It was one: it becomes a no. It was none: what stood before stands
 * again, at the level and from the time it had, so that a no of theirs which we have not read yet still comes after it;
 * where nothing stood, still nothing is allowed. Returns whether anything was held.
 */
export async function settleDoubt(
  shop: Shop,
  { channel, address, staffId, wasOptOut }: Doubt,
): Promise<boolean> {
  const hashes = consentHashes(channel, address);
  let wasHeld = false;
  for (const purpose of PROMOTIONS) {
    const stands = await readStanding(shop, { channel, address, purpose });
    if (stands?.state !== "held") continue;
    wasHeld = true;
    // A no of theirs under another name is no doubt, and a yes of now would take it back.
    const [shared] = await readShared(shop, [{ channel, address, purpose }]);
    if (shared?.state === "revoked") continue;
    const fact = { channel, address, purpose, at: shop.at };
    if (wasOptOut) {
      const evidence = { staffId, read: "an opt-out" };
      await recordConsent(shop, { ...fact, state: "revoked", source: "staff", evidence });
      continue;
    }
    const { state, level, since } = await readBeneath(shop, { channel, hashes, purpose }, stands);
    const evidence = { staffId, read: "no opt-out" };
    const again = { ...fact, state, ...(level && { level }), source: NO_OPT_OUT, evidence };
    await recordConsent(shop, again, { since: since ?? stands.since });
  }
  return wasHeld;
}
