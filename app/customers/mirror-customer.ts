import type { CustomerRecord } from "#app/customers/customer-record.ts";
import { customerUpsert, toldOf } from "#app/customers/customer-upsert.ts";
import { forgottenHash, isForgotten } from "#app/customers/forgotten.ts";
import { findOtherOfSameSecond, rereadCustomer } from "#app/customers/reread-customer.ts";
import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { newId } from "#app/id.ts";

/**
 * Keeps Shopify's newest word on a customer, and their contact points as unverified. Older news is ignored, and news
 * of whom we were asked to forget. Consent is another matter (consent/keep-told-consent.ts).
 */
export async function mirrorCustomer(shop: Shop, record: CustomerRecord): Promise<"applied" | "ignored"> {
  const told = toldOf(record);
  const rows = await shop.sql<{ id: string; sourceUpdatedAt: Date | null }>`
    ${customerUpsert(rowOf(shop, record), told, record)}`;
  const written = rows[0];
  if (!written) {
    const other = record.isLive ? null : await findOtherOfSameSecond(shop, record);
    if (other) await rereadCustomer(shop, other);
    return "ignored";
  }
  // Only its tags or totals were new: the contact points are those of a newer word.
  if (written.sourceUpdatedAt?.getTime() !== record.updatedAt.getTime()) return "applied";
  await keepContact(shop, written.id, "email", record.email);
  await keepContact(shop, written.id, "phone", record.phone);
  return "applied";
}

/** The record as customerUpsert reads it; no row where we were asked to forget them. */
function rowOf(shop: Shop, record: CustomerRecord): Prisma.Sql {
  const { totals, updatedAt } = record;
  const loyalty = record.loyalty ? JSON.stringify(record.loyalty) : null;
  const timeOf = (told: unknown) => (told === undefined ? null : updatedAt);
  return Prisma.sql`
    select ${shop.id}, ${newId()}, ${record.id}, ${record.firstName ?? null}, ${record.lastName ?? null},
      ${record.locale ?? null}, ${record.country ?? null}, ${record.province ?? null}, ${record.note ?? null},
      array(select tag from unnest(${record.tags ?? []}::text[]) tag order by tag),
      ${timeOf(record.tags)}::timestamptz, ${totals?.orders ?? null}::integer, ${totals?.spent.amount ?? null},
      ${totals?.spent.currency ?? null}, ${timeOf(totals)}::timestamptz, ${loyalty}::jsonb,
      ${timeOf(record.loyalty)}::timestamptz, ${updatedAt}::timestamptz, ${shop.at}::timestamptz
    where not exists (select from "Tombstone" where "shopId" = ${shop.id} and kind = 'customer'
      and "idHash" = ${forgottenHash(shop, "customer", record.id)})`;
}

/** `customers/delete`: the name goes, and what Shopify told us of ways to reach them; the thread stays readable. */
export async function deleteCustomer(shop: Shop, shopifyId: string): Promise<void> {
  if (await isForgotten(shop, "customer", shopifyId)) return;
  const gone = {
    firstName: null,
    lastName: null,
    note: null,
    tags: [],
    tagNews: {},
    loyalty: Prisma.DbNull,
    deletedAt: shop.at,
  };
  await shop.tx.customer.upsert({
    where: { shopId_shopifyId: { shopId: shop.id, shopifyId } },
    create: { shopId: shop.id, id: newId(), shopifyId, createdAt: shop.at, ...gone },
    update: gone,
  });
  await shop.tx.contactPoint.deleteMany({
    where: { shopId: shop.id, customer: { shopifyId }, verifiedAt: null },
  });
  await shop.tx.segmentMembership.deleteMany({ where: { shopId: shop.id, customer: { shopifyId } } });
}

/** A contact point that Shopify tells is a claim: nobody has shown yet that they can read there. */
async function keepContact(
  shop: Shop,
  customerId: string,
  kind: string,
  value?: string | null,
): Promise<void> {
  if (value === undefined) return;
  const told = value || null;
  await shop.sql`
    with stale as (
      delete from "ContactPoint" where "shopId" = ${shop.id} and "customerId" = ${customerId} and kind = ${kind}
        and source = 'shopify' and "verifiedAt" is null and value is distinct from ${told}
    )
    insert into "ContactPoint" ("shopId", id, "customerId", kind, value, source, "createdAt")
    select ${shop.id}, ${newId()}, ${customerId}, ${kind}, ${told}, 'shopify', ${shop.at}::timestamptz
    where ${told}::text is not null
    on conflict do nothing`;
}
