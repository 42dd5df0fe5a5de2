import type { Channel } from "#app/channels/channel.ts";
import { setMessageState } from "#app/conversations/message-state.ts";
import { formsOf } from "#app/customers/match-key.ts";
import type { Shop } from "#app/db.server.ts";

/** After a STOP: everything that waits for this address ends here, with the reason in sight. */
export async function withdrawQueued(shop: Shop, channel: Channel, address: string): Promise<void> {
  const where = { shopId: shop.id, channel, address: { in: formsOf(address) }, state: "queued" };
  for (const message of await shop.tx.message.findMany({ where }))
    await setMessageState(shop, message, { state: "suppressed", reason: "opted-out" });
}
