import type { Desk } from "../desk.ts";
import { done, missing, refused } from "../outcome.ts";
import type { Order } from "../order-types.ts";
import { saveOrder, takeOrder, tell } from "../save-order.ts";
import type { Outcome, UpdateOrder } from "../verb-types.ts";
import { tellOfSegments } from "./segments.ts";

/** Changes what staff may change without an edit: note, tags, contact, address, attributes, whose order it is. */
export function updateOrder(desk: Desk, id: number, input: UpdateOrder): Outcome<Order> {
  const order = takeOrder(desk, id);
  if (!order) return missing("Order");
  if (input.customerId && !desk.customers.get(input.customerId)) return missing("Customer", "customerId");
  const { shippingAddress, ...plain } = input;
  for (const [key, value] of Object.entries(plain))
    if (value !== undefined) Object.assign(order, { [key]: value });
  if (shippingAddress && order.shippingAddress) {
    Object.assign(order.shippingAddress, shippingAddress);
    for (const work of order.fulfillmentOrders)
      if (work.destination) work.destination = order.shippingAddress;
  }
  saveOrder(desk, order, desk.now(), []);
  return done(order);
}

export function closeOrder(desk: Desk, id: number): Outcome<Order> {
  const order = takeOrder(desk, id);
  if (!order) return missing("Order");
  order.closedAt ??= desk.now();
  saveOrder(desk, order, desk.now(), []);
  return done(order);
}

export function reopenOrder(desk: Desk, id: number): Outcome<Order> {
  const order = takeOrder(desk, id);
  if (!order) return missing("Order");
  if (order.cancelledAt) return refused("A cancelled order can't be reopened", ["id"], "INVALID");
  order.closedAt = null;
  saveOrder(desk, order, desk.now(), []);
  return done(order);
}

export function deleteOrder(desk: Desk, id: number): Outcome<number> {
  const order = desk.orders.get(id);
  if (!order) return missing("Order", "orderId");
  desk.orders.remove(id);
  tell(desk, desk.now(), { topic: "orders/delete", resource: "Order", id, record: order, orderId: id });
  return done(id);
}

export function changeTags(
  desk: Desk,
  resource: "Order" | "Customer" | "Product" | "DraftOrder",
  id: number,
  change: { add?: string[]; remove?: string[] },
): Outcome<string[]> {
  const at = desk.now();
  if (resource === "Order") {
    const order = takeOrder(desk, id);
    if (!order) return missing("Order");
    order.tags = changed(order.tags, change);
    saveOrder(desk, order, at, []);
    return done(order.tags);
  }
  if (resource === "Customer") return changeCustomerTags(desk, id, change);
  const record = resource === "Product" ? desk.products.get(id) : desk.drafts.get(id);
  if (!record) return missing(resource);
  record.tags = changed(record.tags, change);
  record.updatedAt = at;
  const topic = resource === "Product" ? "products/update" : "draft_orders/update";
  tell(desk, at, { topic, resource, id, record });
  return done(record.tags);
}

function changeCustomerTags(desk: Desk, id: number, change: { add?: string[]; remove?: string[] }) {
  const customer = structuredClone(desk.customers.get(id));
  if (!customer) return missing("Customer");
  const before = customer.tags;
  const at = desk.now();
  customer.tags = changed(before, change);
  customer.updatedAt = at;
  desk.customers.put(customer);
  const added = customer.tags.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !customer.tags.includes(tag));
  const told = { resource: "Customer", id, record: customer };
  if (added.length) tell(desk, at, { topic: "customer.tags_added", ...told, detail: { tags: added } });
  if (removed.length) tell(desk, at, { topic: "customer.tags_removed", ...told, detail: { tags: removed } });
  tell(desk, at, { topic: "customers/update", ...told });
  tellOfSegments(desk, { ...customer, tags: before }, customer);
  return done(customer.tags);
}

// Shopify compares tags without regard to case and keeps the first spelling.
function changed(tags: string[], change: { add?: string[]; remove?: string[] }): string[] {
  const gone = new Set((change.remove ?? []).map((tag) => tag.trim().toLowerCase()));
  const kept = tags.filter((tag) => !gone.has(tag.toLowerCase()));
  for (const tag of (change.add ?? []).map((one) => one.trim()).filter(Boolean)) {
    if (!kept.some((one) => one.toLowerCase() === tag.toLowerCase())) kept.push(tag);
  }
  return kept.sort((a, b) => a.localeCompare(b));
}
