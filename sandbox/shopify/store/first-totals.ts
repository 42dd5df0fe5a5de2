import { atLeastZero, minus, plus, times } from "./money.ts";
import type { LineItem, OrderTotals, ShippingLine } from "./order-types.ts";
import type { MoneyBag } from "./types.ts";

/** What was agreed on the first day; "current" starts out the same. */
export function firstTotals(
  order: { lineItems: LineItem[]; shippingLine: ShippingLine | null },
  none: MoneyBag,
): OrderTotals {
  const gross = plus(none, ...order.lineItems.map((line) => times(line.unitPrice, line.quantity)));
  const discounts = plus(none, ...order.lineItems.map((line) => line.totalDiscount));
  const tax = plus(none, ...order.lineItems.map((line) => line.tax));
  const subtotal = atLeastZero(minus(gross, discounts));
  const shipping = order.shippingLine?.price ?? none;
  const total = plus(subtotal, shipping);
  return {
    originalSubtotal: subtotal,
    originalTotal: total,
    originalTax: tax,
    originalShipping: shipping,
    originalDiscounts: discounts,
    currentSubtotal: subtotal,
    currentTotal: total,
    currentTax: tax,
    currentShipping: shipping,
    currentDiscounts: discounts,
    received: none,
    netPayment: none,
    refunded: none,
    outstanding: total,
  };
}
