import type { Desk } from "../desk.ts";
import { makeFulfillmentOrder } from "../first-work.ts";
import { makeLine } from "../make-order.ts";
import { bag, plus, times } from "../money.ts";
import { takeFromWork } from "../money-back.ts";
import { lineOf } from "../order-children.ts";
import type { FulfillmentOrder, LineItem, Order } from "../order-types.ts";
import { done, missing, refused } from "../outcome.ts";
import { saveOrder, takeOrder } from "../save-order.ts";
import { isActive } from "../settle-order.ts";
import type { Instant } from "../types.ts";
import type { EditOrder, Outcome } from "../verb-types.ts";

/** Adds goods and changes quantities after the sale. What is taken off stays in `quantity`, never in `currentQuantity`. */
export function editOrder(desk: Desk, id: number, input: EditOrder): Outcome<Order> {
  const order = takeOrder(desk, id);
  if (!order) return missing("Order");
  if (order.cancelledAt) return refused("The order cannot be edited.", ["id"], "INVALID");
  const at = desk.now();
  const additions: { id: number; delta: number }[] = [];
  const removals: { id: number; delta: number }[] = [];
  for (const [i, wish] of (input.set ?? []).entries()) {
    const line = lineOf(order, wish.lineItemId);
    if (!line) return missing("Line item", `set.${i}.lineItemId`);
    const delta = wish.quantity - line.currentQuantity;
    if (wish.quantity < 0 || -delta > line.unfulfilledQuantity) {
      return refused(
        "Quantity can't be lower than the fulfilled quantity",
        ["set", String(i), "quantity"],
        "INVALID",
      );
    }
    if (delta === 0) continue;
    if (delta < 0) takeFromWork(order, line.id, -delta);
    else growLine(desk, order, line, delta, at);
    line.currentQuantity = wish.quantity;
    (delta > 0 ? additions : removals).push({ id: line.id, delta: Math.abs(delta) });
  }
  for (const [i, wish] of (input.add ?? []).entries()) {
    const variant = desk.variants.get(wish.variantId);
    const product = variant && desk.products.get(variant.productId);
    if (!variant || !product) return missing("Variant", `add.${i}.variantId`);
    const price = bag(variant.price, order.currencyCode, order.presentmentCurrencyCode);
    const planned = { product, variant, quantity: wish.quantity, unitPrice: variant.price, properties: [] };
    const line = makeLine(desk, order, order, planned, price);
    order.lineItems.push(line);
    addToWork(desk, order, line, wish.quantity, at);
    additions.push({ id: line.id, delta: wish.quantity });
  }
  if (additions.length + removals.length === 0)
    return refused("There are no changes to commit.", ["id"], "INVALID");
  order.edited = true;
  if (additions.length) order.closedAt = null;
  const edit = { staffNote: input.staffNote ?? null, additions, removals, editId: desk.nextId("Cart") };
  saveOrder(desk, order, at, [{ topic: "orders/edited", detail: edit }]);
  return done(order);
}

function growLine(desk: Desk, order: Order, line: LineItem, by: number, at: Instant): void {
  line.tax = plus(line.tax, times(times(line.unitPrice, by), line.taxRate / (1 + line.taxRate)));
  line.quantity += by;
  addToWork(desk, order, line, by, at);
}

function addToWork(desk: Desk, order: Order, line: LineItem, quantity: number, at: Instant): void {
  const open = order.fulfillmentOrders.find((work) => isActive(work) && work.status === "OPEN");
  const model: FulfillmentOrder | undefined = open ?? order.fulfillmentOrders[0];
  const made = makeFulfillmentOrder(desk, order, [{ id: line.id, currentQuantity: quantity }], {
    methodType: line.requiresShipping ? (model?.deliveryMethod?.methodType ?? "SHIPPING") : "NONE",
    presentedName: model?.deliveryMethod?.presentedName ?? null,
    locationId: model?.assignedLocationId ?? desk.locations[0]!.id,
    at,
  });
  if (!open || made.deliveryMethod?.methodType !== open.deliveryMethod?.methodType) {
    order.fulfillmentOrders.push(made);
    return;
  }
  const known = open.lineItems.find((part) => part.lineItemId === line.id);
  if (!known) open.lineItems.push(...made.lineItems);
  else {
    known.totalQuantity += quantity;
    known.remainingQuantity += quantity;
  }
}
