import { followMerges } from "#app/customers/follow-merges.ts";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

/** Our customer for a Shopify customer id that Shopify itself vouches for (app proxy), made where there is none yet. */
export async function identifyShopifyCustomer(
  shop: Shop,
  shopifyId: string,
): Promise<{ customerId: string }> {
  await shop.tx.customer.createMany({
    data: { shopId: shop.id, id: newId(), shopifyId, createdAt: shop.at },
    skipDuplicates: true,
  });
  const { id } = await shop.tx.customer.findUniqueOrThrow({
    where: { shopId_shopifyId: { shopId: shop.id, shopifyId } },
    select: { id: true },
  });
  return { customerId: await followMerges(shop, id) };
}
