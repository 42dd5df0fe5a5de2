import { INSTALLATION_MAIL } from "#app/channels/channel.ts";
import type { Channel } from "#app/channels/channel.ts";
import { KIND_OF_CHANNEL } from "#app/customers/contact-kind.ts";
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
  const [known] = await shop.sql<Known>`
    select t.wanted, coalesce(last.address, point.value) as address, last."accountId"
    from "Conversation" c
    cross join lateral (select coalesce(${channel ?? null}, c.channel) as wanted) t
    left join lateral (select m.address, m."accountId" from "Message" m
      where m."shopId" = ${shop.id} and m."conversationId" = c.id and m.channel = t.wanted and m.direction = 'in'
        and m.address is not null
      order by m.seq desc limit 1) last on true
    left join lateral (select p.value from "ContactPoint" p
      where p."shopId" = ${shop.id} and p."customerId" = c."customerId" and p."verifiedAt" is not null
        and p.kind = ${JSON.stringify(KIND_OF_CHANNEL)}::jsonb ->> t.wanted
      order by p."verifiedAt" desc limit 1) point on last.address is null
    where c."shopId" = ${shop.id} and c.id = ${conversationId}`;
  if (!known) throw new Error(`no conversation ${conversationId} in this shop`);
  const { wanted, address } = known;
  if (!address) return null;
  if (wanted === "chat") return { channel: wanted, address, accountId: null };
  const accountId = await findAccount(shop, wanted, known.accountId);
  return accountId ? { channel: wanted, address, accountId } : null;
}

interface Known {
  wanted: Channel;
  address: string | null;
  /** Of ours, that they last wrote to. */
  accountId: string | null;
}

/** This very address, which need not be the thread's (an order's own contact). Null where the channel is not connected. */
export async function reachAt(
  shop: Shop,
  channel: Exclude<Channel, "chat">,
  address: string,
): Promise<Reach | null> {
  const accountId = await findAccount(shop, channel);
  return accountId ? { channel, address, accountId } : null;
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
