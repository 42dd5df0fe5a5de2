import { COMES_AGAIN } from "#app/channels/twilio.server.ts";
import type { Shop } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";

export interface ChannelView {
  id: string;
  channel: string;
  sender: string;
  connectedAt: string;
  lastHeardAt: string | null;
  /** Where the provider must send what comes in; null where it takes nothing in. */
  webhookUrl: string | null;
}

/** The accounts that are connected now, without their secrets. */
export async function readChannels(shop: Shop): Promise<ChannelView[]> {
  const accounts = await shop.tx.channelAccount.findMany({
    where: { shopId: shop.id, removedAt: null },
    orderBy: { connectedAt: "asc" },
    omit: { secret: true },
  });
  return accounts.map(({ id, channel, sender, connectedAt, lastHeardAt }) => ({
    id,
    channel,
    sender,
    connectedAt: connectedAt.toISOString(),
    lastHeardAt: lastHeardAt?.toISOString() ?? null,
    webhookUrl: channel === "sms" ? `${env.SHOPIFY_APP_URL}/webhooks/sms/${id}${COMES_AGAIN}` : null,
  }));
}
