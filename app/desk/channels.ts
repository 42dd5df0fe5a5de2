import type { AccountChannel } from "#app/channels/accounts.ts";
import type { Provider } from "#app/channels/channel.ts";
import { webhookUrl } from "#app/channels/webhook-url.ts";
import type { Shop } from "#app/db.server.ts";

export interface ChannelView {
  id: string;
  channel: AccountChannel;
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
  return accounts.map(({ id, channel, provider, sender, connectedAt, lastHeardAt }) => ({
    id,
    channel: channel as AccountChannel,
    sender,
    connectedAt: connectedAt.toISOString(),
    lastHeardAt: lastHeardAt?.toISOString() ?? null,
    webhookUrl: channel === "sms" ? webhookUrl({ id, provider: provider as Provider }) : null,
  }));
}
