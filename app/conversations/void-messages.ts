import { setMessageState } from "#app/conversations/message-state.ts";
import type { Shop } from "#app/db.server.ts";

/** Takes back everything still waiting under this tag (`cart:<token>`): what began before the commit goes out. */
export async function voidMessages(shop: Shop, tag: string, because: string): Promise<void> {
  const waiting = await shop.tx.message.findMany({
    where: { shopId: shop.id, voidTag: tag, state: "queued" },
  });
  for (const message of waiting)
    await setMessageState(shop, message, { state: "suppressed", reason: because });
}
