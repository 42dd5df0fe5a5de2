import { maySend } from "#app/consent/may-send.ts";
import type { Shop } from "#app/db.server.ts";

/**
 * The storefront chat's delivery: the thread itself is the channel, so what commits is sent. It asks `maySend` like
 * every other channel.
 */
export async function deliverInChat(shop: Shop, messageId: string, expiresAt: Date | null): Promise<void> {
  const verdict = await maySend(shop, {
    channel: "chat",
    address: "",
    purpose: "conversation",
    expiresAt,
    recipient: [],
    marketingToday: 0,
    heardAt: null,
    isByPerson: false,
    isTemplate: false,
  });
  const { state, reason } = verdict.may
    ? { state: "sent", reason: null }
    : { state: "suppressed", reason: verdict.because };
  await shop.sql`
    update "Message" set state = ${state}, reason = ${reason} where "shopId" = ${shop.id} and id = ${messageId}`;
}
