import type { CustomerRecord } from "#app/customers/customer-record.ts";
import { forgottenHash, isForgotten } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";

/**
 * Keeps Shopify's newest word on a customer, and their contact points as unverified. Older news is ignored, and news of whom we were
 * asked to forget.
 */
export async function mirrorCustomer(shop: Shop, record: CustomerRecord): Promise<"applied" | "ignored"> {
  const rows = await shop.sql<{ id: string }>`
    insert into "Customer" as known
      ("shopId", id, "shopifyId", "firstName", "lastName", locale, country, province, "sourceUpdatedAt", "createdAt")
    select ${shop.id}, ${newId()}, ${record.id}, ${record.firstName ?? null}, ${record.lastName ?? null},
      ${record.locale ?? null}, ${record.country ?? null}, ${record.province ?? null}, ${record.updatedAt}, ${shop.at}
    where not exists (select from "Tombstone" where "shopId" = ${shop.id} and kind = 'customer'
      and "idHash" = ${forgottenHash(shop, "customer", record.id)})
    on conflict ("shopId", "shopifyId") do update set
      "firstName" = case when ${told(record.firstName)} then excluded."firstName" else known."firstName" end,
      "lastName" = case when ${told(record.lastName)} then excluded."lastName" else known."lastName" end,
      locale = coalesce(excluded.locale, known.locale),
      country = case when ${told(record.country)} then excluded.country else known.country end,
      province = case when ${told(record.province)} then excluded.province else known.province end,
      "sourceUpdatedAt" = excluded."sourceUpdatedAt"
    where known."deletedAt" is null
      and (known."sourceUpdatedAt" is null or known."sourceUpdatedAt" < excluded."sourceUpdatedAt")
    returning id`;
  const customerId = rows[0]?.id;
  if (!customerId) return "ignored";
  await keepContact(shop, customerId, "email", record.email);
  await keepContact(shop, customerId, "phone", record.phone);
  return "applied";
}

/** `customers/delete`: the name goes, and what Shopify told us of ways to reach them; the thread stays readable. */
export async function deleteCustomer(shop: Shop, shopifyId: string): Promise<void> {
  if (await isForgotten(shop, "customer", shopifyId)) return;
  const gone = { firstName: null, lastName: null, deletedAt: shop.at };
  await shop.tx.customer.upsert({
    where: { shopId_shopifyId: { shopId: shop.id, shopifyId } },
    create: { shopId: shop.id, id: newId(), shopifyId, createdAt: shop.at, ...gone },
    update: gone,
  });
  await shop.tx.contactPoint.deleteMany({
    where: { shopId: shop.id, customer: { shopifyId }, verifiedAt: null },
  });
}

const told = (value: unknown): boolean => value !== undefined;

/** A contact point that Shopify tells is a claim: nobody has shown yet that they can read there. */
async function keepContact(
  shop: Shop,
  customerId: string,
  kind: string,
  value?: string | null,
): Promise<void> {
  if (value === undefined) return;
  const stale = { shopId: shop.id, customerId, kind, source: "shopify", verifiedAt: null };
  await shop.tx.contactPoint.deleteMany({ where: { ...stale, ...(value && { value: { not: value } }) } });
  if (!value) return;
  await shop.tx.contactPoint.createMany({
    data: { ...stale, id: newId(), value, createdAt: shop.at },
    skipDuplicates: true,
  });
}
