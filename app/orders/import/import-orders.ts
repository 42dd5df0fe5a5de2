import { dropForgotten } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { headFromAdmin, type LineNode, lineFromAdmin, type OrderHead } from "#app/orders/order-from-admin.ts";
import { orderNameKey, orderNumberKey } from "#app/orders/order-name-key.ts";
import { ORDER_COLUMNS, orderUpsert } from "#app/orders/order-upsert.ts";
import { rereadOrder } from "#app/orders/reread-order.ts";
import { type Batch, type Importer, stage } from "#app/shopify/bulk/importer.ts";
import { LINE_FIELDS, ORDER_FIELDS } from "#app/shopify/operations/order-fragments.ts";

/** Orders with their lines, newest first; parcels come by themselves (import-parcels.ts). */
export const importOrders: Importer = {
  kind: "orders",
  words: "orders",
  scopes: ["read_orders", "read_customers", "read_products"],
  after: [],
  isWindowed: true,
  query: (window) => `
    query ImportOrders {
      orders(sortKey: CREATED_AT, reverse: true${window ? `, query: ${JSON.stringify(window)}` : ""}) {
        edges {
          node {
            ${ORDER_FIELDS}
            currentTotalPriceSet { presentmentMoney { amount currencyCode } }
            lineItems { edges { node { ${LINE_FIELDS} } } }
          }
        }
      }
    }`,
  stages: [
    stage({
      type: "Order",
      table: "staged_order",
      columns: {
        id: "text",
        name: "text",
        nameKey: "text",
        numberKey: "text",
        customerShopifyId: "text",
        email: "text",
        phone: "text",
        contactPhone: "text",
        locale: "text",
        toCountry: "text",
        toRegion: "text",
        poNumber: "text",
        sourceName: "text",
        currency: "text",
        total: "text",
        financialStatus: "text",
        fulfillmentStatus: "text",
        requiresShipping: "boolean",
        placedAt: "timestamptz",
        sourceUpdatedAt: "timestamptz",
        cancelledAt: "timestamptz",
        closedAt: "timestamptz",
      },
      row: (node: OrderHead) => {
        const { updatedAt, isLive: _, customer: __, ...head } = headFromAdmin(node);
        return {
          toCountry: null,
          toRegion: null,
          ...head,
          nameKey: orderNameKey(head.name),
          numberKey: orderNumberKey(head.name),
          sourceUpdatedAt: updatedAt,
        };
      },
    }),
    stage({
      type: "LineItem",
      table: "staged_line",
      columns: {
        orderId: "text",
        id: "text",
        title: "text",
        variantTitle: "text",
        sku: "text",
        quantity: "int",
        currentQuantity: "int",
        requiresShipping: "boolean",
        isGiftCard: "boolean",
        productId: "text",
        variantId: "text",
      },
      row: (node: LineNode, order) => order && { orderId: order.id, ...lineFromAdmin(node) },
    }),
  ],
  upsert: upsertOrders,
};

async function upsertOrders(shop: Shop, { askedAt }: Batch): Promise<void> {
  await dropForgotten(shop, "order", { table: "staged_order", column: "id" });
  await dropForgotten(shop, "customer", { table: "staged_order", column: "customerShopifyId" });
  const written = await writeOrders(shop, askedAt);
  await writeLines(shop, written, askedAt);
  await rereadUnsure(shop, askedAt);
}

async function writeOrders(shop: Shop, askedAt: Date): Promise<string[]> {
  const columns = Prisma.raw(
    ORDER_COLUMNS.filter((name) => name !== "shopId")
      .map((name) => `"${name}"`)
      .join(),
  );
  const rows = Prisma.sql`
    select distinct on (id) ${shop.id}, ${columns} from staged_order order by id, "sourceUpdatedAt" desc`;
  // A file does not say what was withheld from it: nothing wipes nothing.
  const isThere = (name: string) => Prisma.raw(`excluded."${name}" is not null`);
  const written = await shop.sql<{ id: string }>`${orderUpsert(rows, {
    told: {
      customerShopifyId: isThere("customerShopifyId"),
      email: isThere("email"),
      phone: isThere("phone"),
      contactPhone: isThere("contactPhone"),
    },
    winsTies: Prisma.sql`excluded."sourceUpdatedAt" < ${askedAt}`,
  })}`;
  return written.map(({ id }) => id);
}

/**
 * Lines of the orders just written, and those whose order stood in an earlier batch: where it has not changed since
 * the question was asked, the file tells its lines as they are.
 */
async function writeLines(shop: Shop, written: string[], askedAt: Date): Promise<void> {
  await shop.sql`
    insert into "OrderLine" ("shopId", "orderId", id, title, "variantTitle", sku, quantity, "currentQuantity",
      "requiresShipping", "isGiftCard", "productId", "variantId")
    select distinct on (l."orderId", l.id) ${shop.id}, l.* from staged_line l
    where l."orderId" = any(${written})
      or (${isStray} and exists (select from "Order" o where o."shopId" = ${shop.id} and o.id = l."orderId"
        and o."deletedAt" is null and o."sourceUpdatedAt" < ${askedAt}))
    on conflict ("shopId", "orderId", id) do update set
      title = excluded.title, "variantTitle" = excluded."variantTitle", sku = excluded.sku,
      quantity = excluded.quantity, "currentQuantity" = excluded."currentQuantity",
      "requiresShipping" = excluded."requiresShipping", "isGiftCard" = excluded."isGiftCard",
      "productId" = excluded."productId", "variantId" = excluded."variantId"`;
}

const isStray = Prisma.sql`not exists (select from staged_order s where s.id = l."orderId")`;

/** Of an order that changed while the file was written, a line by itself does not say of which state it is. */
async function rereadUnsure(shop: Shop, askedAt: Date): Promise<void> {
  const unsure = await shop.sql<{ id: string }>`
    select distinct l."orderId" id from staged_line l
    join "Order" o on o."shopId" = ${shop.id} and o.id = l."orderId" and o."deletedAt" is null
    where ${isStray} and o."sourceUpdatedAt" >= ${askedAt}`;
  for (const { id } of unsure) await rereadOrder(shop, id);
}
