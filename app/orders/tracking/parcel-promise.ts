import {
  type DeliveryPromise,
  deliveryPromise,
  type LaneHistory,
} from "#app/orders/tracking/delivery-promise.ts";
import type { ParcelEvent, TrackedParcel } from "#app/orders/tracking/parcel-state.ts";

export interface PromisedParcel {
  shippedAt: Date;
  /** What checkout showed; null where it showed nothing. */
  checkout: { from: Date | null; by: Date } | null;
  lane: LaneHistory | null;
}

/** What is promised of a parcel and whether it is kept: the one rule for shoppers, alerts and staff. */
export function parcelPromise(
  { shippedAt, checkout, lane }: PromisedParcel,
  { step, estimate, arrivedAt, lastScan, isStuck }: TrackedParcel<ParcelEvent>,
  when: { at: Date; timeZone: string },
): DeliveryPromise {
  const facts = {
    // When the courier rang in vain, what checkout showed is void like every date from before.
    checkout: step === "attempted" ? null : checkout,
    estimate,
    lane,
    shippedAt,
    arrivedAt,
    // Without scans it may have arrived long ago: that a date is past says nothing.
    wouldKnow: lastScan !== null,
    isStuck,
  };
  return deliveryPromise(facts, when);
}
