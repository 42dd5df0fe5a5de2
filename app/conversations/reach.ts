import type { Channel } from "#app/conversations/message.ts";
import { INSTALLATION_MAIL } from "#app/channels/channel.ts";
import type { Shop } from "#app/db.server.ts";

export interface Reach {
  channel: Channel;
  address: string;
  accountId: string | null;
}

/**
 * Where this thread's shopper can be answered: on the channel asked for, else on the one they last wrote on.
 * The address is the one they last wrote from there; else their verified contact point. Null where there is none.
 */
export async function findAddress(
  shop: Shop,
  conversationId: string,
  channel?: Channel,
): Promise<Reach | null> {
  const where = { shopId_id: { shopId: shop.id, id: conversationId } };
  const conversation = await shop.tx.conversation.findUniqueOrThrow({ where });
  const wanted = channel ?? (conversation.channel as Channel);
  const last = await shop.tx.message.findFirst({
    where: { shopId: shop.id, conversationId, channel: wanted, direction: "in", address: { not: null } },
    orderBy: { seq: "desc" },
  });
  const address = last?.address ?? (await verifiedAddress(shop, conversation.customerId, wanted));
  if (!address) return null;
  if (wanted === "chat") return { channel: wanted, address, accountId: null };
  const accountId = await findAccount(shop, wanted, last?.accountId);
  return accountId ? { channel: wanted, address, accountId } : null;
}

const KIND: Record<Channel, string> = { chat: "visitor", sms: "phone", email: "email" };

async function verifiedAddress(shop: Shop, customerId: string, channel: Channel): Promise<string | null> {
  const point = await shop.tx.contactPoint.findFirst({
    where: { shopId: shop.id, customerId, kind: KIND[channel], verifiedAt: { not: null } },
    orderBy: { verifiedAt: "desc" },
  });
  return point?.value ?? null;
}

/** The account the shopper wrote to, while it is connected; else the shop's newest on that channel. */
export async function findAccount(
  shop: Shop,
  channel: Channel,
  usual?: string | null,
): Promise<string | null> {
  const accounts = await shop.tx.channelAccount.findMany({
    where: { shopId: shop.id, channel, removedAt: null },
    orderBy: { connectedAt: "desc" },
    select: { id: true },
  });
  const found = accounts.find(({ id }) => id === usual) ?? accounts[0];
  return found?.id ?? (channel === "email" ? INSTALLATION_MAIL : null);
}
