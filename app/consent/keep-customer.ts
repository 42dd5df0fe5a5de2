import { keepToldConsents } from "#app/consent/keep-told-consent.ts";
import type { CustomerRecord } from "#app/customers/customer-record.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { readCustomerLive } from "#app/customers/read-customer-live.ts";
import { inShop, type Shop } from "#app/db.server.ts";
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
export async function rereadCustomer(shopId: string, { shopifyId }: { shopifyId: string }): Promise<void> {
  const answer = await readCustomerLive(shopId, shopifyId);
  if (!answer.ok) return retryWhereItHelps(answer);
  await inShop(shopId, async (shop) => {
    await keepCustomer(shop, answer.read);
    await writeEvent(shop, { name: "customer.read" });
  });
}
