import type { CustomerRecord } from "#app/customers/customer-record.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Asks for a live read of a customer, once however many ask before it starts. */
export async function rereadCustomer(shop: Shop, shopifyId: string): Promise<void> {
  const key = `rereadCustomer:${shop.id}:${shopifyId}`;
  await enqueue(shop, [{ task: "rereadCustomer", payload: { shopifyId }, key, priority: 5 }]);
}

/**
 * Whether the customer that stands has the very second of this one and says otherwise: Shopify's times are whole
 * seconds, and of two differing states of one only a live read can tell the newer.
 */
export async function isOtherOfSameSecond(shop: Shop, record: CustomerRecord): Promise<boolean> {
  const { firstName, lastName, country, note, email } = record;
  const rows = await shop.sql`
    select from "Customer" known
    where "shopId" = ${shop.id} and "shopifyId" = ${record.id} and "deletedAt" is null
      and "sourceUpdatedAt" = ${record.updatedAt}
      and ((${firstName !== undefined} and "firstName" is distinct from ${firstName ?? null})
        or (${lastName !== undefined} and "lastName" is distinct from ${lastName ?? null})
        or (${country !== undefined} and country is distinct from ${country ?? null})
        or (${note !== undefined} and note is distinct from ${note ?? null})
        or exists (select from "ContactPoint" point
          where point."shopId" = known."shopId" and point."customerId" = known.id and kind = 'email'
            and source = 'shopify' and "verifiedAt" is null and value <> ${email ?? null}))`;
  return rows.length > 0;
}
