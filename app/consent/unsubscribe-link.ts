import { z } from "zod";
import { type Channel, CHANNELS } from "#app/channels/channel.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { PROMOTIONS } from "#app/consent/purposes.ts";
import type { Shop } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { seal, unseal } from "#app/seal.server.ts";

const Claims = z.object({
  for: z.literal("unsubscribe"),
  shopId: z.string(),
  channel: z.enum(CHANNELS),
  address: z.string(),
});
type Claims = z.infer<typeof Claims>;

/** Where this address ends marketing on this channel. Sealed: a forwarded mail's link shows nobody's address. */
export function unsubscribeUrl(shopId: string, channel: Channel, address: string): string {
  const claims: Claims = { for: "unsubscribe", shopId, channel, address };
  return `${env.SHOPIFY_APP_URL}/unsubscribe/${seal(JSON.stringify(claims)).toString("base64url")}`;
}

/** Whose link it is; null where we made no such one. It does not end: a mail is opened years later. */
export function readUnsubscribe(token: string): Claims | null {
  try {
    return Claims.parse(JSON.parse(unseal(Buffer.from(token, "base64url")).toString()));
  } catch {
    return null;
  }
}

/** From this commit on nothing of that kind begins to leave. Pressed again, it says the same again. */
export async function unsubscribe(shop: Shop, { channel, address }: Claims): Promise<void> {
  const fact = {
    channel,
    address,
    source: "unsubscribe-link",
    evidence: { pressed: "unsubscribe" },
    at: shop.at,
  };
  for (const purpose of PROMOTIONS) await recordConsent(shop, { ...fact, purpose, state: "revoked" });
}
