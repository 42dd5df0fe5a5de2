import { DAY, later } from "#app/clock.ts";
import { daysLate } from "#app/orders/calendar-days.ts";

/** What past parcels of the same carrier, origin and destination took, in days from shipping; may be fractions. */
export interface LaneHistory {
  medianDays: number;
  /** Nineteen of twenty had arrived by then. */
  p95Days: number;
}

export interface PromiseFacts {
  /** What checkout showed; null where it showed none, or something since has made it void. */
  checkout: { from: Date | null; by: Date } | null;
  /** The carrier's own newest date. */
  estimate: Date | null;
  lane: LaneHistory | null;
  /** Null while it has not left. */
  shippedAt: Date | null;
  /** Delivered, or ready where the shopper fetches it. */
  arrivedAt: Date | null;
  /** Whether we would know of an arrival: its carrier scans, or it has not left the shop. */
  wouldKnow: boolean;
  isStuck: boolean;
}

export interface DeliveryPromise {
  /** Whose word the promise is. */
  source: "checkout" | "carrier" | "lane" | null;
  promisedBy: Date | null;
  /** What is expected now: the carrier may have moved the day since. */
  from: Date | null;
  by: Date | null;
  verdict: Verdict;
}

/** `not-told`: the day is past, and the carrier sends no scans that would say whether it came. */
export type Verdict =
  | { is: "on-time" }
  | { is: "late"; days: number }
  | { is: "stuck" }
  | { is: "not-told" }
  | { is: "no-promise" };

/**
 * Whether a promise is kept, in whole days of the shop's calendar: what checkout showed counts first, then the
 * carrier's estimate, then the lane's history. Of a parcel whose arrival we would not know of, nothing is late.
 */
export function deliveryPromise(
  facts: PromiseFacts,
  { at, timeZone }: { at: Date; timeZone: string },
): DeliveryPromise {
  const lane = laneDates(facts);
  const promisedBy = facts.checkout?.by ?? facts.estimate ?? lane?.by ?? null;
  const by = facts.estimate ?? promisedBy;
  return {
    source: facts.checkout ? "checkout" : facts.estimate ? "carrier" : lane && "lane",
    promisedBy,
    from: facts.estimate ? null : facts.checkout ? facts.checkout.from : (lane?.from ?? null),
    by,
    verdict: verdictOf(facts, promisedBy, by, at, timeZone),
  };
}

function laneDates({ lane, shippedAt }: PromiseFacts): { from: Date; by: Date } | null {
  if (!lane || !shippedAt) return null;
  return { from: later(shippedAt, lane.medianDays * DAY), by: later(shippedAt, lane.p95Days * DAY) };
}

function verdictOf(
  { arrivedAt, wouldKnow, isStuck }: PromiseFacts,
  promisedBy: Date | null,
  by: Date | null,
  at: Date,
  timeZone: string,
): Verdict {
  const isWaiting = isStuck && !arrivedAt;
  if (!promisedBy || !by) return isWaiting ? { is: "stuck" } : { is: "no-promise" };
  const comes = arrivedAt ?? (at > by ? at : by);
  const days = daysLate(promisedBy, comes, timeZone);
  const isKnown = wouldKnow || arrivedAt !== null;
  if (days && isKnown) return { is: "late", days };
  if (isWaiting) return { is: "stuck" };
  return days ? { is: "not-told" } : { is: "on-time" };
}
