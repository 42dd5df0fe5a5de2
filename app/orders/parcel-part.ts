import { daysLate } from "#app/orders/calendar-days.ts";
import type { LiveEvent, LiveGroup, LiveOrder, LiveParcel } from "#app/orders/live-order.ts";
import { SCANS } from "#app/orders/order-record.ts";
import type { Due, ParcelPart, ParcelState, PartContext, PartItem } from "#app/orders/status-part.ts";

/** What is true of one parcel. A carrier that sends no scans is told as such, and never as late or stuck. */
export function parcelPart(
  order: LiveOrder,
  parcel: LiveParcel,
  items: PartItem[],
  context: PartContext,
): ParcelPart {
  const group = groupOf(order, parcel);
  const newest = parcel.events.reduce<LiveEvent | null>(later, null);
  const scan = parcel.events.filter(({ status }) => SCANS.has(status)).reduce<LiveEvent | null>(later, null);
  const state = stateOf(order, parcel, group, newest);
  const tracking = parcel.tracking.find(({ url }) => url) ?? parcel.tracking[0];
  const place = (event: LiveEvent | null) => placeOf(order, event, context);
  return {
    kind: "parcel",
    state,
    items,
    carrier: tracking?.company ?? null,
    trackingNumber: tracking?.number ?? null,
    trackingUrl: tracking?.url ?? null,
    shippedAt: parcel.shippedAt,
    since: state === "delivered" ? (parcel.deliveredAt ?? newest?.at ?? null) : (newest?.at ?? null),
    lastScan: scan && { at: scan.at, place: place(scan) },
    due: HANDED_OVER.has(state)
      ? null
      : dueOf(order, afterAttempt(parcel, state, newest), state === "attempted" ? null : group, context),
    place: state === "taken" || state === "picked-up" ? ownPlace(order, group) : place(newest),
  };
}

function later(one: LiveEvent | null, other: LiveEvent): LiveEvent {
  if (!one || other.at > one.at) return other;
  const isTie = other.at.getTime() === one.at.getTime();
  return isTie && BigInt(other.id) > BigInt(one.id) ? other : one;
}

/** The fulfillment order a parcel came from, by its lines; closed ones are listed too. */
function groupOf(order: LiveOrder, parcel: LiveParcel): LiveGroup | null {
  const has = (group: LiveGroup) =>
    group.items.some(({ lineId }) => parcel.items.some((item) => item.lineId === lineId));
  const sent = (group: LiveGroup) => group.items.some(({ total, remaining }) => remaining < total);
  return order.groups.find((group) => has(group) && sent(group)) ?? order.groups.find(has) ?? null;
}

const BY_STATUS: Record<string, ParcelState> = {
  ATTEMPTED_DELIVERY: "attempted",
  CARRIER_PICKED_UP: "on-its-way",
  CONFIRMED: "announced",
  DELAYED: "delayed",
  DELIVERED: "delivered",
  FAILURE: "failed",
  IN_TRANSIT: "on-its-way",
  LABEL_PRINTED: "announced",
  LABEL_PURCHASED: "announced",
  NOT_DELIVERED: "failed",
  OUT_FOR_DELIVERY: "out-for-delivery",
  PICKED_UP: "picked-up",
  READY_FOR_PICKUP: "ready-at-point",
};

function stateOf(
  order: LiveOrder,
  parcel: LiveParcel,
  group: LiveGroup | null,
  newest: LiveEvent | null,
): ParcelState {
  const method = group?.method ?? null;
  if (method === "RETAIL" || (order.isPos && method !== "SHIPPING" && method !== "LOCAL")) return "taken";
  if (method === "PICK_UP") return "picked-up";
  if (parcel.deliveredAt && newest?.status !== "FAILURE") return "delivered";
  const told = BY_STATUS[newest?.status ?? ""] ?? BY_STATUS[parcel.displayStatus ?? ""];
  if (told) return told;
  return method === "LOCAL" ? "local-out" : "shipped";
}

const HANDED_OVER: ReadonlySet<ParcelState> = new Set([
  "delivered",
  "picked-up",
  "taken",
  "failed",
  "ready-at-point",
]);

/** A date from before the courier rang in vain is no date any more, the promise's included. */
function afterAttempt(parcel: LiveParcel, state: ParcelState, newest: LiveEvent | null): LiveParcel {
  if (state !== "attempted") return parcel;
  return {
    ...parcel,
    estimatedDeliveryAt: newest?.estimatedDeliveryAt ?? null,
    events: newest ? [newest] : [],
  };
}

function dueOf(
  order: LiveOrder,
  parcel: LiveParcel,
  group: LiveGroup | null,
  { at }: PartContext,
): Due | null {
  const estimate = parcel.estimatedDeliveryAt ?? parcel.events.reduce(newestEstimate, null);
  const promised = group?.promisedBy ?? estimate;
  const by = estimate ?? promised;
  if (!by || !promised) return null;
  const from = estimate ? null : (group?.promisedFrom ?? null);
  const hasScans = parcel.events.some(({ status }) => SCANS.has(status));
  // Without scans it may have arrived long ago: that a date is past says nothing.
  if (!hasScans) return { from, by, promised: null, daysLate: null };
  const late = daysLate(promised, at > by ? at : by, order.timeZone);
  return { from, by, promised: late ? promised : null, daysLate: late };
}

const newestEstimate = (found: Date | null, event: LiveEvent): Date | null =>
  event.estimatedDeliveryAt ?? found;

// The last mile happens in the shopper's own town: those places tell where they live.
const LAST_MILE = new Set(["OUT_FOR_DELIVERY", "ATTEMPTED_DELIVERY", "DELIVERED"]);

function placeOf(order: LiveOrder, event: LiveEvent | null, { mayTellPlaces }: PartContext): string | null {
  if (!event?.city) return null;
  const home = order.shippingAddress?.city;
  const isHome = !home || fold(event.city).includes(fold(home)) || fold(home).includes(fold(event.city));
  return mayTellPlaces || !(isHome || LAST_MILE.has(event.status)) ? event.city : null;
}

const fold = (city: string): string => city.normalize("NFKD").replace(/\P{L}/gu, "").toLowerCase();

const ownPlace = (order: LiveOrder, group: LiveGroup | null): string | null =>
  order.retailLocation ?? group?.location ?? null;
