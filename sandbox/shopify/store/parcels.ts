import { trackingUrl } from "./carriers.ts";
import { later } from "./instants.ts";
import { childId } from "./order-children.ts";
import type { Fulfillment, FulfillmentEvent, FulfillmentOrder, Order } from "./order-types.ts";
import { settleOrder } from "./settle-order.ts";
import type { Instant } from "./types.ts";
import type { RecordEvent } from "./verb-types.ts";

export interface Parcel {
  at: Instant;
  /** Nothing given: all that remains of that work. */
  lines?: { lineItemId: number; quantity: number }[];
  carrier: string | null;
  number: string | null;
  url: string | null;
  estimatedDeliveryAt: Instant | null;
  locationId: number | null;
  displayStatus?: Fulfillment["displayStatus"];
}

/** Puts goods of one fulfilment order into a parcel. The caller has checked that they are there to be sent. */
export function putInParcel(
  domain: string,
  order: Order,
  work: FulfillmentOrder,
  parcel: Parcel,
): Fulfillment {
  const chosen = work.lineItems
    .map((part) => ({
      part,
      quantity: parcel.lines
        ? (parcel.lines.find((line) => line.lineItemId === part.lineItemId)?.quantity ?? 0)
        : part.remainingQuantity,
    }))
    .filter((one) => one.quantity > 0);
  for (const { part, quantity } of chosen) part.remainingQuantity -= quantity;
  work.status = "IN_PROGRESS";
  work.updatedAt = later(work.updatedAt, parcel.at);
  const fulfillment: Fulfillment = {
    id: childId(domain, order),
    createdAt: parcel.at,
    updatedAt: parcel.at,
    orderId: order.id,
    name: `${order.name}.${order.fulfillments.length + 1}`,
    status: "SUCCESS",
    displayStatus: parcel.displayStatus ?? "FULFILLED",
    fulfillmentOrderId: work.id,
    locationId: parcel.locationId ?? work.assignedLocationId,
    service: "manual",
    trackingInfo:
      parcel.carrier || parcel.number
        ? [
            {
              company: parcel.carrier,
              number: parcel.number,
              url: parcel.url ?? trackingUrl(parcel.carrier, parcel.number),
            },
          ]
        : [],
    estimatedDeliveryAt: parcel.estimatedDeliveryAt,
    inTransitAt: null,
    deliveredAt: null,
    requiresShipping:
      work.deliveryMethod?.methodType === "SHIPPING" || work.deliveryMethod?.methodType === "LOCAL",
    lineItems: chosen.map(({ part, quantity }) => ({
      id: childId(domain, order),
      lineItemId: part.lineItemId,
      quantity,
    })),
    events: [],
  };
  order.fulfillments.push(fulfillment);
  touch(order, parcel.at);
  settleOrder(order);
  closeWhenDone(order, parcel.at);
  return fulfillment;
}

export function addEvent(
  domain: string,
  order: Order,
  parcel: Fulfillment,
  event: RecordEvent & { happenedAt: Instant },
): FulfillmentEvent {
  const made: FulfillmentEvent = {
    id: childId(domain, order),
    fulfillmentId: parcel.id,
    status: event.status,
    message: event.message ?? null,
    happenedAt: event.happenedAt,
    createdAt: event.happenedAt,
    estimatedDeliveryAt: event.estimatedDeliveryAt ?? null,
    address1: event.address1 ?? null,
    city: event.city ?? null,
    province: event.province ?? null,
    country: event.country ?? null,
    zip: event.zip ?? null,
    latitude: null,
    longitude: null,
  };
  parcel.events.push(made);
  if (made.estimatedDeliveryAt) parcel.estimatedDeliveryAt = made.estimatedDeliveryAt;
  readEvents(parcel);
  parcel.updatedAt = later(parcel.updatedAt, event.happenedAt);
  touch(order, event.happenedAt);
  return made;
}

/** What the events say together: the last to happen gives the status, whatever order they came in. */
export function readEvents(parcel: Fulfillment): void {
  const inTurn = parcel.events.toSorted((a, b) => a.happenedAt.localeCompare(b.happenedAt) || a.id - b.id);
  const first = (status: string) => inTurn.find((event) => event.status === status)?.happenedAt ?? null;
  parcel.inTransitAt = first("IN_TRANSIT");
  parcel.deliveredAt = first("DELIVERED");
  parcel.displayStatus = inTurn.at(-1)?.status ?? "FULFILLED";
}

export function touch(order: Order, at: Instant): void {
  order.updatedAt = later(order.updatedAt, at);
}

// Shopify archives an order by itself once it is paid and sent.
function closeWhenDone(order: Order, at: Instant): void {
  const isPaid = order.financialStatus === "PAID" || order.financialStatus === "REFUNDED";
  if (isPaid && order.fulfillmentStatus === "FULFILLED") order.closedAt ??= at;
}
