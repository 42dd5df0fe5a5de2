import { checkoutFromAdmin } from "#app/carts/checkout-from-admin.ts";
import type { CheckoutRecord } from "#app/carts/checkout-record.ts";
import { mirrorCheckout } from "#app/carts/mirror-checkout.ts";
import { findForgotten } from "#app/customers/forgotten.ts";
import type { Reader } from "#app/db.server.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { CheckoutsPage } from "#app/shopify/operations/carts.graphql.ts";
import type { Fact, Sweep } from "#app/shop/sweeps/sweep.ts";

interface SweptCheckout {
  id: string;
  record: CheckoutRecord;
}

/** Checkouts that were begun, by `updated_at`; Shopify sorts them by id alone, so one that changes meanwhile is the next run's. */
export const sweepOfCheckouts: Sweep<SweptCheckout> = {
  kind: "checkouts",
  topics: ["checkouts/create", "checkouts/update"],
  read: readChangedCheckouts,
  compare: compareCheckouts,
  mirror: (shop, { record }) => mirrorCheckout(shop, record),
};

async function readChangedCheckouts(shopId: string, { since, after }: { since: Date; after: string | null }) {
  const answer = await askAdmin(shopId, CheckoutsPage, {
    after,
    query: `updated_at:>='${since.toISOString()}'`,
  });
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.data.abandonedCheckouts;
  const records = nodes.flatMap((node) => checkoutFromAdmin(node, node.lineItems.nodes) ?? []);
  return {
    ok: true as const,
    records: records.map((record) => ({ id: record.token, record })),
    after: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}

interface KnownCheckout {
  token: string;
  /** Null where only webhooks have told of it: they name no id. */
  shopifyId: string | null;
  sourceUpdatedAt: Date;
}

async function compareCheckouts(shop: Reader, swept: SweptCheckout[]): Promise<Fact[]> {
  const records = await withoutGone(
    shop,
    swept.map(({ record }) => record),
  );
  const rows = await shop.sql<KnownCheckout>`
    select token, "shopifyId", "sourceUpdatedAt" from "Checkout"
    where "shopId" = ${shop.id} and token = any(${records.map(({ token }) => token)})`;
  const known = new Map(rows.map((row) => [row.token, row]));
  return records.flatMap((record) => factsOf(record, known.get(record.token)));
}

/** Without those that were deleted since, or that are somebody's whom we were asked to forget. */
async function withoutGone(shop: Reader, records: CheckoutRecord[]): Promise<CheckoutRecord[]> {
  const tokens = records.map(({ token }) => token);
  const customers = records.flatMap(({ customerShopifyId }) => customerShopifyId ?? []);
  const forgotten = await findForgotten(shop, "checkout", tokens);
  const forgottenPeople = await findForgotten(shop, "customer", customers);
  const deleted = await shop.sql<{ key: string; at: Date }>`
    select key, at from "DeletedCheckout"
    where "shopId" = ${shop.id} and key = any(${records.map(({ shopifyId }) => `id:${shopifyId}`)})`;
  const deletedAt = new Map(deleted.map(({ key, at }) => [key, at]));
  return records.filter(
    ({ token, customerShopifyId, shopifyId, updatedAt }) =>
      !forgotten.has(token) &&
      !forgottenPeople.has(customerShopifyId ?? "") &&
      !((deletedAt.get(`id:${shopifyId}`)?.getTime() ?? 0) >= updatedAt.getTime()),
  );
}

function factsOf({ token, startedAt, updatedAt }: CheckoutRecord, known: KnownCheckout | undefined): Fact[] {
  if (!known) return [{ recordId: token, topic: "checkouts/create", at: startedAt, isKnown: false }];
  const isKnown = known.sourceUpdatedAt >= updatedAt;
  return [
    { recordId: token, topic: "checkouts/update", at: updatedAt, isKnown },
    // By its id it is found should it be deleted without a word (sweep-deleted-checkouts.ts).
    { recordId: token, topic: null, at: updatedAt, isKnown: known.shopifyId !== null },
  ];
}
