import type { AbandonedCheckout, Cart, Discount, DraftOrder } from "./cart-types.ts";
import type { Order } from "./order-types.ts";
import type { Segment } from "./segments.ts";
import type { CastMember, OrderTruth } from "./truth-types.ts";
import type {
  Customer,
  Instant,
  Location,
  Product,
  Shop,
  StaffMember,
  StockLevel,
  Variant,
} from "./types.ts";
import type { StoreVerbs } from "./verb-types.ts";

/** One sandbox shop: reads, verbs, and a feed of what changed. GraphQL, webhooks and storefront share it. */
export interface Store extends StoreReads, StoreVerbs {
  onChange(listener: (change: Change) => void): () => void;
  /** Back to the opening state (same seed unless given); listeners stay. */
  reset(options?: { seed?: string }): void;
}

export interface StoreOptions {
  domain: string;
  seed?: string;
  /** Background orders and customers; the cast comes on top. */
  orders?: number;
  customers?: number;
  cast?: boolean;
  /** Shop currency, EUR unless given. */
  currencyCode?: string;
  /** Opening time in epoch ms, rounded down to the minute; the clock's now unless given. */
  openedAt?: number;
  /** The town's clock, epoch ms. */
  now: () => number;
}

export interface StoreReads {
  readonly domain: string;
  readonly seed: string;
  readonly openedAt: Instant;
  now(): Instant;
  shop(): Shop;
  staff(): StaffMember[];
  locations(): Location[];
  location(id: number): Location | null;
  products(): Product[];
  product(id: number): Product | null;
  variant(id: number): Variant | null;
  variantBySku(sku: string): Variant | null;
  variantByInventoryItem(inventoryItemId: number): Variant | null;
  stock(variantId: number): StockLevel[];
  discounts(): Discount[];
  segments(): Segment[];
  discountByCode(code: string): Discount | null;
  customer(id: number): Customer | null;
  customerByEmail(email: string): Customer | null;
  /** E.164. Several customers may not share a phone, as at Shopify. */
  customerByPhone(phone: string): Customer | null;
  customers(query: CustomerQuery): Page<Customer>;
  countCustomers(query?: CustomerQuery): number;
  /** Totals as Shopify shows them on the customer. */
  customerTotals(id: number): { numberOfOrders: number; amountSpent: string; lastOrderId: number | null };
  order(id: number): Order | null;
  orderByNumber(number: number): Order | null;
  /** Exact name such as "#10001" or "EU-10023-X". */
  orderByName(name: string): Order | null;
  orders(query: OrderQuery): Page<Order>;
  countOrders(query?: OrderQuery): number;
  /** Newest first. */
  ordersOfCustomer(customerId: number): Order[];
  ordersByEmail(email: string): Order[];
  ordersByPhone(phone: string): Order[];
  /** The order that a fulfilment, fulfilment order, line item, transaction, refund or return belongs to. */
  orderOf(kind: OrderChildKind, id: number): Order | null;
  cart(token: string): Cart | null;
  carts(): Cart[];
  checkout(id: number): AbandonedCheckout | null;
  checkoutByToken(token: string): AbandonedCheckout | null;
  /** Newest first; completed ones included. */
  checkouts(): AbandonedCheckout[];
  draftOrder(id: number): DraftOrder | null;
  draftOrders(): DraftOrder[];
  cast(): CastMember[];
  truth(orderId: number): OrderTruth | null;
}

export type OrderChildKind =
  | "LineItem"
  | "Fulfillment"
  | "FulfillmentEvent"
  | "FulfillmentLineItem"
  | "FulfillmentOrder"
  | "FulfillmentOrderLineItem"
  | "OrderTransaction"
  | "Refund"
  | "Return"
  | "ReturnLineItem";

/** Ranges are inclusive at both ends. `where` sees only what the other conditions let through. */
export interface OrderQuery extends Paging {
  sortKey?: "ID" | "CREATED_AT" | "UPDATED_AT" | "PROCESSED_AT" | "ORDER_NUMBER";
  ids?: number[];
  name?: string;
  email?: string;
  phone?: string;
  customerId?: number;
  createdMin?: Instant;
  createdMax?: Instant;
  updatedMin?: Instant;
  updatedMax?: Instant;
  where?: (order: Order) => boolean;
}
export interface CustomerQuery extends Paging {
  sortKey?: "ID" | "CREATED_AT" | "UPDATED_AT" | "NAME";
  ids?: number[];
  email?: string;
  phone?: string;
  updatedMin?: Instant;
  updatedMax?: Instant;
  where?: (customer: Customer) => boolean;
}
export interface Paging {
  first?: number;
  last?: number;
  after?: string | null;
  before?: string | null;
  reverse?: boolean;
}
export interface Page<T> {
  edges: { node: T; cursor: string }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** One change of the model, told after it happened; `topic` is Shopify's webhook topic ("orders/updated"). */
export interface Change {
  topic: string;
  resource: string;
  /** Numeric id of the record, or the token of a cart. */
  id: number | string;
  at: Instant;
  /** The record after the change (before it, when the change deleted it). */
  record: unknown;
  orderId: number | null;
  /** What the record alone does not say: a hold's id, an edit's additions and removals. */
  detail: { [key: string]: unknown };
}
