import type { Change } from "./contract.ts";
import type { Desk } from "./desk.ts";
import { later } from "./instants.ts";
import type { Order } from "./order-types.ts";
import { settleOrder } from "./settle-order.ts";
import type { Instant } from "./types.ts";

export type Told = Pick<Change, "topic"> & Partial<Omit<Change, "topic" | "at">>;

/** A copy to change: what was read before stays as it was. */
export function takeOrder(desk: Desk, id: number): Order | null {
  const order = desk.orders.get(id);
  return order && structuredClone(order);
}

/** Puts the changed order back and tells what happened, "orders/updated" last unless the order is new. */
export function saveOrder(desk: Desk, order: Order, at: Instant, told: Told[]): void {
  order.updatedAt = later(order.updatedAt, at);
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
