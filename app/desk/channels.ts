import { z } from "zod";
import type { AccountChannel } from "#app/channels/accounts.ts";
import type { Shop } from "#app/db.server.ts";

export interface ChannelView {
  id: string;
  channel: AccountChannel;
  /** As the merchant knows it: a number, an address, a messaging service's own name. */
  sender: string;
  connectedAt: string;
  lastHeardAt: string | null;
}

/** The accounts that are connected now, without their secrets. */
export async function readChannels(shop: Shop): Promise<ChannelView[]> {
  const accounts = await shop.tx.channelAccount.findMany({
    where: { shopId: shop.id, removedAt: null },
    orderBy: { connectedAt: "asc" },
    omit: { secret: true },
  });
  return accounts.map(({ id, channel, sender, settings, connectedAt, lastHeardAt }) => ({
    id,
    channel: channel as AccountChannel,
    sender: (channel === "sms" && Named.safeParse(settings).data?.name) || sender,
    connectedAt: connectedAt.toISOString(),
    lastHeardAt: lastHeardAt?.toISOString() ?? null,
  }));
}

const Named = z.object({ name: z.string() });
