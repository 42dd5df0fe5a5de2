import type { Desk } from "../desk.ts";
import { later } from "../instants.ts";
import { childId, orderNOfChild } from "../order-children.ts";
import type { Fulfillment, FulfillmentOrder, HoldReason, Order } from "../order-types.ts";
import { done, missing, refused } from "../outcome.ts";
import { putInParcel } from "../parcels.ts";
import { prepare } from "../prepare.ts";
import { saveOrder, takeOrder, type Told } from "../save-order.ts";
import { isActive } from "../settle-order.ts";
import type { Instant } from "../types.ts";
import type { Outcome } from "../verb-types.ts";
import { sent } from "./ship-order.ts";
import { releaseSent } from "./stock.ts";

const HOLD_WORDS: { [reason in HoldReason]: string } = {
  AWAITING_PAYMENT: "Awaiting payment",
  AWAITING_RETURN_ITEMS: "Awaiting return items",
  HIGH_RISK_OF_FRAUD: "High risk of fraud",
  INCORRECT_ADDRESS: "Incorrect address",
  INVENTORY_OUT_OF_STOCK: "Inventory out of stock",
  ONLINE_STORE_POST_PURCHASE_CROSS_SELL: "Post-purchase offer",
  UNKNOWN_DELIVERY_DATE: "Unknown delivery date",
  OTHER: "Other",
};

export function holdFulfillmentOrder(
  desk: Desk,
  id: number,
  input: { reason: HoldReason; reasonNotes?: string; handle?: string },
): Outcome<FulfillmentOrder> {
  return withWork(desk, id, ["OPEN", "IN_PROGRESS", "ON_HOLD"], (order, work, at) => {
    const wasHeld = work.status === "ON_HOLD";
    const hold = {
      id: childId(desk.domain, order),
      reason: input.reason,
      displayReason: HOLD_WORDS[input.reason] ?? "Other",
      reasonNotes: input.reasonNotes ?? null,
      handle: input.handle ?? null,
      heldAt: at,
    };
    work.holds.push(hold);
    work.status = "ON_HOLD";
    const detail = { holdId: hold.id };
    const first = wasHeld ? [] : [told("fulfillment_orders/placed_on_hold", work, detail)];
    return [...first, told("fulfillment_holds/added", work, detail)];
  });
}

export function releaseHold(
  desk: Desk,
  id: number,
  input: { holdIds?: number[] } = {},
): Outcome<FulfillmentOrder> {
  return withWork(desk, id, ["ON_HOLD"], (_order, work) => {
    const released = work.holds.filter((hold) => !input.holdIds || input.holdIds.includes(hold.id));
    work.holds = work.holds.filter((hold) => !released.includes(hold));
    const events = released.map((hold) => told("fulfillment_holds/released", work, { holdId: hold.id }));
    if (work.holds.length > 0) return events;
    work.status = "OPEN";
    return [...events, told("fulfillment_orders/hold_released", work)];
  });
}

export function rescheduleFulfillmentOrder(
  desk: Desk,
  id: number,
  input: { fulfillAt: Instant | null },
): Outcome<FulfillmentOrder> {
  return withWork(desk, id, ["SCHEDULED", "OPEN"], (_order, work) => {
    work.status = "SCHEDULED";
    work.fulfillAt = input.fulfillAt;
    return [told("fulfillment_orders/rescheduled", work)];
  });
}

export function openScheduled(desk: Desk, id: number): Outcome<FulfillmentOrder> {
  return withWork(desk, id, ["SCHEDULED"], (_order, work, at) => {
    work.status = "OPEN";
    work.fulfillAt = work.fulfillAt && work.fulfillAt < at ? work.fulfillAt : at;
    return [told("fulfillment_orders/scheduled_fulfillment_order_ready", work)];
  });
}

export function moveFulfillmentOrder(
  desk: Desk,
  id: number,
  input: { locationId: number },
): Outcome<FulfillmentOrder> {
  if (!desk.locations.some((location) => location.id === input.locationId))
    return missing("Location", "newLocationId");
  return withWork(desk, id, ["OPEN", "SCHEDULED", "ON_HOLD"], (_order, work) => {
    const sourceLocationId = work.assignedLocationId;
    work.assignedLocationId = input.locationId;
    return [
      told("fulfillment_orders/moved", work, { sourceLocationId, destinationLocationId: input.locationId }),
    ];
  });
}

export function splitFulfillmentOrder(
  desk: Desk,
  id: number,
  input: { lines: { fulfillmentOrderLineItemId: number; quantity: number }[] },
): Outcome<{ kept: FulfillmentOrder; made: FulfillmentOrder }> {
  const found = takeWork(desk, id);
  if (!found) return missing("Fulfillment order");
  const { order, work } = found;
  if (!work.supportedActions.includes("SPLIT"))
    return refused("Fulfillment order cannot be split.", ["id"], "INVALID");
  const made = structuredClone({
    ...work,
    id: childId(desk.domain, order),
    lineItems: [] as typeof work.lineItems,
  });
  for (const wanted of input.lines) {
    const part = work.lineItems.find((one) => one.id === wanted.fulfillmentOrderLineItemId);
    if (!part || wanted.quantity < 1 || wanted.quantity > part.remainingQuantity) {
      return refused("Invalid quantity.", ["fulfillmentOrderLineItems"], "INVALID");
    }
    part.remainingQuantity -= wanted.quantity;
    part.totalQuantity -= wanted.quantity;
    const own = {
      id: childId(desk.domain, order),
      totalQuantity: wanted.quantity,
      remainingQuantity: wanted.quantity,
    };
    made.lineItems.push({ ...part, ...own, preparedQuantity: 0 });
  }
  work.lineItems = work.lineItems.filter((part) => part.totalQuantity > 0);
  if (work.lineItems.length === 0) return refused("All line items can't be split off.", ["id"], "INVALID");
  order.fulfillmentOrders.push(made);
  const at = desk.now();
  work.updatedAt = made.updatedAt = at;
  saveOrder(desk, order, at, [told("fulfillment_orders/split", work, { madeId: made.id })]);
  return done({ kept: work, made });
}

export function submitToWarehouse(desk: Desk, id: number): Outcome<FulfillmentOrder> {
  return withWork(desk, id, ["OPEN"], (_order, work) => {
    const place = desk.locations.find((location) => location.id === work.assignedLocationId);
    if (!place?.isFulfillmentService) return "The fulfillment order's location is no fulfillment service.";
    work.requestStatus = "SUBMITTED";
    return [told("fulfillment_orders/fulfillment_request_submitted", work)];
  });
}

export function answerFromWarehouse(
  desk: Desk,
  id: number,
  input: { accepts: boolean },
): Outcome<FulfillmentOrder> {
  return withWork(desk, id, ["OPEN"], (_order, work) => {
    if (work.requestStatus !== "SUBMITTED") return "Nothing was asked of the fulfillment service.";
    work.requestStatus = input.accepts ? "ACCEPTED" : "REJECTED";
    if (input.accepts) work.status = "IN_PROGRESS";
    return [told(`fulfillment_orders/fulfillment_request_${input.accepts ? "accepted" : "rejected"}`, work)];
  });
}

export function readyForPickup(desk: Desk, id: number): Outcome<FulfillmentOrder> {
  return withWork(desk, id, ["OPEN", "IN_PROGRESS"], (order, work, at) => {
    if (work.deliveryMethod?.methodType !== "PICK_UP") return "The fulfillment order is not for pickup.";
    prepare(order, work, at);
    return [told("fulfillment_orders/line_items_prepared_for_pickup", work)];
  });
}

export function packForLocalDelivery(desk: Desk, id: number): Outcome<FulfillmentOrder> {
  return withWork(desk, id, ["OPEN", "IN_PROGRESS"], (order, work, at) => {
    if (work.deliveryMethod?.methodType !== "LOCAL")
      return "The fulfillment order is not for local delivery.";
    prepare(order, work, at);
    return [told("fulfillment_orders/line_items_prepared_for_local_delivery", work)];
  });
}

/** The shopper has come for the goods. */
export function pickUp(desk: Desk, id: number): Outcome<Fulfillment> {
  const found = takeWork(desk, id);
  if (!found) return missing("Fulfillment order");
  const { order, work } = found;
  if (work.deliveryMethod?.methodType !== "PICK_UP" || !isActive(work) || work.status === "ON_HOLD") {
    return refused("The fulfillment order cannot be picked up.", ["id"], "INVALID");
  }
  const at = desk.now();
  const none = { carrier: null, number: null, url: null, estimatedDeliveryAt: null, locationId: null };
  const parcel = putInParcel(desk.domain, order, work, { at, ...none, displayStatus: "PICKED_UP" });
  saveOrder(desk, order, at, sent(order, parcel));
  releaseSent(desk, order, work.assignedLocationId, parcel.lineItems, at);
  return done(parcel);
}

function withWork(
  desk: Desk,
  id: number,
  allowed: FulfillmentOrder["status"][],
  change: (order: Order, work: FulfillmentOrder, at: Instant) => Told[] | string,
): Outcome<FulfillmentOrder> {
  const found = takeWork(desk, id);
  if (!found) return missing("Fulfillment order");
  const { order, work } = found;
  if (!allowed.includes(work.status)) {
    const status = work.status.toLowerCase().replace("_", " ");
    return refused(`The fulfillment order is ${status} and can't be changed this way.`, ["id"], "INVALID");
  }
  const at = desk.now();
  const events = change(order, work, at);
  if (typeof events === "string") return refused(events, ["id"], "INVALID");
  work.updatedAt = later(work.updatedAt, at);
  saveOrder(desk, order, at, events);
  return done(work);
}

function takeWork(desk: Desk, id: number): { order: Order; work: FulfillmentOrder } | null {
  const n = orderNOfChild(desk.domain, id);
  const order = n === null ? null : takeOrder(desk, desk.orderId(n));
  const work = order?.fulfillmentOrders.find((one) => one.id === id);
  return order && work ? { order, work } : null;
}

function told(topic: string, work: FulfillmentOrder, detail: { [key: string]: unknown } = {}): Told {
  return { topic, resource: "FulfillmentOrder", id: work.id, record: work, detail };
}
