import type { Verdict } from "#app/orders/tracking/delivery-promise.ts";
import type { ParcelStep } from "#app/orders/tracking/parcel-state.ts";

export interface PartItem {
  title: string;
  quantity: number;
}

/** One thing the shopper can ask about: a parcel, what waits to be sent, or what is never shipped. */
export type Part = ParcelPart | WaitingPart | { kind: "gift-card" | "digital"; items: PartItem[] };

export type ParcelState =
  | "announced" // a label was made; the carrier has not touched it yet
  | "shipped" // left the shop; no scan has come
  | "on-its-way"
  | "out-for-delivery"
  | "attempted"
  | "delayed"
  | "failed"
  | "ready-at-point"
  | "delivered"
  | "picked-up"
  | "taken" // over the counter
  | "local-out"; // with the shop's own driver

export interface ParcelPart {
  kind: "parcel";
  fulfillmentId: string;
  state: ParcelState;
  items: PartItem[];
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  shippedAt: Date;
  /** When the state began, where a scan or the shop tells it. */
  since: Date | null;
  lastScan: { at: Date; place: string | null } | null;
  /** Everything told of its way, newest first. */
  scans: Scan[];
  due: Due | null;
  /** Whether its promise is kept, also of one that has arrived. */
  verdict: Verdict;
  /** Where it was handed over, or lies ready; only what may be told. */
  place: string | null;
}

export interface Scan {
  at: Date;
  step: ParcelStep;
  /** Only what may be told. */
  place: string | null;
}

export type WaitingWhy =
  | "preparing"
  | "packing"
  | "warehouse"
  | "hold-payment"
  | "hold-stock"
  | "hold-address"
  | "hold-check"
  | "hold-return"
  | "hold-date"
  | "hold-other"
  | "pre-order"
  | "pickup-ready"
  | "pickup-preparing"
  | "local-packed"
  | "local-preparing"
  | "incomplete";

export interface WaitingPart {
  kind: "waiting";
  why: WaitingWhy;
  items: PartItem[];
  /** Pre-orders: sent from this day on; null where the shop has set no date. */
  from: Date | null;
  due: Due | null;
  /** The shop's own place, for pick-up. */
  place: string | null;
}

/** When it comes. `daysLate` counts from the promise; a new date may stand beside it. */
export interface Due {
  from: Date | null;
  by: Date;
  /** What was promised first, where that is past or earlier than what is expected now. */
  promised: Date | null;
  daysLate: number | null;
}

export interface PartContext {
  at: Date;
  /** Whether places that tell where the shopper lives may be named. */
  mayTellPlaces: boolean;
}
