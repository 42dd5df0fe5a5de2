import type { Channel } from "#app/channels/channel.ts";
import { wholeSecond } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

interface Follow {
  orderId: string;
  /** Whose thread; the caller has seen that it may hear of the order (may-hear.ts). */
  conversationId: string;
  channel: Channel;
  /** From where they asked, and where they will be told. */
  address: string;
}

/** "Tell me when it moves": every parcel of the order, from now on. Asking twice is asking once. */
export async function followOrder(
  shop: Shop,
  { orderId, conversationId, channel, address }: Follow,
): Promise<void> {
  await shop.sql`
    insert into "ParcelFollow" ("shopId", "orderId", "conversationId", channel, address, since)
    values (${shop.id}, ${orderId}, ${conversationId}, ${channel}, ${address}, ${wholeSecond(shop.at)})
    on conflict ("shopId", "orderId", "conversationId") do update
      set channel = excluded.channel, address = excluded.address`;
}

/** Ends what this thread asked to be told, of one order or of all. Returns the orders' names. */
export async function unfollow(
  shop: Shop,
  { conversationId, orderId }: { conversationId: string; orderId?: string },
): Promise<string[]> {
  const ended = await shop.sql<{ name: string }>`
    delete from "ParcelFollow" f using "Order" o
    where f."shopId" = ${shop.id} and f."conversationId" = ${conversationId} and o."shopId" = f."shopId"
      and o.id = f."orderId" and (${orderId ?? null}::text is null or f."orderId" = ${orderId ?? null})
    returning o.name`;
  return ended.map(({ name }) => name);
}
