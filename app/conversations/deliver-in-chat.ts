import { maySend } from "#app/consent/may-send.ts";
import type { Shop } from "#app/db.server.ts";

/**
 * The storefront chat's delivery: the thread itself is the channel, so what commits is sent. It asks `maySend` like
 * every other channel.
 */
export async function deliverInChat(shop: Shop, messageId: string): Promise<void> {
  const where = { shopId_id: { shopId: shop.id, id: messageId } };
  const { expiresAt } = await shop.tx.message.findUniqueOrThrow({ where, select: { expiresAt: true } });
  const recipient = { zones: [], country: null, region: null };
  const verdict = await maySend(shop, {
    channel: "chat",
    address: "",
    purpose: "conversation",
    expiresAt,
    recipient,
    marketingToday: 0,
  });
  const data = verdict.may ? { state: "sent" } : { state: "suppressed", reason: verdict.because };
  await shop.tx.message.update({ where, data });
}
