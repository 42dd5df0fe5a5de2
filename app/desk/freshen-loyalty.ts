import { inShop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Asks for a live read of somebody whose metafields are looked at and old: no webhook tells of those. */
export const freshenLoyalty = (shopId: string, shopifyId: string): Promise<void> =>
  inShop(shopId, (shop) =>
    enqueue(shop, [
      {
        task: "rereadCustomer",
        payload: { shopifyId },
        // The shop is in the key: the engine's keys are shared by all shops.
        key: `rereadCustomer:${shop.id}:${shopifyId}`,
        priority: 5,
      },
    ]),
  );
