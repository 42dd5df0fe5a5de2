import { Prisma } from "#app/generated/prisma/client.ts";
import type { DeliveryPromise } from "#app/orders/tracking/delivery-promise.ts";
import type { Lane } from "#app/orders/tracking/lane-of-parcel.ts";
import { parcelPromise } from "#app/orders/tracking/parcel-promise.ts";
import {
  type ParcelEvent,
  parcelState,
  stepOf,
  stuckSince,
  type TrackedParcel,
} from "#app/orders/tracking/parcel-state.ts";

/** What `mirroredColumns` gives of a parcel. */
export interface MirroredParcel {
  id: string;
  shipmentStatus: string | null;
  shippedAt: Date;
  deliveredAt: Date | null;
  estimatedDeliveryAt: Date | null;
  sourceUpdatedAt: Date;
  /** What checkout showed for the order. */
  promisedBy: Date | null;
  events: { id: string; status: string; at: string; estimatedDeliveryAt: string | null }[];
}

/** Of "Fulfillment" f. */
export const mirroredColumns = Prisma.sql`
  f.id, f."shipmentStatus", f."shippedAt", f."deliveredAt", f."estimatedDeliveryAt", f."sourceUpdatedAt",
  coalesce((select json_agg(json_build_object('id', e.id, 'status', e.status, 'at', e."happenedAt",
      'estimatedDeliveryAt', e."estimatedDeliveryAt"))
    from "FulfillmentEvent" e where e."shopId" = f."shopId" and e."fulfillmentId" = f.id), '[]') as events,
  (select max(g."maxDeliveryAt") from "FulfillmentOrder" g
    where g."shopId" = f."shopId" and g."orderId" = f."orderId" and g.status <> 'CANCELLED') as "promisedBy"`;

export interface ParcelNow {
  events: ParcelEvent[];
  tracked: TrackedParcel<ParcelEvent>;
  promise: DeliveryPromise;
  stuckSince: Date | null;
}

/** Where a parcel is and whether it comes in time, as the mirror knows it. */
export function trackMirrored(
  row: MirroredParcel,
  lane: Lane,
  { at, timeZone }: { at: Date; timeZone: string },
): ParcelNow {
  const events = eventsOf(row);
  const facts = { ...row, events, displayStatus: row.shipmentStatus };
  const context = { at, carrierScans: lane.carrierScans, usualDays: lane.history?.medianDays ?? null };
  const tracked = parcelState(facts, context);
  const checkout = row.promisedBy && { from: null, by: row.promisedBy };
  return {
    events,
    tracked,
    promise: parcelPromise({ shippedAt: row.shippedAt, checkout, lane: lane.history }, tracked, {
      at,
      timeZone,
    }),
    stuckSince: tracked.isStuck ? stuckSince(facts, context) : null,
  };
}

/** What the carrier told; where the fulfillment's own status is ahead of it, that counts as told when it changed. */
function eventsOf({ events, shipmentStatus, sourceUpdatedAt }: MirroredParcel): ParcelEvent[] {
  const told = events.map((event) => ({
    ...event,
    at: new Date(event.at),
    estimatedDeliveryAt: event.estimatedDeliveryAt ? new Date(event.estimatedDeliveryAt) : null,
  }));
  const step = stepOf(shipmentStatus);
  const isNew = step && !told.some((event) => event.status === shipmentStatus || event.at >= sourceUpdatedAt);
  if (!isNew) return told;
  return [...told, { id: "", status: shipmentStatus!, at: sourceUpdatedAt, estimatedDeliveryAt: null }];
}
