import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Asks for a live read of every segment that a customer (by our id) is in, once however many ask before it starts. */
export async function rereadSegmentsOf(shop: Shop, customerId: string): Promise<void> {
  const key = `rereadSegmentsOf:${shop.id}:${customerId}`;
  await enqueue(shop, [{ task: "rereadSegmentsOf", payload: { customerId }, key, priority: 5 }]);
}
