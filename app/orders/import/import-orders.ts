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
  const strays = await findStrays(shop, askedAt);
  const sure = strays.filter(({ isUnsure }) => !isUnsure).map(({ id }) => id);
  await writeLines(shop, [...written, ...sure]);
  // Of an order that changed while the file was written, a line by itself does not say of which state it is.
  for (const { id, isUnsure } of strays) if (isUnsure) await rereadOrder(shop, id);
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

interface Stray {
  id: string;
  isUnsure: boolean;
}

/**
 * Orders that stood in an earlier batch than some of their lines: few. Where one has not changed since the question was
 * asked, the file tells its lines as they are. They are looked up by id: joined, the planner reads the whole shop.
 */
async function findStrays(shop: Shop, askedAt: Date): Promise<Stray[]> {
  return shop.sql<Stray>`
    select id, "sourceUpdatedAt" >= ${askedAt} "isUnsure" from "Order"
    where "shopId" = ${shop.id} and "deletedAt" is null and id = any(array(
      select distinct l."orderId" from staged_line l
      where not exists (select from staged_order s where s.id = l."orderId")))`;
}

/** The ids are joined: compared with an array, each line would go through all of it once PostgreSQL plans for any array. */
async function writeLines(shop: Shop, orderIds: string[]): Promise<void> {
  await shop.sql`
    insert into "OrderLine" ("shopId", "orderId", id, title, "variantTitle", sku, quantity, "currentQuantity",
      "requiresShipping", "isGiftCard", "productId", "variantId")
    select distinct on (l."orderId", l.id) ${shop.id}, l.*
    from staged_line l join unnest(${orderIds}::text[]) as kept(id) on kept.id = l."orderId"
    on conflict ("shopId", "orderId", id) do update set
      title = excluded.title, "variantTitle" = excluded."variantTitle", sku = excluded.sku,
      quantity = excluded.quantity, "currentQuantity" = excluded."currentQuantity",
      "requiresShipping" = excluded."requiresShipping", "isGiftCard" = excluded."isGiftCard",
      "productId" = excluded."productId", "variantId" = excluded."variantId"`;
}
