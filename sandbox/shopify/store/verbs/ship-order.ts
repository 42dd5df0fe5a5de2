import { trackingUrl } from "../carriers.ts";
import type { Desk } from "../desk.ts";
import { later } from "../instants.ts";
import { orderNOfChild } from "../order-children.ts";
import type { Fulfillment, FulfillmentEvent, FulfillmentOrder, Order } from "../order-types.ts";
import { done, missing, refused } from "../outcome.ts";
import { addEvent, putInParcel, readEvents } from "../parcels.ts";
import { saveOrder, takeOrder, type Told } from "../save-order.ts";
import { isActive } from "../settle-order.ts";
import type { Instant } from "../types.ts";
import type { Outcome, RecordEvent, ShipOrder } from "../verb-types.ts";
import { releaseSent } from "./stock.ts";

/** Sends a parcel: everything that may go, or some lines, from one fulfilment order. */
export function shipOrder(desk: Desk, id: number, input: ShipOrder = {}): Outcome<Fulfillment> {
  const order = takeOrder(desk, id);
  if (!order) return missing("Order");
  if (order.cancelledAt) return refused("Order is cancelled", ["id"], "INVALID");
  const work = workToSend(order, input);
  if (!work) {
    return refused(
      "Fulfillment order has no fulfillable items: it is closed, on hold or scheduled.",
      ["fulfillmentOrderId"],
      "INVALID",
    );
  }
  for (const wanted of input.lines ?? []) {
    const part = work.lineItems.find((one) => one.lineItemId === wanted.lineItemId);
    if (!part || wanted.quantity < 1 || wanted.quantity > part.remainingQuantity) {
      return refused("Invalid fulfillment order line item quantity requested.", ["lines"], "INVALID");
    }
  }
  const at = input.at ?? desk.now();
  const parcel = putInParcel(desk.domain, order, work, {
    at,
    lines: input.lines,
    carrier: input.carrier ?? null,
    number: input.number ?? null,
    url: input.url ?? null,
    estimatedDeliveryAt: input.estimatedDeliveryAt ?? null,
    locationId: input.locationId ?? null,
  });
  saveOrder(desk, order, at, sent(order, parcel));
  releaseSent(desk, order, work.assignedLocationId, parcel.lineItems, at);
  return done(parcel);
}

/** What is told when a parcel leaves. */
export function sent(order: Order, parcel: Fulfillment): Told[] {
  const whole = order.fulfillmentStatus === "FULFILLED";
  return [
    { topic: "fulfillments/create", resource: "Fulfillment", id: parcel.id, record: parcel },
    { topic: whole ? "orders/fulfilled" : "orders/partially_fulfilled" },
  ];
}

export function updateTracking(
  desk: Desk,
  fulfillmentId: number,
  input: {
    company?: string | null;
    number?: string | null;
    url?: string | null;
    estimatedDeliveryAt?: Instant | null;
  },
): Outcome<Fulfillment> {
  const found = takeParcel(desk, fulfillmentId);
  if (!found) return missing("Fulfillment", "fulfillmentId");
  const { order, parcel } = found;
  const known = parcel.trackingInfo[0] ?? { company: null, number: null, url: null };
  const company = input.company === undefined ? known.company : input.company;
  const number = input.number === undefined ? known.number : input.number;
  if (company || number)
    parcel.trackingInfo = [{ company, number, url: input.url ?? trackingUrl(company, number) }];
  if (input.estimatedDeliveryAt !== undefined) parcel.estimatedDeliveryAt = input.estimatedDeliveryAt;
  saveParcel(desk, order, parcel, []);
  return done(parcel);
}

export function cancelFulfillment(desk: Desk, fulfillmentId: number): Outcome<Fulfillment> {
  const found = takeParcel(desk, fulfillmentId);
  if (!found) return missing("Fulfillment");
  const { order, parcel } = found;
  if (parcel.status === "CANCELLED" || parcel.deliveredAt) {
    return refused("Fulfillment cannot be cancelled", ["id"], "INVALID");
  }
  parcel.status = "CANCELLED";
  parcel.displayStatus = "CANCELED";
  const work = order.fulfillmentOrders.find((one) => one.id === parcel.fulfillmentOrderId);
  for (const part of parcel.lineItems) {
    const back = work?.lineItems.find((one) => one.lineItemId === part.lineItemId);
    if (back) back.remainingQuantity += part.quantity;
  }
  if (work) work.status = "OPEN";
  order.closedAt = null;
  saveParcel(desk, order, parcel, []);
  return done(parcel);
}

export function recordFulfillmentEvent(
  desk: Desk,
  fulfillmentId: number,
  input: RecordEvent,
): Outcome<FulfillmentEvent> {
  const found = takeParcel(desk, fulfillmentId);
  if (!found) return missing("Fulfillment", "fulfillmentId");
  const { order, parcel } = found;
  if (parcel.status === "CANCELLED") return refused("Fulfillment is cancelled", ["fulfillmentId"], "INVALID");
  const at = desk.now();
  const event = addEvent(desk.domain, order, parcel, { ...input, happenedAt: input.happenedAt ?? at });
  event.createdAt = at;
  saveParcel(desk, order, parcel, [eventTold("fulfillment_events/create", event, parcel)]);
  return done(event);
}

export function deleteFulfillmentEvent(desk: Desk, eventId: number): Outcome<number> {
  const n = orderNOfChild(desk.domain, eventId);
  const order = n === null ? null : takeOrder(desk, desk.orderId(n));
  const parcel = order?.fulfillments.find((one) => one.events.some((event) => event.id === eventId));
  if (!order || !parcel) return missing("Fulfillment event");
  const event = parcel.events.find((one) => one.id === eventId)!;
  parcel.events = parcel.events.filter((one) => one.id !== eventId);
  readEvents(parcel);
  saveParcel(desk, order, parcel, [eventTold("fulfillment_events/delete", event, parcel)]);
  return done(eventId);
}

/** Sends what is not sent, then records DELIVERED on every parcel that is still on its way. */
export function deliverOrder(
  desk: Desk,
  id: number,
  input: { happenedAt?: Instant; city?: string } = {},
): Outcome<Order> {
  const start = desk.orders.get(id);
  if (!start) return missing("Order");
  for (let round = 0; round < start.fulfillmentOrders.length; round++) {
    if (workToSend(desk.orders.get(id)!, {})) shipOrder(desk, id);
  }
  const underway = desk.orders
    .get(id)!
    .fulfillments.filter((one) => one.status === "SUCCESS" && one.requiresShipping && !one.deliveredAt);
  if (underway.length === 0) return refused("There is nothing to deliver", ["id"], "INVALID");
  for (const parcel of underway) recordFulfillmentEvent(desk, parcel.id, { status: "DELIVERED", ...input });
  return done(desk.orders.get(id)!);
}

export function takeParcel(desk: Desk, fulfillmentId: number): { order: Order; parcel: Fulfillment } | null {
  const n = orderNOfChild(desk.domain, fulfillmentId);
  const order = n === null ? null : takeOrder(desk, desk.orderId(n));
  const parcel = order?.fulfillments.find((one) => one.id === fulfillmentId);
  return order && parcel ? { order, parcel } : null;
}

function saveParcel(desk: Desk, order: Order, parcel: Fulfillment, told: Told[]): void {
  const at = desk.now();
  parcel.updatedAt = later(parcel.updatedAt, at);
  const update: Told = {
    topic: "fulfillments/update",
    resource: "Fulfillment",
    id: parcel.id,
    record: parcel,
  };
  saveOrder(desk, order, at, [...told, update]);
}

function eventTold(topic: string, event: FulfillmentEvent, parcel: Fulfillment): Told {
  return {
    topic,
    resource: "FulfillmentEvent",
    id: event.id,
    record: event,
    detail: { fulfillmentId: parcel.id },
  };
}

function workToSend(order: Order, input: ShipOrder): FulfillmentOrder | null {
  const canGo = order.fulfillmentOrders.filter(
    (work) => isActive(work) && (work.status === "OPEN" || work.status === "IN_PROGRESS"),
  );
  if (input.fulfillmentOrderId) return canGo.find((work) => work.id === input.fulfillmentOrderId) ?? null;
  const first = input.lines?.[0]?.lineItemId;
  const holds = (work: FulfillmentOrder) =>
    work.lineItems.some((part) => part.lineItemId === first && part.remainingQuantity > 0);
  return canGo.find((work) => first === undefined || holds(work)) ?? null;
}
