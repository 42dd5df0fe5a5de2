import type { Inbound } from "#app/channels/channel.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { namesOn } from "#app/consent/names-on.ts";
import { PROMOTIONS } from "#app/consent/purposes.ts";
import type { Door } from "#app/conversations/take-inbound.ts";
import type { Shop } from "#app/db.server.ts";

type Preference = Extract<Inbound, { kind: "preference" }>;

/** A yes or no to marketing that was pressed in the provider's own menu. */
export async function hearPreference(
  shop: Shop,
  { channel }: Door,
  { from: address, marketing: state, externalId, at }: Preference,
): Promise<void> {
  const evidence = { preference: state, externalId };
  // A no to marketing is one to all advertising; a yes is one to marketing alone.
  const purposes = state === "revoked" ? PROMOTIONS : (["marketing"] as const);
  for (const name of await namesOn(shop, { channel, address }))
    for (const purpose of purposes)
      await recordConsent(shop, { channel, address: name, purpose, state, source: "provider", evidence, at });
}
