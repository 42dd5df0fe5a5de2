import type { Shop } from "#app/db.server.ts";
import type { LineRecord } from "#app/orders/order-record.ts";

/** Writes an order's lines in one statement. Shopify keeps removed lines with a current quantity of 0, and so do we. */
export async function keepLines(shop: Shop, orderId: string, lines: LineRecord[]): Promise<void> {
  if (!lines.length) return;
  await shop.sql`
    insert into "OrderLine" ("shopId", "orderId", id, title, "variantTitle", sku, quantity, "currentQuantity",
      "requiresShipping", "isGiftCard", "productId", "variantId")
    select distinct on (id) ${shop.id}, ${orderId}, id, title, "variantTitle", sku, quantity, "currentQuantity",
      "requiresShipping", "isGiftCard", "productId", "variantId"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line(
      id text, title text, "variantTitle" text, sku text, quantity int, "currentQuantity" int,
      "requiresShipping" boolean, "isGiftCard" boolean, "productId" text, "variantId" text)
    on conflict ("shopId", "orderId", id) do update set
      title = excluded.title, "variantTitle" = excluded."variantTitle", sku = excluded.sku,
      quantity = excluded.quantity, "currentQuantity" = excluded."currentQuantity",
      "requiresShipping" = excluded."requiresShipping", "isGiftCard" = excluded."isGiftCard",
      "productId" = excluded."productId", "variantId" = excluded."variantId"`;
}
