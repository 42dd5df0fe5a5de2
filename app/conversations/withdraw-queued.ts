import type { Channel } from "#app/channels/channel.ts";
import { isPromoting, MESSAGE_CLASSES, type MessageClass } from "#app/consent/purposes.ts";
import { setMessageState } from "#app/conversations/message-state.ts";
import { formsOf } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";

/**
 * After a STOP: everything that waits for this address ends here, or all advertising, with the reason in sight. A second
 * STOP keeps the confirmation of the first, which is the only one there will be (R20).
 */
export async function withdrawQueued(
  shop: Shop,
  channel: Channel,
  address: string,
  { promotionsOnly = false, keepsConfirmation = false } = {},
): Promise<void> {
  const ends = (one: MessageClass) =>
    promotionsOnly ? isPromoting(one) : !keepsConfirmation || one !== "confirmation";
  const purpose = { in: MESSAGE_CLASSES.filter(ends) };
  const where = { shopId: shop.id, channel, address: { in: formsOf(address) }, state: "queued", purpose };
  for (const message of await shop.tx.message.findMany({ where }))
    await setMessageState(shop, message, { state: "suppressed", reason: "opted-out" });
}
