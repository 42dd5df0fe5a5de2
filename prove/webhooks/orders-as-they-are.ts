import type { Customer } from "#sandbox/shopify/store/types.ts";
import type { Fulfillment, FulfillmentEvent, Order } from "#sandbox/shopify/store/order-types.ts";
import { control } from "#tests/town.ts";

/** What the mirror must say of an order, taken from the town's own store and by none of the app's code. */
export interface OrderFacts {
  id: string;
  name: string;
  email: string | null;
  customerShopifyId: string | null;
  currency: string;
  total: number;
  financialStatus: string;
  /** FULFILLED, PARTIALLY_FULFILLED or UNFULFILLED: a webhook tells no more. */
  sent: string;
  cancelledAt: string | null;
  closedAt: string | null;
  updatedAt: string;
  lines: { id: string; quantity: number; currentQuantity: number }[];
  parcels: ParcelFacts[];
}

export interface ParcelFacts {
  id: string;
  status: string;
  numbers: string[];
  isDelivered: boolean;
  /** What its newest scan says, and all of them; null where there is none. */
  newest: string | null;
  scans: { id: string; status: string }[];
}

export interface CustomerFacts {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
}

const PAGE = 200;

export async function* ordersOf(domain: string): AsyncGenerator<OrderFacts> {
  for await (const order of pages<Order>(domain, "orders")) yield factsOf(order);
}

export async function* customersOf(domain: string): AsyncGenerator<CustomerFacts> {
  for await (const { id, firstName, lastName, email } of pages<Customer>(domain, "customers"))
    yield { id: String(id), firstName, lastName, email: email?.toLowerCase() ?? null };
}

/** The town makes the next page while this one is looked at. */
async function* pages<T>(domain: string, kind: "orders" | "customers"): AsyncGenerator<T> {
  let next: ReturnType<typeof pageAfter> | null = pageAfter(domain, kind, "");
  while (next) {
    const page: Record<string, unknown> = await next;
    const after = page.after as string | null;
    next = after === null ? null : pageAfter(domain, kind, after);
    // Whoever stops early does not wait for it.
    next?.catch(() => undefined);
    yield* page[kind] as T[];
  }
}

function pageAfter(domain: string, kind: string, after: string): Promise<Record<string, unknown>> {
  const from = after && `&after=${encodeURIComponent(after)}`;
  return control("GET", `/shops/${domain}/${kind}?first=${PAGE}${from}`);
}

function factsOf(order: Order): OrderFacts {
  const paid = order.totals.currentTotal.presentmentMoney;
  return {
    id: String(order.id),
    name: order.name,
    email: order.email?.toLowerCase() ?? null,
    customerShopifyId: order.customerId === null ? null : String(order.customerId),
    currency: paid.currencyCode,
    total: Number(paid.amount),
    financialStatus: order.financialStatus,
    sent: sentOf(order.fulfillmentStatus),
    cancelledAt: secondOf(order.cancelledAt),
    closedAt: secondOf(order.closedAt),
    updatedAt: secondOf(order.updatedAt)!,
    lines: order.lineItems
      .map(({ id, quantity, currentQuantity }) => ({ id: String(id), quantity, currentQuantity }))
      .sort(byId),
    parcels: order.fulfillments.map(parcelOf).sort(byId),
  };
}

export const sentOf = (status: string | null): string =>
  status === "FULFILLED" || status === "PARTIALLY_FULFILLED" ? status : "UNFULFILLED";

/** Webhooks know whole seconds. */
export const secondOf = (at: string | null): string | null => at && `${at.slice(0, 19)}Z`;

export const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

function parcelOf({ id, status, trackingInfo, deliveredAt, events }: Fulfillment): ParcelFacts {
  const numbers = trackingInfo.map(({ number }) => number).filter((number) => number !== null);
  return {
    id: String(id),
    status,
    numbers: [...new Set(numbers)],
    isDelivered: deliveredAt !== null,
    newest: events.toSorted(byTime).at(-1)?.status ?? null,
    scans: events.map((event) => ({ id: String(event.id), status: event.status })).sort(byId),
  };
}

const byTime = (a: FulfillmentEvent, b: FulfillmentEvent): number =>
  secondOf(a.happenedAt)! < secondOf(b.happenedAt)! ||
  (secondOf(a.happenedAt) === secondOf(b.happenedAt) && a.id < b.id)
    ? -1
    : 1;
