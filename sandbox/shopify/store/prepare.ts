import { later } from "./instants.ts";
import type { FulfillmentOrder, Order } from "./order-types.ts";
import { touch } from "./parcels.ts";
import { settleOrder } from "./settle-order.ts";
import type { Instant } from "./types.ts";

/** Goods lie ready: to be picked up, or packed for local delivery. Nothing has left the house yet. */
export function prepare(order: Order, work: FulfillmentOrder, at: Instant): void {
  for (const part of work.lineItems) part.preparedQuantity = part.remainingQuantity;
  work.status = "IN_PROGRESS";
  work.updatedAt = later(work.updatedAt, at);
  touch(order, at);
  settleOrder(order);
}
