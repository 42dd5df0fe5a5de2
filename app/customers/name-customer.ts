import type { Shop } from "#app/db.server.ts";

/** Gives a name to somebody who has none: what Shopify or the shopper has told stays. */
export async function nameCustomer(shop: Shop, customerId: string, name: string): Promise<void> {
  await shop.tx.customer.updateMany({
    where: { shopId: shop.id, id: customerId, firstName: null, lastName: null, shopifyId: null },
    data: { firstName: name },
  });
}
