import { basketLineFromAdmin, checkoutFromAdmin } from "#app/carts/checkout-from-admin.ts";
import type { BasketLine, CheckoutRecord } from "#app/carts/checkout-record.ts";
import { keepCheckouts } from "#app/carts/mirror-checkout.ts";
import { rereadCheckouts } from "#app/carts/read-checkout-again.ts";
import { dropForgotten } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";
import { type Importer, stage } from "#app/shopify/bulk/importer.ts";
import { CHECKOUT_FACTS, CHECKOUT_LINE_FACTS } from "#app/shopify/operations/carts.graphql.ts";
import type {
  CheckoutFactsFragment,
  CheckoutLineFactsFragment,
} from "#app/shopify/operations/types.generated.ts";

/** Checkouts that nobody finished, with their lines. */
export const importCheckouts: Importer = {
  kind: "checkouts",
  words: "abandoned checkouts",
  scopes: ["read_orders", "read_customers", "read_products"],
  after: [],
  query: () => `
    query ImportCheckouts {
      abandonedCheckouts {
        edges { node { ...CheckoutFacts lineItems { edges { node { ...CheckoutLineFacts } } } } }
      }
    }
    ${CHECKOUT_FACTS}
    ${CHECKOUT_LINE_FACTS}`,
  stages: [
    stage({
      type: "AbandonedCheckout",
      table: "staged_checkout",
      columns: { id: "text", token: "text", customerShopifyId: "text", record: "jsonb" },
      row: (node: CheckoutFactsFragment) => {
        const record = checkoutFromAdmin(node, []);
        if (!record) return null;
        const { shopifyId: id, token, customerShopifyId } = record;
        return { id, token, customerShopifyId, record };
      },
    }),
    stage({
      type: "AbandonedCheckoutLineItem",
      table: "staged_checkout_line",
      columns: { checkoutId: "text", line: "jsonb" },
      row: (node: CheckoutLineFactsFragment, checkout) =>
        checkout && { checkoutId: checkout.id, line: basketLineFromAdmin(node) },
    }),
  ],
  upsert: upsertCheckouts,
};

async function upsertCheckouts(shop: Shop): Promise<void> {
  await dropForgotten(shop, "checkout", { table: "staged_checkout", column: "token" });
  await dropForgotten(shop, "customer", { table: "staged_checkout", column: "customerShopifyId" });
  const rows = await shop.sql<{ record: Staged; lines: BasketLine[] }>`
    select distinct on (c.id) record, coalesce(
      (select jsonb_agg(line) from staged_checkout_line l where l."checkoutId" = c.id), '[]') as lines
    from staged_checkout c order by c.id`;
  await keepCheckouts(shop, rows.map(toRecord));
  // Lines of a checkout whose own line stood in another batch: a basket is kept whole or not at all.
  const strays = await shop.sql<{ id: string }>`
    select distinct l."checkoutId" as id from staged_checkout_line l
    where not exists (select from staged_checkout c where c.id = l."checkoutId")`;
  await rereadCheckouts(
    shop,
    strays.map(({ id }) => id),
  );
}

/** As it lies in the staging table: times are text there. */
type Staged = Omit<CheckoutRecord, "startedAt" | "completedAt" | "updatedAt" | "lines"> & {
  startedAt: string;
  completedAt: string | null;
  updatedAt: string;
};

const toRecord = ({ record, lines }: { record: Staged; lines: BasketLine[] }): CheckoutRecord => ({
  ...record,
  lines,
  startedAt: new Date(record.startedAt),
  completedAt: record.completedAt ? new Date(record.completedAt) : null,
  updatedAt: new Date(record.updatedAt),
});
