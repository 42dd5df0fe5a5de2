import { forgottenHash } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

/**
 * Makes sure that Shopify's customer has a row of ours, for facts that come ahead of the customer. False for one whom
 * we were asked to forget, or who was deleted: nothing is to be kept of them.
 */
export async function hasShopifyCustomer(shop: Shop, shopifyId: string): Promise<boolean> {
  await shop.sql`
    insert into "Customer" ("shopId", id, "shopifyId", "createdAt")
    select ${shop.id}, ${newId()}, ${shopifyId}, ${shop.at}
    where not exists (select from "Tombstone" where "shopId" = ${shop.id} and kind = 'customer'
      and "idHash" = ${forgottenHash(shop, "customer", shopifyId)})
    on conflict ("shopId", "shopifyId") do nothing`;
  const rows = await shop.sql`
    select 1 from "Customer"
    where "shopId" = ${shop.id} and "shopifyId" = ${shopifyId} and "deletedAt" is null`;
  return rows.length > 0;
}
