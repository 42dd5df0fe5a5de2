import { DAY, later } from "#app/clock.ts";
import { SCANS } from "#app/orders/order-record.ts";

/** Where a parcel is on its way, by the newest word about it. */
export type ParcelStep =
  | "label-made"
  | "confirmed"
  | "shipped" // the shop says it left; nothing more is told
  | "picked-up" // by the carrier, at the shop
  | "in-transit"
  | "delayed"
  | "out-for-delivery"
  | "attempted"
  | "ready-for-pickup"
  | "failure"
  | "delivered"
  | "collected"; // by the shopper

export interface ParcelEvent {
  id: string;
  /** The Admin API's word, in either case. */
  status: string;
  at: Date;
  estimatedDeliveryAt: Date | null;
}

/** A fulfillment that stands (a cancelled one is no parcel), with everything told of it, in no certain order. */
export interface ParcelFacts<Event extends ParcelEvent> {
  shippedAt: Date;
  displayStatus: string | null;
  deliveredAt: Date | null;
  estimatedDeliveryAt: Date | null;
  events: Event[];
}

export interface TrackedParcel<Event extends ParcelEvent> {
  step: ParcelStep;
  /** When the step was told; null where only the fulfillment's own status tells it. */
  since: Date | null;
  newest: Event | null;
  /** The last time a carrier's own hand touched it. */
  lastScan: Event | null;
  /** Delivered, collected or ready to be: when its journey ended. */
  arrivedAt: Date | null;
  /** The carrier's newest date that still counts. */
  estimate: Date | null;
  isStuck: boolean;
}

/** Two working days and a weekend: a carrier that scans at all has scanned by then. */
export const QUIET_DAYS = 4;

/**
 * One parcel's state, the same in whatever order its events came and however late. `carrierScans` is whether this
 * carrier was ever seen to scan a parcel of this shop: of one that never does, silence says nothing, so nothing of
 * theirs is stuck.
 */
export function parcelState<Event extends ParcelEvent>(
  parcel: ParcelFacts<Event>,
  context: { at: Date; carrierScans: boolean; usualDays?: number | null },
): TrackedParcel<Event> {
  const newest = newestOf(parcel.events.filter(({ status }) => stepOf(status)));
  const lastScan = newestOf(parcel.events.filter(isScan));
  const delivered = newestOf(parcel.events.filter(({ status }) => stepOf(status) === "delivered"));
  const deliveredAt = parcel.deliveredAt ?? delivered?.at ?? null;
  const step = currentStep(parcel, newest, deliveredAt);
  const since = step === "delivered" ? (deliveredAt ?? newest?.at ?? null) : (newest?.at ?? null);
  const quietSince = stuckSince(parcel, context);
  return {
    step,
    since,
    newest,
    lastScan,
    arrivedAt: ARRIVED.has(step) ? since : null,
    estimate: estimateOf(parcel, step, newest),
    isStuck: quietSince !== null && quietSince < context.at && !isAtRest(step),
  };
}

/**
 * When its silence begins to mean something, also where that lies ahead: QUIET_DAYS after the last scan, and not before
 * `usualDays` have passed, which parcels of its lane take at the median: on a long way there are days without a depot.
 * Null where nobody would know.
 */
export function stuckSince(
  { shippedAt, events }: Pick<ParcelFacts<ParcelEvent>, "shippedAt" | "events">,
  { carrierScans, usualDays = null }: { carrierScans: boolean; usualDays?: number | null },
): Date | null {
  const lastScan = newestOf(events.filter(isScan));
  if (!carrierScans && !lastScan) return null;
  const silent = later(lastScan?.at ?? shippedAt, QUIET_DAYS * DAY);
  const usual = later(shippedAt, (usualDays ?? 0) * DAY);
  return silent > usual ? silent : usual;
}

/** Whether a carrier's own hand touched the parcel; printing a label is the shop's doing. */
export const isScan = ({ status }: { status: string }): boolean => SCANS.has(status.toUpperCase());

const STEPS: Record<string, ParcelStep> = {
  ATTEMPTED_DELIVERY: "attempted",
  CARRIER_PICKED_UP: "picked-up",
  CONFIRMED: "confirmed",
  DELAYED: "delayed",
  DELIVERED: "delivered",
  FAILURE: "failure",
  IN_TRANSIT: "in-transit",
  LABEL_PRINTED: "label-made",
  LABEL_PURCHASED: "label-made",
  NOT_DELIVERED: "failure",
  OUT_FOR_DELIVERY: "out-for-delivery",
  PICKED_UP: "collected",
  READY_FOR_PICKUP: "ready-for-pickup",
};

/** Whether nobody waits for it on its way any more: it arrived, may be fetched, or was given up. */
export const isAtRest = (step: ParcelStep): boolean => ARRIVED.has(step) || step === "failure";

/** What one word means; null for a word that tells nothing of the way, or that is new. */
export const stepOf = (status: string | null): ParcelStep | null =>
  STEPS[status?.toUpperCase() ?? ""] ?? null;

/** The events of a parcel as a shopper reads them. */
export const newestEventsFirst = <Event extends ParcelEvent>(events: Event[]): Event[] =>
  events.toSorted((one, other) => (isNewer(one, other) ? -1 : 1));

const ARRIVED: ReadonlySet<ParcelStep> = new Set(["delivered", "collected", "ready-for-pickup"]);

function newestOf<Event extends ParcelEvent>(events: Event[]): Event | null {
  return events.reduce<Event | null>(
    (found, event) => (found && !isNewer(event, found) ? found : event),
    null,
  );
}

/** Scans of one moment: Shopify's ids rise in the order it heard of them, and have no fixed length. */
function isNewer(one: ParcelEvent, other: ParcelEvent): boolean {
  if (one.at.getTime() !== other.at.getTime()) return one.at > other.at;
  if (one.id.length !== other.id.length) return one.id.length > other.id.length;
  return one.id === other.id ? one.status > other.status : one.id > other.id;
}

/** Delivered stays delivered when another depot's scan comes after it; only a failure takes it back. */
function currentStep(
  parcel: ParcelFacts<ParcelEvent>,
  newest: ParcelEvent | null,
  deliveredAt: Date | null,
): ParcelStep {
  const told = newest && stepOf(newest.status);
  if (deliveredAt && told !== "failure") return "delivered";
  return told ?? stepOf(parcel.displayStatus) ?? "shipped";
}

/** A date from before the courier rang in vain is no date any more. */
function estimateOf<Event extends ParcelEvent>(
  parcel: ParcelFacts<Event>,
  step: ParcelStep,
  newest: Event | null,
): Date | null {
  if (step === "attempted") return newest?.estimatedDeliveryAt ?? null;
  const dated = newestOf(parcel.events.filter(({ estimatedDeliveryAt }) => estimatedDeliveryAt));
  return parcel.estimatedDeliveryAt ?? dated?.estimatedDeliveryAt ?? null;
}
