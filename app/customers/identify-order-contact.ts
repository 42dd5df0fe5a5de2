import { findByContact } from "#app/customers/find-customer.ts";
import { followMerges } from "#app/customers/follow-merges.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import { identifyShopifyCustomer } from "#app/customers/identify-shopify-customer.ts";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

interface OrderContact {
  kind: "phone" | "email";
  /** E.164, or lower-case address: given with the order to be reached by. */
  value: string;
  /** Whose order it is at Shopify; null for a guest's. */
  customerShopifyId: string | null;
}

/**
 * In whose thread a message to an order's own contact stands: there where an answer from it would land. That is whoever
 * was seen to read there; else the order's customer; else the one stranger who stands for all guest orders of this
 * contact. Nothing is verified by it: anyone can type an address at checkout.
 */
export async function identifyOrderContact(shop: Shop, contact: OrderContact): Promise<string> {
  const { kind, value, customerShopifyId } = contact;
  const reader = await findByContact(shop, kind, value);
  if (reader) return reader;
  const own = customerShopifyId ? await identifyShopifyCustomer(shop, customerShopifyId) : null;
  if (own) return claim(shop, own.customerId, contact);
  // Two alerts of one guest at once must not make two strangers.
  await shop.sql`select pg_advisory_xact_lock(hashtextextended(${`${shop.id} ${kind} ${value}`}, 0))`;
  const known = await findGuest(shop, contact);
  return known ?? (await identifyContact(shop, { kind, value, verified: false, source: "order" })).customerId;
}

/** Their answer from there finds them by it (identify-contact.ts), unless others claim it too. */
async function claim(shop: Shop, customerId: string, { kind, value }: OrderContact): Promise<string> {
  await shop.sql`
    insert into "ContactPoint" ("shopId", id, "customerId", kind, value, source, "createdAt")
    values (${shop.id}, ${newId()}, ${customerId}, ${kind}, ${value}, 'order', ${shop.at})
    on conflict ("shopId", kind, value, "customerId") do nothing`;
  return customerId;
}

async function findGuest(shop: Shop, { kind, value }: OrderContact): Promise<string | null> {
  const [guest] = await shop.sql<{ id: string }>`
    select c.id from "ContactPoint" p join "Customer" c on c."shopId" = p."shopId" and c.id = p."customerId"
    where p."shopId" = ${shop.id} and p.kind = ${kind} and p.value = ${value} and p.source = 'order'
      and c."shopifyId" is null and c."deletedAt" is null
    order by c."createdAt" limit 1`;
  return guest ? followMerges(shop, guest.id) : null;
}
