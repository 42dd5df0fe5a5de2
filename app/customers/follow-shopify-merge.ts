import { z } from "zod";
import { becomeForGood } from "#app/customers/person-of.ts";
import { isForgotten } from "#app/customers/forgotten.ts";
import { identifyShopifyCustomer } from "#app/customers/identify-shopify-customer.ts";
import { noteMerge } from "#app/customers/merge-customers.ts";
import { rereadSegmentsOf } from "#app/customers/reread-segments.ts";
import type { Shop } from "#app/db.server.ts";
import { idOfGid, newId } from "#app/id.ts";
import { writeEvent } from "#app/jobs/events.ts";

/** Shopify's ids of two customers whom the merchant merged there. */
export interface ShopifyMerge {
  keptId: string;
  goneId: string;
  /** Shopify merges in a job: only `completed` has happened. */
  isCompleted: boolean;
}

/** Reads `customers/merge`. Null where it does not name both. */
export function shopifyMergeFromWebhook(payload: unknown): ShopifyMerge | null {
  const told = shape.safeParse(payload).data;
  if (!told) return null;
  const keptId = idOfGid(told.admin_graphql_api_customer_kept_id);
  const goneId = idOfGid(told.admin_graphql_api_customer_deleted_id);
  return keptId === goneId
    ? null
    : { keptId, goneId, isCompleted: told.status.toLowerCase() === "completed" };
}

const gid = z.string().regex(/^gid:\/\/shopify\/Customer\/\d+$/);
const shape = z.object({
  admin_graphql_api_customer_kept_id: gid,
  admin_graphql_api_customer_deleted_id: gid,
  status: z.string(),
});

/**
 * Two accounts became one at Shopify, for good: our two customers do likewise. It may come before we know either of
 * them, twice, or after news of the account that is gone; that news then goes to a customer who leads on to the other.
 * Returns both of our customers, or null where there is nothing to do.
 */
export async function followShopifyMerge(
  shop: Shop,
  { keptId, goneId, isCompleted }: ShopifyMerge,
): Promise<{ from: string; into: string } | null> {
  if (!isCompleted || (await isForgotten(shop, "customer", goneId))) return null;
  const kept = await identifyShopifyCustomer(shop, keptId);
  if (!kept) return null;
  const from = await ownRowOf(shop, goneId);
  if (!(await becomeForGood(shop, from, kept.customerId))) return null;
  const into = kept.customerId;
  await moveOutOfSegments(shop, from, into);
  await noteMerge(shop, { kind: "shopify", fromId: from, intoId: into, byId: null });
  await writeEvent(shop, { name: "customer.merged", payload: { from, into } });
  return { from, into };
}

/** Of two accounts one is left, and what it is in now is Shopify's to say. */
async function moveOutOfSegments(shop: Shop, from: string, into: string): Promise<void> {
  await shop.sql`delete from "SegmentMembership" where "shopId" = ${shop.id} and "customerId" = ${from}`;
  await rereadSegmentsOf(shop, into);
}

/** The customer of exactly this id, made where there is none: not whom they may have become. */
async function ownRowOf(shop: Shop, shopifyId: string): Promise<string> {
  await shop.tx.customer.createMany({
    data: { shopId: shop.id, id: newId(), shopifyId, createdAt: shop.at },
    skipDuplicates: true,
  });
  const where = { shopId_shopifyId: { shopId: shop.id, shopifyId } };
  return (await shop.tx.customer.findUniqueOrThrow({ where, select: { id: true } })).id;
}

/** Every id that Shopify has given this customer: orders that came late may name one that is gone. */
export async function shopifyIdsOf(shop: Pick<Shop, "id" | "sql">, shopifyId: string): Promise<string[]> {
  const rows = await shop.sql<{ shopifyId: string }>`
    with recursive theirs(id, "shopifyId") as (
      select id, "shopifyId" from "Customer" where "shopId" = ${shop.id} and "shopifyId" = ${shopifyId}
      union
      select c.id, c."shopifyId" from "Customer" c join theirs on c."mergedIntoId" = theirs.id
      where c."shopId" = ${shop.id}
    )
    select "shopifyId" from theirs where "shopifyId" is not null`;
  return rows.length ? rows.map((row) => row.shopifyId) : [shopifyId];
}
