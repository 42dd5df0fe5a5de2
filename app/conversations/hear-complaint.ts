import type { Inbound } from "#app/channels/channel.ts";
import { hearPreference } from "#app/conversations/hear-preference.ts";
import type { Door } from "#app/conversations/take-inbound.ts";
import type { Shop } from "#app/db.server.ts";

type Complaint = Extract<Inbound, { kind: "complaint" }>;

/**
 * Somebody has called a mail of ours spam: no more advertising to whom it was sent. Many reports have the recipient struck
 * out, and anybody may write another into one: what we sent says it, and the report only where that is gone.
 */
export async function hearComplaint(
  shop: Shop,
  door: Door,
  { messageId, recipient, externalId, at }: Complaint,
): Promise<void> {
  const [sent] = await shop.sql<{ address: string | null }>`
    select address from "Message"
    where "shopId" = ${shop.id} and id = ${messageId} and channel = ${door.channel} and direction = 'out'`;
  const from = sent?.address ?? recipient;
  if (from)
    await hearPreference(shop, door, { kind: "preference", from, marketing: "revoked", externalId, at });
}
