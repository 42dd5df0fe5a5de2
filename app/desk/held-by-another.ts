import type { Channel } from "#app/channels/channel.ts";
import { prisma } from "#app/db.server.ts";

/** Whether another shop has this number, Page or account connected: each answers for one shop. One it has let go of is free. */
export async function isHeldByAnother(shopId: string, channel: Channel, value: string): Promise<boolean> {
  const holder = await prisma.address.findUnique({ where: { channel_value: { channel, value } } });
  return holder !== null && holder.shopId !== shopId && holder.heardUntil === null;
}
