import type { Change } from "./contract.ts";
import type { Desk } from "./desk.ts";
import { later } from "./instants.ts";
import { childId } from "./order-children.ts";
import type { Order } from "./order-types.ts";
import { settleOrder } from "./settle-order.ts";
import type { Instant } from "./types.ts";

/** What the order's page in the admin says of it. */
const TIMELINE: { [topic: string]: string } = {
  "orders/create": "This order was placed",
  "orders/paid": "The payment was received",
  "orders/edited": "The order was edited",
  "orders/cancelled": "The order was cancelled",
  "refunds/create": "A refund was made",
  "fulfillments/create": "Items were fulfilled",
  "fulfillment_orders/placed_on_hold": "The fulfillment was put on hold",
  "fulfillment_orders/hold_released": "The hold was released",
  "fulfillment_orders/line_items_prepared_for_pickup": "The items are ready for pickup",
  "fulfillment_orders/line_items_prepared_for_local_delivery": "The items are ready for local delivery",
  "returns/request": "A return was requested",
  "returns/approve": "A return was approved",
  "returns/decline": "A return was declined",
  "returns/process": "A return was processed",
};

export type Told = Pick<Change, "topic"> & Partial<Omit<Change, "topic" | "at">>;

/** A copy to change: what was read before stays as it was. */
export function takeOrder(desk: Desk, id: number): Order | null {
  const order = desk.orders.get(id);
  return order && structuredClone(order);
}

/** Puts the changed order back and tells what happened, "orders/updated" last unless the order is new. */
export function saveOrder(desk: Desk, order: Order, at: Instant, told: Told[]): void {
  order.updatedAt = later(order.updatedAt, at);
  for (const { topic } of told) {
    const message = TIMELINE[topic];
    if (message) order.timeline.push({ id: childId(desk.domain, order), at, message });
  }
  settleOrder(order);
  desk.orders.put(order);
  const isNew = told.some((one) => one.topic === "orders/create");
  for (const one of isNew ? told : [...told, { topic: "orders/updated" }]) {
    tell(desk, at, { resource: "Order", id: order.id, record: order, orderId: order.id, ...one });
  }
}

export function tell(
  desk: Desk,
  at: Instant,
  change: Omit<Change, "at" | "detail" | "orderId"> & Partial<Change>,
) {
  desk.emit({ orderId: null, detail: {}, at, ...change });
}
