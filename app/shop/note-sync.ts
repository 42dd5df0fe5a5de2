import type { Shop } from "#app/db.server.ts";

export interface SyncProgress {
  orders: number;
  /** Null while it is not known. */
  expected: number | null;
}

/** How far the first reading of the shop's past is. */
export async function noteSyncProgress(shop: Shop, progress: SyncProgress): Promise<void> {
  await shop.tx.shopSettings.updateMany({
    where: { shopId: shop.id },
    data: { syncProgress: { ...progress } },
  });
}

/** Everything we may read has been read once; from here on webhooks keep it true. */
export async function noteFirstSync(shop: Shop): Promise<void> {
  await shop.tx.shopSettings.updateMany({
    where: { shopId: shop.id, firstSyncedAt: null },
    data: { firstSyncedAt: shop.at },
  });
}
