import type { AbandonedCheckout, Cart, Discount, DraftOrder } from "./cart-types.ts";
import { makeCatalog } from "./catalog.ts";
import type { Change, StoreOptions } from "./contract.ts";
import { makeDiscounts } from "./discounts.ts";
import { CHILDREN_PER_ORDER, type IdKind, idRange } from "./ids.ts";
import { instant, MINUTE } from "./instants.ts";
import type { Order } from "./order-types.ts";
import { makeLocations, makeShop, makeStaff } from "./places.ts";
import { hash32 } from "./randomness.ts";
import { makeSegments, type Segment } from "./segments.ts";
import { seededCustomers } from "./seed-customers.ts";
import { seededOrders } from "./seed-orders.ts";
import { openShelf, type Shelf } from "./shelf.ts";
import type { Customer, Instant, Location, Product, Shop, StaffMember, Variant } from "./types.ts";

/** What an order of the seed is made from: fixed from the opening on, whatever changes later. */
export interface Ground {
  domain: string;
  seed: number;
  openedAt: number;
  currencyCode: string;
  orderCount: number;
  customerCount: number;
  /** Added to n to give the order's number. */
  numberOffset: number;
  locations: Location[];
  catalog: Product[];
  orderId(n: number): number;
  customerId(k: number): number;
}

/** The open books of one shop: everything the reads look into and the verbs write to. */
export interface Desk extends Ground {
  seedName: string;
  now(): Instant;
  shop: Shop;
  staff: StaffMember[];
  orders: Shelf<Order>;
  customers: Shelf<Customer>;
  products: Map<number, Product>;
  variants: Map<number, Variant>;
  discounts: Map<number, Discount>;
  segments: Map<number, Segment>;
  carts: Map<string, Cart>;
  checkouts: Map<string, AbandonedCheckout>;
  drafts: Map<number, DraftOrder>;
  nextOrder(): { n: number; id: number; number: number };
  nextCustomerId(): number;
  nextId(kind: IdKind): number;
  emit(change: Change): void;
}

/** The first order number of the cast, whatever the size of the shop (from 9,000 orders on, the next power of ten). */
export function firstCastNumber(orderCount: number): number {
  return 10 ** Math.max(4, Math.ceil(Math.log10(orderCount + 1_000))) + 1;
}

export function openDesk(options: StoreOptions, seedName: string, emit: (change: Change) => void): Desk {
  const ground = layGround(options, seedName);
  const counters = new Map<IdKind, number>();
  let orders = ground.orderCount;
  let customers = ground.customerCount;
  const desk: Desk = {
    ...ground,
    seedName,
    now: () => instant(options.now()),
    shop: makeShop(ground.domain, ground.currencyCode, ground.openedAt),
    staff: makeStaff(ground.domain),
    orders: openShelf(seededOrders(ground)),
    customers: openShelf(seededCustomers(ground)),
    products: new Map(structuredClone(ground.catalog).map((product) => [product.id, product])),
    variants: new Map(),
    discounts: new Map(makeDiscounts(ground).map((discount) => [discount.id, discount])),
    segments: new Map(makeSegments(ground).map((segment) => [segment.id, segment])),
    carts: new Map(),
    checkouts: new Map(),
    drafts: new Map(),
    nextOrder() {
      orders += 1;
      return { n: orders, id: ground.orderId(orders), number: orders + ground.numberOffset };
    },
    nextCustomerId: () => ground.customerId(customers++),
    nextId(kind) {
      const next = (counters.get(kind) ?? 900_000) + 1;
      counters.set(kind, next);
      return idRange(ground.domain, kind) + next;
    },
    emit,
  };
  for (const product of desk.products.values())
    for (const variant of product.variants) desk.variants.set(variant.id, variant);
  return desk;
}

function layGround(options: StoreOptions, seedName: string): Ground {
  const openedAt = Math.floor((options.openedAt ?? options.now()) / MINUTE) * MINUTE;
  const seed = hash32(`${seedName}/${options.domain}`);
  const locations = makeLocations(options.domain, openedAt);
  const orderBase = idRange(options.domain, "Order");
  const customerBase = idRange(options.domain, "Customer");
  const orderCount = options.orders ?? 5_000;
  return {
    domain: options.domain,
    seed,
    openedAt,
    currencyCode: options.currencyCode ?? "EUR",
    orderCount,
    customerCount: options.customers ?? 2_000,
    numberOffset: firstCastNumber(orderCount) - orderCount - 1,
    locations,
    catalog: makeCatalog(options.domain, seed, openedAt, locations),
    orderId: (n) => orderBase + n * CHILDREN_PER_ORDER,
    customerId: (k) => customerBase + (k + 1) * 8,
  };
}
