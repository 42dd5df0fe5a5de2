import { CHILDREN_PER_ORDER, idRange } from "./ids.ts";
import type { Order } from "./order-types.ts";

/** The next id for anything that hangs on this order. */
export function childId(domain: string, order: { n: number; childCount: number }): number {
  order.childCount += 1;
  if (order.childCount >= CHILDREN_PER_ORDER) throw new Error(`order ${order.n} has too many children`);
  return idRange(domain, "OrderChild") + order.n * CHILDREN_PER_ORDER + order.childCount;
}

/** The n of the order that a child's id belongs to, or null when it is no child's id. */
export function orderNOfChild(domain: string, id: number): number | null {
  const n = Math.floor((id - idRange(domain, "OrderChild")) / CHILDREN_PER_ORDER);
  return n >= 1 && n < 1_900_000 ? n : null;
}

export function lineOf(order: Order, lineItemId: number) {
  return order.lineItems.find((line) => line.id === lineItemId) ?? null;
}
