import type { Shop } from "#app/db.server.ts";

/** A provider says that nothing can be delivered there: shown beside the contact point, and not used by itself again. */
export async function markBadAddress(shop: Shop, value: string): Promise<void> {
  await shop.tx.contactPoint.updateMany({
    where: { shopId: shop.id, value, badSince: null },
    data: { badSince: shop.at },
  });
}
