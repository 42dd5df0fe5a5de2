import { later } from "#app/clock.ts";
import { type AlertKind, ALERT_RULES } from "#app/orders/alerts/alert-kind.ts";
import {
  type ParcelEvent,
  type ParcelStep,
  stepOf,
  type TrackedParcel,
} from "#app/orders/tracking/parcel-state.ts";

export interface NewsFacts {
  /** Null for what is no shipment: fetched at the shop, over the counter, nothing to ship. */
  shippedAt: Date | null;
  events: ParcelEvent[];
  tracked: Pick<TrackedParcel<ParcelEvent>, "step" | "arrivedAt">;
  /** Since when its promise counts as broken; null while it holds or nobody would know. */
  lateSince: Date | null;
  /** Since when it counts as stuck. */
  stuckSince: Date | null;
}

/** Something that a shopper could be told, and when it happened. */
export interface News {
  kind: AlertKind;
  at: Date;
  /** Something since has made it idle: told now, it would mislead. */
  isOver: boolean;
}

/**
 * Everything tellable of a parcel, the same in whatever order its events came and however often. What has been told
 * before is not its business: that is kept by a row each (raise-alerts.ts).
 */
export function alertNews(parcel: NewsFacts): News[] {
  const { shippedAt, lateSince, stuckSince, tracked } = parcel;
  const found = (kind: AlertKind, at: Date | null): News[] =>
    at ? [{ kind, at, isOver: isOver(kind, tracked) }] : [];
  return [
    ...found("shipped", shippedAt),
    ...found("out-for-delivery", newest(parcel, "out-for-delivery")),
    ...found("delivered", newest(parcel, "delivered") ?? deliveredAt(parcel)),
    ...found("delayed", newest(parcel, "delayed") ?? lateSince),
    ...found("attempted", newest(parcel, "attempted")),
    ...found("ready-for-pickup", newest(parcel, "ready-for-pickup")),
    ...found("stuck", stuckSince),
  ];
}

/** Whether it comes too late to be told of (alert-kind.ts says how late that is). */
export const isLate = ({ kind, at }: Pick<News, "kind" | "at">, now: Date): boolean =>
  later(at, ALERT_RULES[kind].lateAfterMs) < now;

const newest = ({ events }: NewsFacts, step: ParcelStep): Date | null =>
  events
    .filter(({ status }) => stepOf(status) === step)
    .reduce<Date | null>((found, { at }) => (found && found > at ? found : at), null);

const deliveredAt = ({ tracked }: NewsFacts): Date | null =>
  tracked.step === "delivered" ? tracked.arrivedAt : null;

/** Steps at which a kind of news still says something true and new. */
const STANDS: Record<AlertKind, ReadonlySet<ParcelStep>> = {
  shipped: new Set(["label-made", "confirmed", "shipped", "picked-up", "in-transit"]),
  "out-for-delivery": new Set(["out-for-delivery"]),
  delivered: new Set(["delivered"]),
  delayed: new Set(["label-made", "confirmed", "shipped", "picked-up", "in-transit", "delayed", "failure"]),
  attempted: new Set(["attempted", "in-transit", "delayed", "failure"]),
  "ready-for-pickup": new Set(["ready-for-pickup"]),
  stuck: new Set([
    "label-made",
    "confirmed",
    "shipped",
    "picked-up",
    "in-transit",
    "delayed",
    "attempted",
    "out-for-delivery",
  ]),
};

const isOver = (kind: AlertKind, { step }: NewsFacts["tracked"]): boolean => !STANDS[kind].has(step);
