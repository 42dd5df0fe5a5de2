import type { CustomerRecord } from "#app/customers/customer-record.ts";
import type { Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Asks for a live read of a customer by our id, once however many ask before it starts. */
export async function rereadCustomer(shop: Shop, customerId: string): Promise<void> {
  // The shop is in the key: the engine's keys are shared by all shops.
  const key = `rereadCustomer:${shop.id}:${customerId}`;
  await enqueue(shop, [{ task: "rereadCustomer", payload: { customerId }, key, priority: 5 }]);
}

/**
 * Our id of the customer where the one that stands has the very second of this one and says otherwise: Shopify's times
 * are whole seconds, and of two differing states of one only a live read can tell the newer.
 */
export async function findOtherOfSameSecond(shop: Shop, record: CustomerRecord): Promise<string | null> {
  const { firstName, lastName, country, note, email } = record;
  const [other] = await shop.sql<{ id: string }>`
    select id from "Customer" known
    where "shopId" = ${shop.id} and "shopifyId" = ${record.id} and "deletedAt" is null
      and "sourceUpdatedAt" = ${record.updatedAt}
      and ((${firstName !== undefined} and "firstName" is distinct from ${firstName ?? null})
        or (${lastName !== undefined} and "lastName" is distinct from ${lastName ?? null})
        or (${country !== undefined} and country is distinct from ${country ?? null})
        or (${note !== undefined} and note is distinct from ${note ?? null})
        or exists (select from "ContactPoint" point
          where point."shopId" = known."shopId" and point."customerId" = known.id and kind = 'email'
            and source = 'shopify' and "verifiedAt" is null and value <> ${email ?? null}))`;
  return other?.id ?? null;
}
