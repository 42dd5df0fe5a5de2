import { callOff } from "../call-off.ts";
import type { Desk } from "../desk.ts";
import { bag, cents } from "../money.ts";
import { giveBack } from "../money-back.ts";
import { childId, lineOf } from "../order-children.ts";
import type { CancelReason, Order, Refund } from "../order-types.ts";
import { done, missing, refused } from "../outcome.ts";
import { saveOrder, takeOrder, type Told } from "../save-order.ts";
import { sendAtOnce } from "../send-at-once.ts";
import { settleOrder } from "../settle-order.ts";
import type { Outcome, RefundOrder } from "../verb-types.ts";
import { restock } from "./stock.ts";

/** The shopper pays what is owed (or the amount, in the shop's currency). */
export function payOrder(
  desk: Desk,
  id: number,
  input: { amount?: string; gateway?: string } = {},
): Outcome<Order> {
  const order = takeOrder(desk, id);
  if (!order) return missing("Order");
  if (order.cancelledAt) return refused("Order is cancelled", ["id"], "INVALID");
  const owed = order.totals.outstanding;
  if (cents(owed.shopMoney.amount) === 0) return refused("Order is already paid", ["id"], "INVALID");
  const at = desk.now();
  const open = order.transactions.find((one) => one.kind === "AUTHORIZATION" || one.status === "PENDING");
  const gateway = input.gateway ?? open?.gateway ?? "manual";
  order.transactions = order.transactions.filter((one) => one.status !== "PENDING");
  order.transactions.push({
    id: childId(desk.domain, order),
    kind: open?.kind === "AUTHORIZATION" ? "CAPTURE" : "SALE",
    status: "SUCCESS",
    gateway,
    formattedGateway: gateway.replaceAll("_", " "),
    amount: input.amount ? bag(input.amount, order.currencyCode, order.presentmentCurrencyCode) : owed,
    parentId: open?.kind === "AUTHORIZATION" ? open.id : null,
    errorCode: null,
    createdAt: at,
    processedAt: at,
  });
  if (!order.paymentGatewayNames.includes(gateway)) order.paymentGatewayNames.push(gateway);
  settleOrder(order);
  const told: Told[] = order.financialStatus === "PAID" ? [{ topic: "orders/paid" }] : [];
  for (const parcel of sendAtOnce(desk.domain, order, at)) {
    told.push({ topic: "fulfillments/create", resource: "Fulfillment", id: parcel.id, record: parcel });
  }
  saveOrder(desk, order, at, told);
  return done(order);
}

export function cancelOrder(
  desk: Desk,
  id: number,
  input: { reason?: CancelReason; refund?: boolean; restock?: boolean; staffNote?: string } = {},
): Outcome<Order> {
  const order = takeOrder(desk, id);
  if (!order) return missing("Order", "orderId");
  if (order.cancelledAt) {
    return refused("Cannot cancel an order that has already been canceled", ["orderId"], "INVALID");
  }
  if ((input.staffNote ?? "").length > 255) {
    return refused("Staff note is too long. Maximum length is 255 characters.", ["staffNote"], "INVALID");
  }
  if (order.fulfillments.some((parcel) => parcel.status === "SUCCESS")) {
    return refused("Cannot cancel an order that has been fulfilled", ["orderId"], "INVALID");
  }
  const at = desk.now();
  const work = order.fulfillmentOrders.filter((one) => one.status !== "CLOSED" && one.status !== "CANCELLED");
  const refund = callOff(desk.domain, order, {
    at,
    reason: input.reason ?? "CUSTOMER",
    refund: input.refund ?? true,
    restock: input.restock ?? true,
    staffNote: input.staffNote ?? null,
  });
  const told: Told[] = work.map((one) => ({
    topic: "fulfillment_orders/cancelled",
    resource: "FulfillmentOrder",
    id: one.id,
    record: one,
  }));
  if (refund) told.push({ topic: "refunds/create", resource: "Refund", id: refund.id, record: refund });
  saveOrder(desk, order, at, [...told, { topic: "orders/cancelled" }]);
  restock(desk, order, order.refunds.at(-1)?.lines ?? [], at);
  return done(order);
}

/** All that is still there, or some goods, or an amount (a goodwill refund without goods). */
export function refundOrder(desk: Desk, id: number, input: RefundOrder = {}): Outcome<Refund> {
  const order = takeOrder(desk, id);
  if (!order) return missing("Order", "orderId");
  const isWhole = !input.lines && !input.amount;
  const lines = isWhole
    ? order.lineItems
        .filter((line) => line.currentQuantity > 0)
        .map((line) => ({ lineItemId: line.id, quantity: line.currentQuantity }))
    : (input.lines ?? []);
  for (const [i, wanted] of lines.entries()) {
    const line = lineOf(order, wanted.lineItemId);
    if (!line) return missing("Line item", `refundLineItems.${i}.lineItemId`);
    if (wanted.quantity < 1 || wanted.quantity > line.currentQuantity) {
      return refused(
        "Quantity cannot refund more items than were purchased",
        ["refundLineItems", String(i), "quantity"],
        "INVALID",
      );
    }
  }
  const left = cents(order.totals.netPayment.shopMoney.amount);
  if (left === 0 || cents(input.amount ?? "0") > left) {
    return refused(
      "Refund amount cannot exceed the amount available for refund",
      ["transactions"],
      "INVALID",
    );
  }
  const at = desk.now();
  const refund = giveBack(desk.domain, order, {
    at,
    lines: lines.map((line) => ({ ...line, restockType: restockTypeOf(order, line) })),
    shipping: input.shipping ?? isWhole,
    extra: input.amount ?? null,
    note: input.note ?? null,
    returnId: null,
    pays: true,
  });
  saveOrder(desk, order, at, [
    { topic: "refunds/create", resource: "Refund", id: refund.id, record: refund },
  ]);
  restock(desk, order, refund.lines, at);
  return done(refund);
}

function restockTypeOf(order: Order, wanted: NonNullable<RefundOrder["lines"]>[number]) {
  if (wanted.restockType) return wanted.restockType;
  return (lineOf(order, wanted.lineItemId)?.unfulfilledQuantity ?? 0) >= wanted.quantity
    ? "CANCEL"
    : "RETURN";
}
