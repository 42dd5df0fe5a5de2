import type { Desk } from "../desk.ts";
import { later } from "../instants.ts";
import { makeFulfillmentOrder } from "../first-work.ts";
import { makeLine } from "../make-order.ts";
import { bag } from "../money.ts";
import { giveBack } from "../money-back.ts";
import { childId, lineOf, orderNOfChild } from "../order-children.ts";
import type { Order, Return } from "../order-types.ts";
import { done, missing, refused } from "../outcome.ts";
import { saveOrder, takeOrder, type Told } from "../save-order.ts";
import type { Instant } from "../types.ts";
import type { Outcome, RequestReturn } from "../verb-types.ts";
import { restock } from "./stock.ts";

/** A shopper asks to send goods back (or staff open a return), for money or for other goods. */
export function requestReturn(desk: Desk, orderId: number, input: RequestReturn): Outcome<Return> {
  const order = takeOrder(desk, orderId);
  if (!order) return missing("Order", "orderId");
  for (const [i, wanted] of input.lines.entries()) {
    if (wanted.quantity < 1 || wanted.quantity > returnable(order, wanted.lineItemId)) {
      return refused(
        "Return line item has an invalid quantity.",
        ["returnLineItems", String(i), "quantity"],
        "INVALID",
      );
    }
  }
  if (input.lines.length === 0)
    return refused("Return line items can't be blank", ["returnLineItems"], "BLANK");
  const at = desk.now();
  const needsApproval = input.needsApproval !== false;
  const made: Return = {
    id: childId(desk.domain, order),
    createdAt: at,
    updatedAt: at,
    orderId: order.id,
    name: `${order.name}-R${order.returns.length + 1}`,
    status: needsApproval ? "REQUESTED" : "OPEN",
    declineReason: null,
    declineNote: null,
    lines: input.lines.map((line) => ({
      id: childId(desk.domain, order),
      lineItemId: line.lineItemId,
      fulfillmentLineItemId:
        order.fulfillments
          .flatMap((parcel) => parcel.lineItems)
          .find((part) => part.lineItemId === line.lineItemId)?.id ?? null,
      quantity: line.quantity,
      processedQuantity: 0,
      refundedQuantity: 0,
      reason: line.reason ?? "UNKNOWN",
      customerNote: line.customerNote ?? null,
    })),
    exchangeLines: (input.exchange ?? []).map((line) => ({
      id: childId(desk.domain, order),
      ...line,
      lineItemId: null,
    })),
    backwardsId: null,
    deliveries: [],
    dispositions: [],
  };
  order.returns.push(made);
  saveOrder(desk, order, at, [told(needsApproval ? "returns/request" : "returns/approve", made)]);
  return done(made);
}

export function approveReturn(desk: Desk, id: number): Outcome<Return> {
  return withReturn(desk, id, (_order, one) => {
    if (one.status !== "REQUESTED") {
      return "Return is not approvable. Only returns with status REQUESTED can be approved.";
    }
    one.status = "OPEN";
    return [told("returns/approve", one)];
  });
}

export function declineReturn(
  desk: Desk,
  id: number,
  input: { reason: string; note?: string },
): Outcome<Return> {
  return withReturn(desk, id, (_order, one) => {
    if (one.status === "DECLINED") return "The return is already declined.";
    if (one.status !== "REQUESTED") {
      return "Return is not declinable. Only non-refunded returns with status REQUESTED can be declined.";
    }
    one.status = "DECLINED";
    one.declineReason = input.reason;
    one.declineNote = input.note ?? null;
    return [told("returns/decline", one)];
  });
}

export function cancelReturn(desk: Desk, id: number): Outcome<Return> {
  return withReturn(desk, id, (_order, one) => {
    if (one.status !== "OPEN" && one.status !== "REQUESTED") return "Return is not cancelable.";
    one.status = "CANCELED";
    return [told("returns/cancel", one)];
  });
}

/** Staff take every line out of a return: nothing is left of it. */
export function removeReturn(desk: Desk, id: number): Outcome<Return> {
  return withReturn(desk, id, (order, one) => {
    if (one.lines.some((line) => line.processedQuantity > 0)) return "Return has been processed.";
    order.returns = order.returns.filter((other) => other !== one);
    return [told("returns/update", one)];
  });
}

/** The goods are back: they leave the order, exchange goods get work of their own, money goes back if asked. */
export function processReturn(desk: Desk, id: number, input: { refund?: boolean } = {}): Outcome<Return> {
  return withReturn(desk, id, (order, one, at) => {
    if (one.status !== "OPEN") return "Return is not open.";
    const back = one.lines.filter((line) => line.processedQuantity < line.quantity);
    if (back.length === 0) return "Return has already been processed.";
    const isRefunded = input.refund ?? one.exchangeLines.length === 0;
    const refund = giveBack(desk.domain, order, {
      at,
      lines: back.map((line) => ({
        lineItemId: line.lineItemId,
        quantity: line.quantity,
        restockType: "RETURN",
      })),
      shipping: false,
      extra: null,
      note: null,
      returnId: one.id,
      pays: isRefunded,
    });
    for (const line of back) {
      line.processedQuantity = line.quantity;
      line.refundedQuantity = isRefunded ? line.quantity : 0;
    }
    addExchangeGoods(desk, order, one, at);
    one.status = "CLOSED";
    restock(desk, order, refund.lines, at);
    const money: Told[] = isRefunded
      ? [{ topic: "refunds/create", resource: "Refund", id: refund.id, record: refund }]
      : [];
    return [told("returns/process", one), ...money, told("returns/close", one)];
  });
}

export function closeReturn(desk: Desk, id: number): Outcome<Return> {
  return withReturn(desk, id, (_order, one) => {
    if (one.status !== "OPEN") return "Return is not open.";
    one.status = "CLOSED";
    return [told("returns/close", one)];
  });
}

export function reopenReturn(desk: Desk, id: number): Outcome<Return> {
  return withReturn(desk, id, (_order, one) => {
    if (one.status !== "CLOSED") return "Return is not closed.";
    one.status = "OPEN";
    return [told("returns/reopen", one)];
  });
}

// Even exchange: what goes out costs what came back, so the order's worth stays and nothing is owed.
function addExchangeGoods(desk: Desk, order: Order, one: Return, at: Instant): void {
  const made = one.exchangeLines.flatMap((line) => {
    const variant = desk.variants.get(line.variantId);
    const product = variant && desk.products.get(variant.productId);
    if (!variant || !product) return [];
    const price = bag(variant.price, order.currencyCode, order.presentmentCurrencyCode);
    const planned = { product, variant, quantity: line.quantity, unitPrice: variant.price, properties: [] };
    const item = makeLine(desk, order, order, planned, price);
    line.lineItemId = item.id;
    return [item];
  });
  if (made.length === 0) return;
  order.lineItems.push(...made);
  const model = order.fulfillmentOrders[0];
  order.fulfillmentOrders.push(
    makeFulfillmentOrder(desk, order, made, {
      methodType: model?.deliveryMethod?.methodType ?? "SHIPPING",
      presentedName: model?.deliveryMethod?.presentedName ?? null,
      locationId: model?.assignedLocationId ?? desk.locations[0]!.id,
      at,
    }),
  );
  order.closedAt = null;
}

function returnable(order: Order, lineItemId: number): number {
  const line = lineOf(order, lineItemId);
  if (!line) return 0;
  const open = order.returns
    .filter((one) => one.status === "OPEN" || one.status === "REQUESTED")
    .flatMap((one) => one.lines)
    .filter((part) => part.lineItemId === lineItemId)
    .reduce((sum, part) => sum + part.quantity, 0);
  return line.currentQuantity - line.unfulfilledQuantity - open;
}

/** Changes one return; a text is why it cannot be. */
export function withReturn(
  desk: Desk,
  id: number,
  change: (order: Order, one: Return, at: Instant) => Told[] | string,
): Outcome<Return> {
  const n = orderNOfChild(desk.domain, id);
  const order = n === null ? null : takeOrder(desk, desk.orderId(n));
  const one = order?.returns.find((candidate) => candidate.id === id);
  if (!order || !one) return refused("Return not found.", ["id"], "NOT_FOUND");
  const at = desk.now();
  const events = change(order, one, at);
  if (typeof events === "string") return refused(events, ["id"], "INVALID_STATE");
  one.updatedAt = later(one.updatedAt, at);
  saveOrder(desk, order, at, events);
  return done(one);
}

export function told(topic: string, one: Return): Told {
  return { topic, resource: "Return", id: one.id, record: one };
}
