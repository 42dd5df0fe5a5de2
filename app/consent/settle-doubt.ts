import type { Channel } from "#app/channels/channel.ts";
import { type ConsentStanding, readStanding, recordConsent } from "#app/consent/ledger.ts";
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
 * again, at the level it had; where nothing stood, still nothing is allowed. Returns whether anything was held.
 */
export async function settleDoubt(
  shop: Shop,
  { channel, address, staffId, wasOptOut }: Doubt,
): Promise<boolean> {
  let wasHeld = false;
  for (const purpose of PROMOTIONS) {
    const stands = await readStanding(shop, { channel, address, purpose });
    if (stands?.state !== "held") continue;
    wasHeld = true;
    // A no of theirs under another name is no doubt, and a yes of now would take it back.
    const [shared] = await readShared(shop, [{ channel, address, purpose }]);
    if (shared?.state === "revoked") continue;
    const [state, level] = wasOptOut ? ["revoked"] : (stands.level ?? "pending").split("/");
    await recordConsent(shop, {
      ...{ channel, address, purpose, source: "staff", at: shop.at },
      state: state as ConsentStanding,
      ...(level && { level }),
      evidence: { staffId, read: wasOptOut ? "an opt-out" : "no opt-out" },
    });
  }
  return wasHeld;
}
