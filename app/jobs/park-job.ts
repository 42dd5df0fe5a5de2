import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

interface FailedJob {
  task: string;
  payload: object;
  /** In a few words, or the error's name. */
  reason: string;
}

/** Keeps a job that failed for the last time where the merchant sees it and can try it again. */
export async function parkJob(shop: Shop, { task, payload, reason }: FailedJob): Promise<void> {
  const { shopId: _ours, ...rest } = payload as Record<string, unknown>;
  await shop.tx.parkedJob.create({
    data: { shopId: shop.id, id: newId(), task, payload: rest as object, reason, parkedAt: shop.at },
  });
}
