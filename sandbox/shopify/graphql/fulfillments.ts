import { gid } from "../store/ids.ts";
import { minus, times } from "../store/money.ts";
import type { Fulfillment, FulfillmentEvent, LineItem } from "../store/order-types.ts";
import { type Call, isVisible, named, type Part, type TypeFields } from "./call.ts";
import { pageOf } from "./connection.ts";
import { idArgument } from "./ids.ts";
import { parts } from "./orders.ts";

type Parcel = Part<Fulfillment>;
type ParcelLine = Part<Fulfillment["lineItems"][number]>;

export const fulfillmentFields: TypeFields = {
  QueryRoot: {
    fulfillment: (_: unknown, args, call) => findFulfillment(idArgument("Fulfillment", args.id), call),
  },
  Fulfillment: {
    id: ({ it }: Parcel) => gid("Fulfillment", it.id),
    legacyResourceId: ({ it }: Parcel) => String(it.id),
    name: ({ it }: Parcel) => it.name,
    status: ({ it }: Parcel) => it.status,
    displayStatus: ({ it }: Parcel) => it.displayStatus,
    createdAt: ({ it }: Parcel) => it.createdAt,
    updatedAt: ({ it }: Parcel) => it.updatedAt,
    estimatedDeliveryAt: ({ it }: Parcel) => it.estimatedDeliveryAt,
    inTransitAt: ({ it }: Parcel) => it.inTransitAt,
    deliveredAt: ({ it }: Parcel) => it.deliveredAt,
    requiresShipping: ({ it }: Parcel) => it.requiresShipping,
    totalQuantity: ({ it }: Parcel) => it.lineItems.reduce((sum, line) => sum + line.quantity, 0),
    trackingInfo: ({ it }: Parcel, args) =>
      it.trackingInfo.slice(0, (args.first as number | null) ?? undefined),
    events: ({ it }: Parcel, args) => pageOf(eventsInOrder(it, args.sortKey), args, (event) => event.id),
    fulfillmentLineItems: ({ order, it }: Parcel, args) => parts(order, it.lineItems, args),
    fulfillmentOrders: ({ order, it }: Parcel, args) =>
      parts(
        order,
        order.fulfillmentOrders.filter((one) => one.id === it.fulfillmentOrderId),
        args,
      ),
    location: ({ it }: Parcel, _, call) => call.store.location(it.locationId),
    order: ({ order }: Parcel) => named("Order", order),
  },
  FulfillmentTrackingInfo: {
    company: (it: Fulfillment["trackingInfo"][number]) => it.company,
    number: (it: Fulfillment["trackingInfo"][number]) => it.number,
    url: (it: Fulfillment["trackingInfo"][number]) => it.url,
  },
  FulfillmentEvent: {
    id: (it: FulfillmentEvent) => gid("FulfillmentEvent", it.id),
    status: (it: FulfillmentEvent) => it.status,
    message: (it: FulfillmentEvent) => it.message,
    happenedAt: (it: FulfillmentEvent) => it.happenedAt,
    createdAt: (it: FulfillmentEvent) => it.createdAt,
    estimatedDeliveryAt: (it: FulfillmentEvent) => it.estimatedDeliveryAt,
    address1: (it: FulfillmentEvent) => it.address1,
    city: (it: FulfillmentEvent) => it.city,
    province: (it: FulfillmentEvent) => it.province,
    country: (it: FulfillmentEvent) => it.country,
    zip: (it: FulfillmentEvent) => it.zip,
    latitude: (it: FulfillmentEvent) => it.latitude,
    longitude: (it: FulfillmentEvent) => it.longitude,
  },
  FulfillmentLineItem: {
    id: ({ it }: ParcelLine) => gid("FulfillmentLineItem", it.id),
    quantity: ({ it }: ParcelLine) => it.quantity,
    lineItem: ({ order, it }: ParcelLine) => lineOf(order, it.lineItemId),
    originalTotalSet: ({ order, it }: ParcelLine) =>
      times(lineOf(order, it.lineItemId).it.unitPrice, it.quantity),
    discountedTotalSet: ({ order, it }: ParcelLine) =>
      discounted(lineOf(order, it.lineItemId).it, it.quantity),
  },
};

export function findFulfillment(id: number, call: Call): Parcel | null {
  const order = call.store.orderOf("Fulfillment", id);
  const it = order?.fulfillments.find((one) => one.id === id);
  return order && it && isVisible(order, call) ? named("Fulfillment", { order, it }) : null;
}

export function findScan(id: number, call: Call): FulfillmentEvent | null {
  const order = call.store.orderOf("FulfillmentEvent", id);
  const event = order?.fulfillments.flatMap(({ events }) => events).find((one) => one.id === id);
  return order && event && isVisible(order, call) ? event : null;
}

/** The order's line with that id; every part of an order names lines of the same order. */
export function lineOf(order: Parcel["order"], lineItemId: number): Part<LineItem> {
  return { order, it: order.lineItems.find((line) => line.id === lineItemId)! };
}

function eventsInOrder({ events }: Fulfillment, sortKey: unknown): FulfillmentEvent[] {
  const key = { HAPPENED_AT: "happenedAt", CREATED_AT: "createdAt" }[String(sortKey)] as
    | "happenedAt"
    | "createdAt"
    | undefined;
  return [...events].sort((left, right) =>
    key ? left[key].localeCompare(right[key]) || left.id - right.id : left.id - right.id,
  );
}

function discounted(line: LineItem, quantity: number) {
  return minus(
    times(line.unitPrice, quantity),
    times(line.totalDiscount, quantity / Math.max(1, line.quantity)),
  );
}
