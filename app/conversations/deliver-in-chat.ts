import { maySend } from "#app/consent/may-send.ts";
import { setMessageState } from "#app/conversations/message-state.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";

/**
 * The storefront chat's delivery: the thread itself is the channel, so what commits is sent. It asks `maySend` like
 * every other channel.
 */
export async function deliverInChat(shop: Shop, messageId: string, expiresAt: Date | null): Promise<void> {
  const { state, reason } = await decide(shop, expiresAt);
  await shop.sql`
    update "Message" set state = ${state}, reason = ${reason} where "shopId" = ${shop.id} and id = ${messageId}`;
}

/** The same for one that was planned, once its time has come: whoever follows the thread hears of it now. */
export async function deliverPlannedInChat(shop: Shop, message: Message): Promise<void> {
  await setMessageState(shop, message, await decide(shop, message.expiresAt));
}

async function decide(shop: Shop, expiresAt: Date | null) {
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
  return verdict.may
    ? ({ state: "sent", reason: null } as const)
    : ({ state: "suppressed", reason: verdict.because } as const);
}
