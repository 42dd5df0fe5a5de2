import { atLeastZero, cents, isZero, minus, plus, times, zeroLike } from "./money.ts";
import type {
  FinancialStatus,
  FulfillmentOrder,
  FulfillmentStatus,
  Order,
  ReturnStatus,
  Transaction,
} from "./order-types.ts";
import type { MoneyBag } from "./types.ts";

/** Brings everything that follows from the order's parts up to date: quantities, totals, statuses, actions. */
export function settleOrder(order: Order): void {
  for (const work of order.fulfillmentOrders) {
    if (isActive(work) && work.lineItems.every((line) => line.remainingQuantity === 0))
      work.status = "CLOSED";
    work.supportedActions = actionsOf(work);
  }
  for (const line of order.lineItems) {
    line.unfulfilledQuantity = order.fulfillmentOrders
      .filter(isActive)
      .flatMap((work) => work.lineItems)
      .filter((part) => part.lineItemId === line.id)
      .reduce((sum, part) => sum + part.remainingQuantity, 0);
  }
  settleTotals(order);
  order.financialStatus = financialStatusOf(order);
  order.fulfillmentStatus = fulfillmentStatusOf(order);
  order.returnStatus = returnStatusOf(order);
}

export function isActive(work: FulfillmentOrder): boolean {
  return work.status !== "CANCELLED" && work.status !== "CLOSED";
}

function settleTotals(order: Order): void {
  const totals = order.totals;
  const none = zeroLike(totals.originalTotal);
  const share = (what: MoneyBag, part: number, whole: number) => (whole ? times(what, part / whole) : none);
  const lines = order.lineItems.filter((line) => line.currentQuantity > 0);
  const discounts = lines.map((line) => share(line.totalDiscount, line.currentQuantity, line.quantity));
  const gross = lines.map((line) => times(line.unitPrice, line.currentQuantity));
  totals.currentDiscounts = plus(none, ...discounts);
  totals.currentSubtotal = minus(plus(none, ...gross), totals.currentDiscounts);
  totals.currentTax = plus(
    none,
    ...lines.map((line) => share(line.tax, line.currentQuantity, line.quantity)),
  );
  const shippingRefunded = plus(none, ...order.refunds.map((refund) => refund.shipping));
  totals.currentShipping = order.cancelledAt
    ? none
    : atLeastZero(minus(totals.originalShipping, shippingRefunded));
  const adjustments = plus(none, ...order.refunds.map((refund) => adjustmentOf(refund)));
  const before = plus(totals.currentSubtotal, totals.currentShipping);
  const withTax = order.taxesIncluded ? before : plus(before, totals.currentTax);
  totals.currentTotal = atLeastZero(minus(withTax, adjustments));
  totals.received = plus(none, ...amounts(order, "SALE", "CAPTURE"));
  totals.refunded = plus(none, ...amounts(order, "REFUND"));
  totals.netPayment = minus(totals.received, totals.refunded);
  totals.outstanding = atLeastZero(minus(totals.currentTotal, totals.netPayment));
}

// Money given back beyond goods and shipping (goodwill) lowers what the order is worth now.
function adjustmentOf(refund: Order["refunds"][number]): MoneyBag {
  const goods = refund.lines.map((line) => line.subtotal);
  return atLeastZero(minus(minus(refund.total, refund.shipping), plus(zeroLike(refund.total), ...goods)));
}

function amounts(order: Order, ...kinds: Transaction["kind"][]): MoneyBag[] {
  return order.transactions
    .filter((transaction) => kinds.includes(transaction.kind) && transaction.status === "SUCCESS")
    .map((transaction) => transaction.amount);
}

function financialStatusOf(order: Order): FinancialStatus {
  const { received, refunded, outstanding } = order.totals;
  const voided = order.transactions.some((transaction) => transaction.kind === "VOID");
  if (isZero(received)) {
    if (order.cancelledAt || voided) return isZero(order.totals.originalTotal) ? "PAID" : "VOIDED";
    if (isZero(order.totals.currentTotal)) return "PAID";
    const authorized = order.transactions.some(
      (transaction) => transaction.kind === "AUTHORIZATION" && transaction.status === "SUCCESS",
    );
    return authorized ? "AUTHORIZED" : "PENDING";
  }
  if (!isZero(refunded)) {
    const all = cents(refunded.shopMoney.amount) >= cents(received.shopMoney.amount);
    return all ? "REFUNDED" : "PARTIALLY_REFUNDED";
  }
  return isZero(outstanding) ? "PAID" : "PARTIALLY_PAID";
}

function fulfillmentStatusOf(order: Order): FulfillmentStatus {
  const shipped = order.fulfillments.some((parcel) => parcel.status === "SUCCESS");
  const active = order.fulfillmentOrders.filter(isActive);
  if (active.length === 0) {
    if (shipped) return "FULFILLED";
    return order.cancelledAt || order.lineItems.some((line) => line.currentQuantity > 0)
      ? "UNFULFILLED"
      : "FULFILLMENT_NOT_REQUIRED";
  }
  if (shipped) return "PARTIALLY_FULFILLED";
  for (const status of ["ON_HOLD", "SCHEDULED", "IN_PROGRESS"] as const) {
    if (active.every((work) => work.status === status)) return status;
  }
  return "UNFULFILLED";
}

function returnStatusOf(order: Order): ReturnStatus {
  const has = (status: string) => order.returns.some((one) => one.status === status);
  if (has("OPEN")) return "IN_PROGRESS";
  if (has("REQUESTED")) return "RETURN_REQUESTED";
  return has("CLOSED") ? "RETURNED" : "NO_RETURN";
}

function actionsOf(work: FulfillmentOrder): string[] {
  const canSplit = work.lineItems.reduce((sum, line) => sum + line.remainingQuantity, 0) > 1;
  const split = canSplit ? ["SPLIT"] : [];
  if (work.status === "OPEN") return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", ...split];
  if (work.status === "IN_PROGRESS")
    return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "HOLD", "MARK_AS_OPEN", ...split];
  if (work.status === "SCHEDULED") return ["MARK_AS_OPEN", "MOVE", ...split];
  if (work.status === "ON_HOLD") return ["RELEASE_HOLD", "HOLD", "MOVE"];
  return [];
}
