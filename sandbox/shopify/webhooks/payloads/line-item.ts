import { gid } from "../../store/ids.ts";
import type { LineItem } from "../../store/order-types.ts";
import { moneySet, type Rendering, restAttributes } from "./rest.ts";

/** A line as orders, fulfilments and refunds show it. */
export function restLineItem(line: LineItem, { store }: Rendering) {
  const product = line.productId === null ? null : store.product(line.productId);
  return {
    id: line.id,
    admin_graphql_api_id: gid("LineItem", line.id),
    fulfillable_quantity: line.unfulfilledQuantity,
    fulfillment_service: "manual",
    fulfillment_status: fulfillmentStatus(line),
    gift_card: line.isGiftCard,
    grams: line.grams,
    name: line.name,
    price: line.unitPrice.shopMoney.amount,
    price_set: moneySet(line.unitPrice),
    product_exists: product !== null,
    product_id: line.productId,
    properties: restAttributes(line.customAttributes),
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sku: line.sku,
    taxable: line.taxable,
    title: line.title,
    total_discount: line.totalDiscount.shopMoney.amount,
    total_discount_set: moneySet(line.totalDiscount),
    variant_id: line.variantId,
    variant_inventory_management: line.variantId === null ? null : "shopify",
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: taxLines(line),
    duties: [],
    discount_allocations: allocations(line),
  };
}

/** Lines inside an order say a little more. */
export function restOrderLine(line: LineItem, rendering: Rendering) {
  return {
    ...restLineItem(line, rendering),
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    sales_line_item_group_id: null,
  };
}

function fulfillmentStatus(line: LineItem) {
  if (line.currentQuantity > 0 && line.unfulfilledQuantity === 0) return "fulfilled";
  return line.unfulfilledQuantity < line.currentQuantity ? "partial" : null;
}

function taxLines(line: LineItem) {
  if (Number(line.tax.shopMoney.amount) === 0) return [];
  const price = line.tax.shopMoney.amount;
  return [{ channel_liable: false, price, price_set: moneySet(line.tax), rate: line.taxRate, title: "VAT" }];
}

function allocations(line: LineItem) {
  if (Number(line.totalDiscount.shopMoney.amount) === 0) return [];
  const amount = line.totalDiscount.shopMoney.amount;
  return [{ amount, amount_set: moneySet(line.totalDiscount), discount_application_index: 0 }];
}
