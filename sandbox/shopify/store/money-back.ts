import { cents, decimal, minus, money, plus, times, zeroLike } from "./money.ts";
import { childId, lineOf } from "./order-children.ts";
import type { Order, Refund } from "./order-types.ts";
import { touch } from "./parcels.ts";
import { isActive, settleOrder } from "./settle-order.ts";
import type { Instant, MoneyBag } from "./types.ts";

export interface MoneyBack {
  at: Instant;
  lines: { lineItemId: number; quantity: number; restockType: "NO_RESTOCK" | "CANCEL" | "RETURN" }[];
  shipping: boolean;
  /** An amount beyond goods and shipping, in the shop's currency. */
  extra: string | null;
  note: string | null;
  returnId: number | null;
  /** False when nothing was paid yet: goods go, no money moves. */
  pays: boolean;
}

/** Gives money back and takes goods off the order. The caller has checked that both are there. */
export function giveBack(domain: string, order: Order, back: MoneyBack): Refund {
  const none = zeroLike(order.totals.originalTotal);
  const lines = back.lines.map((one) => {
    const line = lineOf(order, one.lineItemId)!;
    const gross = times(line.unitPrice, one.quantity);
    const subtotal = minus(gross, times(line.totalDiscount, one.quantity / line.quantity));
    line.currentQuantity -= one.quantity;
    if (one.restockType !== "RETURN") takeFromWork(order, line.id, one.quantity);
    return {
      id: childId(domain, order),
      ...one,
      restocked: one.restockType !== "NO_RESTOCK",
      locationId:
        one.restockType === "NO_RESTOCK" ? null : (order.fulfillmentOrders[0]?.assignedLocationId ?? null),
      subtotal,
      tax: times(line.tax, one.quantity / line.quantity),
    };
  });
  const shipping = back.shipping ? order.totals.currentShipping : none;
  const total = plus(none, ...lines.map((line) => line.subtotal), shipping, extraOf(order, back.extra));
  const refund: Refund = {
    id: childId(domain, order),
    createdAt: back.at,
    updatedAt: back.at,
    note: back.note,
    returnId: back.returnId,
    total: back.pays ? total : none,
    shipping: back.pays ? shipping : none,
    lines,
    transactionIds: [],
  };
  if (back.pays && cents(total.shopMoney.amount) > 0) payBack(domain, order, refund, total, back.at);
  order.refunds.push(refund);
  touch(order, back.at);
  settleOrder(order);
  return refund;
}

function payBack(domain: string, order: Order, refund: Refund, amount: MoneyBag, at: Instant): void {
  const paid = order.transactions.find(
    (transaction) => transaction.status === "SUCCESS" && /SALE|CAPTURE/.test(transaction.kind),
  );
  const id = childId(domain, order);
  refund.transactionIds.push(id);
  order.transactions.push({
    id,
    kind: "REFUND",
    status: "SUCCESS",
    gateway: paid?.gateway ?? "manual",
    formattedGateway: paid?.formattedGateway ?? "manual",
    amount,
    parentId: paid?.id ?? null,
    errorCode: null,
    createdAt: at,
    processedAt: at,
  });
}

/** Units that are no longer to be sent leave the work that has not been done yet. */
export function takeFromWork(order: Order, lineItemId: number, quantity: number): void {
  let left = quantity;
  for (const work of order.fulfillmentOrders.filter(isActive)) {
    for (const part of work.lineItems.filter((one) => one.lineItemId === lineItemId)) {
      const taken = Math.min(left, part.remainingQuantity);
      part.remainingQuantity -= taken;
      part.totalQuantity -= taken;
      left -= taken;
    }
    work.lineItems = work.lineItems.filter((part) => part.totalQuantity > 0);
    if (work.lineItems.length === 0) work.status = "CANCELLED";
  }
}

function extraOf(order: Order, extra: string | null): MoneyBag {
  const none = zeroLike(order.totals.originalTotal);
  if (extra === null) return none;
  const { shopMoney, presentmentMoney } = order.totals.originalTotal;
  const rate = cents(presentmentMoney.amount) / (cents(shopMoney.amount) || 1);
  return {
    shopMoney: { ...none.shopMoney, amount: decimal(cents(extra)) },
    presentmentMoney: money(Math.round(cents(extra) * rate), presentmentMoney.currencyCode),
  };
}
