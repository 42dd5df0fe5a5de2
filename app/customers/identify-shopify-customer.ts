import { findByShopifyId } from "#app/customers/find-customer.ts";
import { isForgotten } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

/**
 * Our customer for a Shopify customer id that Shopify itself vouches for (app proxy), made where there is none yet.
 * Null for one whom we were asked to forget: who still holds such a sign-in is a stranger.
 */
export async function identifyShopifyCustomer(
  shop: Shop,
  shopifyId: string,
): Promise<{ customerId: string } | null> {
  const known = await findByShopifyId(shop, shopifyId);
  if (known) return { customerId: known };
  if (await isForgotten(shop, "customer", shopifyId)) return null;
  await shop.tx.customer.createMany({
    data: { shopId: shop.id, id: newId(), shopifyId, createdAt: shop.at },
    skipDuplicates: true,
  });
  return { customerId: (await findByShopifyId(shop, shopifyId))! };
}
