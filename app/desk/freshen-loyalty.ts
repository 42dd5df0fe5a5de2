import { inShop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Asks for a live read of somebody whose metafields are looked at and old: no webhook tells of those. */
export const freshenLoyalty = (shopId: string, customerId: string): Promise<void> =>
  inShop(shopId, (shop) =>
    enqueue(shop, [
      {
        task: "rereadCustomer",
        payload: { customerId },
        // The shop is in the key: the engine's keys are shared by all shops.
        key: `rereadCustomer:${shop.id}:${customerId}`,
        priority: 5,
      },
    ]),
  );
