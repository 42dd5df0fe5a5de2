import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Puts a parked job back to work. Returns false where it is gone or was put back before. */
export async function retryParked(shop: Shop, id: string): Promise<boolean> {
  const where = { shopId_id: { shopId: shop.id, id } };
  const parked = await shop.tx.parkedJob.findUnique({ where });
  if (!parked || parked.retriedAt) return false;
  await shop.tx.parkedJob.update({ where, data: { retriedAt: shop.at } });
  await enqueue(shop, [{ task: parked.task, payload: parked.payload as object }]);
  return true;
}
