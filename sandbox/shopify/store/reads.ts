import type { CustomerQuery, OrderQuery, StoreReads } from "./contract.ts";
import type { Desk } from "./desk.ts";
import { instant } from "./instants.ts";
import { cents, decimal } from "./money.ts";
import { orderNOfChild } from "./order-children.ts";
import type { Order } from "./order-types.ts";
import { pageOf, walkFew } from "./paging.ts";
import { kOfEmail, kOfPhone } from "./people.ts";
import { ordersOfCustomer } from "./seed-calendar.ts";
import type { Position, ShelfKey, Slot } from "./shelf.ts";
import { tellTruth } from "./truth.ts";
import type { Customer } from "./types.ts";

type Reads = Omit<StoreReads, "domain" | "seed" | "openedAt" | "cast">;

/** Everything that can be asked of the shop, over the desk that is open at the time of asking. */
export function readsOf(at: () => Desk): Reads {
  return { ...shopReads(at), ...goodsReads(at), ...customerReads(at), ...orderReads(at), ...basketReads(at) };
}

function shopReads(at: () => Desk) {
  return {
    now: () => at().now(),
    shop: () => at().shop,
    staff: () => at().staff,
    locations: () => at().locations,
    location: (id: number) => at().locations.find((one) => one.id === id) ?? null,
    discounts: () => [...at().discounts.values()],
    segments: () => [...at().segments.values()],
    discountByCode: (code: string) =>
      [...at().discounts.values()].find((one) => one.code?.toLowerCase() === code.toLowerCase()) ?? null,
  };
}

function goodsReads(at: () => Desk) {
  const variants = () => [...at().variants.values()];
  return {
    products: () => [...at().products.values()],
    product: (id: number) => at().products.get(id) ?? null,
    variant: (id: number) => at().variants.get(id) ?? null,
    variantBySku: (sku: string) => variants().find((variant) => variant.sku === sku) ?? null,
    variantByInventoryItem: (id: number) =>
      variants().find((variant) => variant.inventoryItemId === id) ?? null,
    stock: (variantId: number) => at().variants.get(variantId)?.stock ?? [],
  };
}

function customerReads(at: () => Desk) {
  let last: { id: number; desk: Desk; changes: number; totals: ReturnType<typeof totalsOf> } | null = null;
  return {
    customer: (id: number) => at().customers.get(id),
    customerByEmail: (email: string) => customerByEmail(at(), email),
    customerByPhone: (phone: string) => customerByPhone(at(), phone),
    customers(query: CustomerQuery) {
      const key = query.sortKey === "NAME" ? "ID" : (query.sortKey ?? "ID");
      return pageOf(customerWalk(at(), query, key), key, query, (slot) => admitsCustomer(query, slot));
    },
    countCustomers: (query: CustomerQuery = {}) =>
      isOpenQuery(query)
        ? at().customers.size()
        : count(customerWalk(at(), query, "ID")(null, false), (slot) => admitsCustomer(query, slot)),
    customerTotals(id: number) {
      const [desk, changes] = [at(), at().orders.changes()];
      // Each of its fields is asked for by itself, and making a customer's orders is the dear part.
      if (last?.id !== id || last.desk !== desk || last.changes !== changes)
        last = { id, desk, changes, totals: totalsOf(desk, id) };
      return last.totals;
    },
  };
}

function totalsOf(desk: Desk, customerId: number) {
  const orders = ordersOf(desk, customerId);
  const spent = orders.map((order) => cents(order.totals.netPayment.shopMoney.amount));
  return {
    numberOfOrders: orders.length,
    amountSpent: decimal(spent.reduce((sum, one) => sum + one, 0)),
    lastOrderId: orders[0]?.id ?? null,
  };
}

function orderReads(at: () => Desk) {
  return {
    order: (id: number) => at().orders.get(id),
    orderByNumber: (number: number) => orderByNumber(at(), number),
    orderByName: (name: string) => orderByName(at(), name),
    orders(query: OrderQuery) {
      const key = keyOf(query);
      return pageOf(orderWalk(at(), query, key), key, query, (slot) => admitsOrder(query, slot));
    },
    countOrders: (query: OrderQuery = {}) =>
      isOpenQuery(query)
        ? at().orders.size()
        : count(orderWalk(at(), query, "ID")(null, false), (slot) => admitsOrder(query, slot)),
    ordersOfCustomer: (id: number) => ordersOf(at(), id),
    ordersByEmail: (email: string) => ordersByEmail(at(), email),
    ordersByPhone: (phone: string) => ordersByPhone(at(), phone),
    orderOf(_kind: string, id: number) {
      const n = orderNOfChild(at().domain, id);
      return n === null ? null : at().orders.get(at().orderId(n));
    },
    truth(id: number) {
      const order = at().orders.get(id);
      return order && tellTruth(at(), order);
    },
  };
}

function basketReads(at: () => Desk) {
  const checkouts = () => [...at().checkouts.values()];
  return {
    cart: (token: string) => at().carts.get(token) ?? null,
    carts: () => [...at().carts.values()],
    checkout: (id: number) => checkouts().find((checkout) => checkout.id === id) ?? null,
    checkoutByToken: (token: string) => at().checkouts.get(token) ?? null,
    checkouts: () => checkouts().toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id),
    draftOrder: (id: number) => at().drafts.get(id) ?? null,
    draftOrders: () => [...at().drafts.values()],
  };
}

export function customerByEmail(desk: Desk, email: string): Customer | null {
  for (const customer of desk.customers.touched()) if (sameText(customer.email, email)) return customer;
  const k = kOfEmail(email.toLowerCase());
  const found = k === null ? null : desk.customers.get(desk.customerId(k));
  return found && sameText(found.email, email) ? found : null;
}

export function customerByPhone(desk: Desk, phone: string): Customer | null {
  for (const customer of desk.customers.touched()) if (customer.phone === phone) return customer;
  const k = kOfPhone(phone);
  const found = k === null ? null : desk.customers.get(desk.customerId(k));
  return found?.phone === phone ? found : null;
}

function orderByNumber(desk: Desk, number: number): Order | null {
  const n = number - desk.numberOffset;
  return n >= 1 ? desk.orders.get(desk.orderId(n)) : null;
}

function orderByName(desk: Desk, name: string): Order | null {
  for (const order of desk.orders.touched()) if (order.name === name) return order;
  const found = /^#(\d{1,9})$/.exec(name);
  const order = found && orderByNumber(desk, Number(found[1]));
  return order?.name === name ? order : null;
}

/** Newest first. Untouched orders follow from arithmetic; only touched ones are looked through. */
export function ordersOf(desk: Desk, customerId: number): Order[] {
  const k = (customerId - desk.customerId(0)) / (desk.customerId(1) - desk.customerId(0));
  const seeded = Number.isInteger(k) && k >= 0 ? ordersOfCustomer(desk, k) : [];
  const ids = new Set(seeded.map((n) => desk.orderId(n)));
  for (const order of desk.orders.touched()) if (order.customerId === customerId) ids.add(order.id);
  return [...ids]
    .map((id) => desk.orders.get(id))
    .filter((order) => order !== null && order.customerId === customerId)
    .map((order) => order!)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id);
}

function ordersByEmail(desk: Desk, email: string): Order[] {
  const holders = [customerByEmail(desk, email)?.id, seededId(desk, kOfEmail(email.toLowerCase()))];
  return ordersByContact(desk, holders, (order) => sameText(order.email, email));
}

function ordersByPhone(desk: Desk, phone: string): Order[] {
  const holders = [customerByPhone(desk, phone)?.id, seededId(desk, kOfPhone(phone))];
  return ordersByContact(desk, holders, (order) => phonesOf(order).includes(phone));
}

function seededId(desk: Desk, k: number | null): number | undefined {
  return k === null || k >= desk.customerCount ? undefined : desk.customerId(k);
}

/** Orders keep their contact when the customer changes theirs, so both holders are looked at, now and by the seed. */
function ordersByContact(
  desk: Desk,
  holders: (number | undefined)[],
  has: (order: Order) => boolean,
): Order[] {
  const found = new Map<number, Order>();
  for (const id of holders) {
    if (id === undefined) continue;
    for (const order of ordersOf(desk, id)) if (has(order)) found.set(order.id, order);
  }
  for (const order of desk.orders.touched()) if (has(order)) found.set(order.id, order);
  return [...found.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id);
}

function phonesOf(order: Order): (string | null)[] {
  return [order.phone, order.shippingAddress?.phone ?? null, order.billingAddress?.phone ?? null];
}

function keyOf(query: OrderQuery): ShelfKey {
  if (query.sortKey === "UPDATED_AT") return "UPDATED_AT";
  return query.sortKey === "CREATED_AT" || query.sortKey === "PROCESSED_AT" ? "CREATED_AT" : "ID";
}

function orderWalk(desk: Desk, query: OrderQuery, key: ShelfKey) {
  const few = fewOrders(desk, query);
  if (few) return walkFew(desk.orders, few, key);
  return bounded(desk.orders, key, query);
}

function fewOrders(desk: Desk, query: OrderQuery): number[] | null {
  if (query.ids) return query.ids;
  if (query.name !== undefined) return idsOf([orderByName(desk, query.name)]);
  if (query.customerId !== undefined) return idsOf(ordersOf(desk, query.customerId));
  if (query.email !== undefined) return idsOf(ordersByEmail(desk, query.email));
  return query.phone === undefined ? null : idsOf(ordersByPhone(desk, query.phone));
}

function customerWalk(desk: Desk, query: CustomerQuery, key: ShelfKey) {
  const few = query.ids ?? (query.email !== undefined ? idsOf([customerByEmail(desk, query.email)]) : null);
  const found = few ?? (query.phone !== undefined ? idsOf([customerByPhone(desk, query.phone)]) : null);
  return found ? walkFew(desk.customers, found, key) : bounded(desk.customers, key, query);
}

type Bounds = { createdMin?: string; createdMax?: string; updatedMin?: string; updatedMax?: string };

/** Starts at the near bound and ends at the far one when the walk goes by the bounded time. */
function bounded<T extends { id: number; createdAt: string; updatedAt: string }>(
  shelf: { walk(key: ShelfKey, options: { from: Position | null; reverse: boolean }): Iterable<Slot<T>> },
  key: ShelfKey,
  query: Bounds,
) {
  const low = key === "CREATED_AT" ? query.createdMin : key === "UPDATED_AT" ? query.updatedMin : undefined;
  const high = key === "CREATED_AT" ? query.createdMax : key === "UPDATED_AT" ? query.updatedMax : undefined;
  return function* (from: Position | null, reverse: boolean): Iterable<Slot<T>> {
    const edge = reverse ? high : low;
    const near = edge ? { key: edge, id: reverse ? Number.MAX_SAFE_INTEGER : -1 } : null;
    for (const slot of shelf.walk(key, { from: from ?? near, reverse })) {
      const at = key === "CREATED_AT" ? slot.created() : slot.updated();
      if (reverse ? low && at < low : high && at > high) return;
      yield slot;
    }
  };
}

function admitsOrder(query: OrderQuery, slot: Slot<Order>): boolean {
  return within(query, slot) && (!query.where || query.where(slot.load()));
}

function admitsCustomer(query: CustomerQuery, slot: Slot<Customer>): boolean {
  return within(query, slot) && (!query.where || query.where(slot.load()));
}

function within(query: Bounds, slot: Slot<unknown>): boolean {
  if (query.createdMin && slot.created() < query.createdMin) return false;
  if (query.createdMax && slot.created() > query.createdMax) return false;
  if (query.updatedMin && slot.updated() < query.updatedMin) return false;
  return !(query.updatedMax && slot.updated() > query.updatedMax);
}

function isOpenQuery(query: OrderQuery | CustomerQuery): boolean {
  return Object.values(query).every((value) => value === undefined);
}

function count<T>(slots: Iterable<Slot<T>>, admits: (slot: Slot<T>) => boolean): number {
  let found = 0;
  for (const slot of slots) if (admits(slot)) found += 1;
  return found;
}

function idsOf(records: ({ id: number } | null)[]): number[] {
  return records.filter((record) => record !== null).map((record) => record.id);
}

function sameText(a: string | null, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

export function openedAtOf(desk: Desk): string {
  return instant(desk.openedAt);
}
