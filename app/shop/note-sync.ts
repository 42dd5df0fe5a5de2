import type { Shop } from "#app/db.server.ts";

/** Everything we may read has been read once; from here on webhooks keep it true. */
export async function noteFirstSync(shop: Shop): Promise<void> {
  await shop.tx.shopSettings.updateMany({
    where: { shopId: shop.id, firstSyncedAt: null },
    data: { firstSyncedAt: shop.at },
  });
}
