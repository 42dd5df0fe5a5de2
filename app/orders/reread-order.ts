import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Asks for a live read of an order, once however many ask before it starts. */
export async function rereadOrder(shop: Shop, orderId: string): Promise<void> {
  await enqueue(shop, [
    // The shop is in the key: the engine's keys are shared by all shops.
    { task: "rereadOrder", payload: { orderId }, key: `rereadOrder:${shop.id}:${orderId}`, priority: 5 },
  ]);
}
