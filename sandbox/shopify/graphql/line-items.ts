import { gid } from "../store/ids.ts";
import { minus, times } from "../store/money.ts";
import type { LineItem, Order } from "../store/order-types.ts";
import type { Call, Part, TypeFields } from "./call.ts";
import { pictureOf } from "./products.ts";

type Line = Part<LineItem>;

export const lineItemFields: TypeFields = {
  LineItem: {
    id: ({ it }: Line) => gid("LineItem", it.id),
    title: ({ it }: Line) => it.title,
    name: ({ it }: Line) => it.name,
    variantTitle: ({ it }: Line) => it.variantTitle,
    sku: ({ it }: Line) => it.sku,
    vendor: ({ it }: Line) => it.vendor,
    quantity: ({ it }: Line) => it.quantity,
    currentQuantity: ({ it }: Line) => it.currentQuantity,
    unfulfilledQuantity: ({ it }: Line) => it.unfulfilledQuantity,
    fulfillableQuantity: ({ it }: Line) => it.unfulfilledQuantity,
    nonFulfillableQuantity: ({ it }: Line) => it.quantity - it.unfulfilledQuantity,
    refundableQuantity: ({ it, order }: Line) => refundable(it, order),
    fulfillmentStatus: ({ it }: Line) => fulfillmentStatus(it),
    requiresShipping: ({ it }: Line) => it.requiresShipping,
    isGiftCard: ({ it }: Line) => it.isGiftCard,
    taxable: ({ it }: Line) => it.taxable,
    restockable: ({ it }: Line) => it.variantId !== null,
    merchantEditable: ({ it }: Line) => it.unfulfilledQuantity > 0,
    customAttributes: ({ it }: Line) => it.customAttributes,
    weight: ({ it }: Line) => ({ value: it.grams, unit: "GRAMS" }),
    product: ({ it }: Line, _, call) => (it.productId === null ? null : call.store.product(it.productId)),
    variant: ({ it }: Line, _, call) => (it.variantId === null ? null : call.store.variant(it.variantId)),
    image: ({ it }: Line, _, call) => imageOf(it, call),
    originalUnitPriceSet: ({ it }: Line) => it.unitPrice,
    originalTotalSet: ({ it }: Line) => times(it.unitPrice, it.quantity),
    totalDiscountSet: ({ it }: Line) => it.totalDiscount,
    discountedTotalSet: ({ it }: Line) => minus(times(it.unitPrice, it.quantity), it.totalDiscount),
    discountedUnitPriceSet: ({ it }: Line) => discountedUnit(it),
    discountedUnitPriceAfterAllDiscountsSet: ({ it }: Line) => discountedUnit(it),
    taxLines: ({ it }: Line) => (Number(it.tax.shopMoney.amount) > 0 ? [it] : []),
  },
  TaxLine: {
    title: () => "VAT",
    rate: (it: LineItem) => it.taxRate,
    ratePercentage: (it: LineItem) => it.taxRate * 100,
    priceSet: (it: LineItem) => it.tax,
  },
  Weight: {
    value: (it: { value: number }) => it.value,
    unit: (it: { unit: string }) => it.unit,
  },
};

/** A line's picture is its product's. */
export function imageOf(line: { productId: number | null }, call: Call) {
  const product = line.productId === null ? null : call.store.product(line.productId);
  return product && pictureOf(product);
}

/** Removed and refunded units cannot be refunded again. */
function refundable(line: LineItem, order: Order) {
  const refunded = order.refunds
    .flatMap((refund) => refund.lines)
    .filter((one) => one.lineItemId === line.id)
    .reduce((sum, one) => sum + one.quantity, 0);
  return Math.max(0, Math.min(line.currentQuantity, line.quantity - refunded));
}

function fulfillmentStatus(line: LineItem) {
  if (line.unfulfilledQuantity === 0) return "fulfilled";
  return line.unfulfilledQuantity < line.currentQuantity ? "partial" : "unfulfilled";
}

function discountedUnit(line: LineItem) {
  const total = minus(times(line.unitPrice, line.quantity), line.totalDiscount);
  return times(total, 1 / Math.max(1, line.quantity));
}
