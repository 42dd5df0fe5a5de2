import type { Channel } from "#app/channels/channel.ts";
import { isPromoting, MESSAGE_CLASSES } from "#app/consent/purposes.ts";
import { setMessageState } from "#app/conversations/message-state.ts";
import { formsOf } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";

/** After a STOP: everything that waits for this address ends here, or all advertising, with the reason in sight. */
export async function withdrawQueued(
  shop: Shop,
  channel: Channel,
  address: string,
  { promotionsOnly }: { promotionsOnly: boolean } = { promotionsOnly: false },
): Promise<void> {
  const purpose = promotionsOnly ? { in: MESSAGE_CLASSES.filter(isPromoting) } : undefined;
  const where = { shopId: shop.id, channel, address: { in: formsOf(address) }, state: "queued", purpose };
  for (const message of await shop.tx.message.findMany({ where }))
    await setMessageState(shop, message, { state: "suppressed", reason: "opted-out" });
}
