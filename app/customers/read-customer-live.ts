import { loyaltyFromAdmin, customerFromAdmin } from "#app/customers/customer-from-admin.ts";
import type { CustomerRecord } from "#app/customers/customer-record.ts";
import { readShop } from "#app/db.server.ts";
import { gidOf } from "#app/id.ts";
import { readSettings } from "#app/shop/settings.ts";
import { withheldBelow } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { ReadCustomer } from "#app/shopify/operations/customers.graphql.ts";
import type { WriteRead } from "#app/shopify/writes/shopify-write.ts";

/** A customer as Shopify has them at this moment, with the loyalty metafields that the settings name. Keeps nothing. */
export async function readCustomerLive(
  shopId: string,
  shopifyId: string,
): Promise<WriteRead<CustomerRecord>> {
  const { loyaltyFields } = await readShop(shopId, readSettings);
  const withLoyalty = loyaltyFields.length > 0;
  const asked = { id: gidOf("Customer", shopifyId), loyalty: loyaltyFields, withLoyalty };
  const answer = await askAdmin(shopId, ReadCustomer, asked);
  if (!answer.ok) return answer;
  const node = answer.data.customer;
  if (!node) return { ok: false, because: "gone", say: "Shopify has no such customer any more." };
  const record: CustomerRecord = {
    ...customerFromAdmin(node, withheldBelow(answer.redacted, "customer")),
    isLive: true,
    ...(withLoyalty && { loyalty: loyaltyFromAdmin(node.metafields?.nodes ?? []) }),
  };
  return { ok: true, read: record };
}
