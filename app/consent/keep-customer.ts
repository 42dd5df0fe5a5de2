import { keepToldConsents } from "#app/consent/keep-told-consent.ts";
import type { CustomerRecord } from "#app/customers/customer-record.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { customersOf } from "#app/customers/person-of.ts";
import { readCustomerLive } from "#app/customers/read-customer-live.ts";
import { inShop, type Reader, readShop, type Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";

/** A customer read from Shopify, kept whole: the record in the mirror, the consent in the ledger. */
export async function keepCustomer(shop: Shop, record: CustomerRecord): Promise<"applied" | "ignored"> {
  const outcome = await mirrorCustomer(shop, record);
  const told = (record.consents ?? []).map((consent) => ({ customerId: record.id, consent }));
  await keepToldConsents(shop, told, "reading");
  return outcome;
}

/** Job `rereadCustomer`: what no webhook tells (loyalty metafields), or tells too late. */
export async function rereadCustomer(shopId: string, { customerId }: { customerId: string }): Promise<void> {
  const shopifyId = await readShop(shopId, (shop) => accountOf(shop, customerId));
  if (!shopifyId) return;
  const answer = await readCustomerLive(shopId, shopifyId);
  if (!answer.ok) return retryWhereItHelps(answer);
  await inShop(shopId, async (shop) => {
    await keepCustomer(shop, answer.read);
    await writeEvent(shop, { name: "customer.read" });
  });
}

/** The account at Shopify of this person, of several the first that is still there. */
async function accountOf(shop: Reader, customerId: string): Promise<string | null> {
  const customers = await customersOf(shop, customerId);
  const [row] = await shop.sql<{ shopifyId: string }>`
    select "shopifyId" from "Customer" where "shopId" = ${shop.id} and id = any(${customers})
      and "shopifyId" is not null and "deletedAt" is null
    order by array_position(${customers}::text[], id) limit 1`;
  return row?.shopifyId ?? null;
}
