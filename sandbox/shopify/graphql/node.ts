import { gid } from "../store/ids.ts";
import { findBulkOperation } from "./bulk-operations.ts";
import { type Call, named, notImplemented, type TypeFields } from "./call.ts";
import { findCustomer } from "./customers.ts";
import { findDiscountNode } from "./discounts.ts";
import { findFulfillmentOrder } from "./fulfillment-orders.ts";
import { findFulfillment, findScan, lineOf } from "./fulfillments.ts";
import { anyId } from "./ids.ts";
import { findOrder } from "./orders.ts";
import { findReturn } from "./returns.ts";

const FINDERS: { [kind: string]: (id: number, call: Call) => object | null } = {
  Order: findOrder,
  Customer: findCustomer,
  Fulfillment: findFulfillment,
  FulfillmentOrder: findFulfillmentOrder,
  FulfillmentEvent: findScan,
  Return: findReturn,
  DiscountCodeNode: (id, call) => findDiscountNode("DiscountCodeNode", id, call),
  DiscountAutomaticNode: (id, call) => findDiscountNode("DiscountAutomaticNode", id, call),
  BulkOperation: findBulkOperation,
  LineItem: (id, call) => {
    const order = call.store.orderOf("LineItem", id);
    return order && findOrder(order.id, call) && lineOf(order, id);
  },
  AbandonedCheckout: (id, call) => call.store.checkout(id),
  Product: (id, call) => call.store.product(id),
  ProductVariant: (id, call) => call.store.variant(id),
  Location: (id, call) => call.store.location(id),
  Shop: (id, call) => (call.store.shop().id === id ? call.store.shop() : null),
};

export const nodeFields: TypeFields = {
  QueryRoot: {
    node: (_: unknown, args, call) => findNode(args.id, call),
    nodes: (_: unknown, args, call) => (args.ids as string[]).map((id) => findNode(id, call)),
  },
};

/** Any record by its gid, with its type known. */
export function findNode(id: unknown, call: Call): object | null {
  const asked = anyId(id);
  if (!asked) return null;
  const find = FINDERS[asked.kind];
  if (!find) throw notImplemented(`node of ${gid(asked.kind, asked.id)}`);
  call.law.requireType(asked.kind, "node", call.scopes);
  const found = find(asked.id, call);
  return found && named(asked.kind, found);
}
