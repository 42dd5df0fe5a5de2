import { HOUR } from "#app/clock.ts";
import { duePart } from "#app/orders/due-part.ts";
import type { LiveEvent, LiveGroup, LiveOrder, LiveParcel } from "#app/orders/live-order.ts";
import type { ParcelPart, ParcelState, PartContext, PartItem, Scan } from "#app/orders/status-part.ts";
import { NO_LANE } from "#app/orders/tracking/lane-of-parcel.ts";
import { parcelPromise } from "#app/orders/tracking/parcel-promise.ts";
import {
  newestEventsFirst,
  type ParcelStep,
  parcelState,
  stepOf,
} from "#app/orders/tracking/parcel-state.ts";

/** What is true of one parcel. A carrier that sends no scans is told as such, and never as late or stuck. */
export function parcelPart(
  order: LiveOrder,
  parcel: LiveParcel,
  items: PartItem[],
  context: PartContext,
): ParcelPart {
  const group = groupOf(order, parcel);
  const { carrierScans, history } = parcel.lane ?? NO_LANE;
  const usualDays = history?.medianDays ?? null;
  const tracked = parcelState(parcel, { at: context.at, carrierScans, usualDays });
  const { newest, lastScan } = tracked;
  const state = stateOf(order, group, tracked.step);
  const tracking = parcel.tracking.find(({ url }) => url) ?? parcel.tracking[0];
  const place = (event: LiveEvent | null) => placeOf(order, event, context);
  const checkout = group?.promisedBy ? { from: group.promisedFrom, by: group.promisedBy } : null;
  const promised = { shippedAt: parcel.shippedAt, checkout, lane: history };
  const promise = parcelPromise(promised, tracked, { at: context.at, timeZone: order.timeZone });
  return {
    kind: "parcel",
    fulfillmentId: parcel.id,
    state,
    items,
    carrier: tracking?.company ?? null,
    trackingNumber: tracking?.number ?? null,
    trackingUrl: tracking?.url ?? null,
    shippedAt: parcel.shippedAt,
    since: tracked.since,
    lastScan: lastScan && { at: lastScan.at, place: place(lastScan) },
    scans: scansOf(parcel, place),
    due: HANDED_OVER.has(state) ? null : duePart(promise),
    verdict: promise.verdict,
    place: state === "taken" || state === "picked-up" ? ownPlace(order, group) : place(newest),
  };
}

/** The fulfillment order a parcel came from, by its lines; closed ones are listed too. */
function groupOf(order: LiveOrder, parcel: LiveParcel): LiveGroup | null {
  const has = (group: LiveGroup) =>
    group.items.some(({ lineId }) => parcel.items.some((item) => item.lineId === lineId));
  const sent = (group: LiveGroup) => group.items.some(({ total, remaining }) => remaining < total);
  return order.groups.find((group) => has(group) && sent(group)) ?? order.groups.find(has) ?? null;
}

const STATES: Record<ParcelStep, ParcelState> = {
  "label-made": "announced",
  confirmed: "announced",
  shipped: "shipped",
  "picked-up": "on-its-way",
  "in-transit": "on-its-way",
  delayed: "delayed",
  "out-for-delivery": "out-for-delivery",
  attempted: "attempted",
  "ready-for-pickup": "ready-at-point",
  failure: "failed",
  delivered: "delivered",
  collected: "picked-up",
};

function stateOf(order: LiveOrder, group: LiveGroup | null, step: ParcelStep): ParcelState {
  const method = group?.method ?? null;
  if (method === "RETAIL" || (order.isPos && method !== "SHIPPING" && method !== "LOCAL")) return "taken";
  if (method === "PICK_UP") return "picked-up";
  return method === "LOCAL" && step === "shipped" ? "local-out" : STATES[step];
}

const HANDED_OVER: ReadonlySet<ParcelState> = new Set([
  "delivered",
  "picked-up",
  "taken",
  "failed",
  "ready-at-point",
]);

/** A scan that two sources tell, or a carrier twice within the hour, is one line. */
function scansOf(parcel: LiveParcel, placeOf: (event: LiveEvent) => string | null): Scan[] {
  const scans: Scan[] = [];
  for (const event of newestEventsFirst(parcel.events)) {
    const step = stepOf(event.status);
    const before = scans.at(-1);
    const isSame = before?.step === step && before.at.getTime() - event.at.getTime() < HOUR;
    if (step && !isSame) scans.push({ at: event.at, step, place: placeOf(event) });
    else if (before && isSame) before.place ??= placeOf(event);
  }
  return scans;
}

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
