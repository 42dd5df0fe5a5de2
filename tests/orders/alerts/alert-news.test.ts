import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, later } from "#app/clock.ts";
import { ALERT_KINDS, ALERT_RULES } from "#app/orders/alerts/alert-kind.ts";
import { alertNews, isLate } from "#app/orders/alerts/alert-news.ts";
import { type ParcelEvent, parcelState } from "#app/orders/tracking/parcel-state.ts";

const SHIPPED = new Date("2026-11-20T10:00:00Z");
const WORDS = [
  "IN_TRANSIT",
  "OUT_FOR_DELIVERY",
  "ATTEMPTED_DELIVERY",
  "DELAYED",
  "READY_FOR_PICKUP",
  "DELIVERED",
  "FAILURE",
];

const anyEvents = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 1e6 }).map(String),
    status: fc.constantFrom(...WORDS),
    at: fc.integer({ min: 0, max: 200 }).map((hours) => later(SHIPPED, hours * HOUR)),
    estimatedDeliveryAt: fc.constant(null),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);

function newsOf(events: ParcelEvent[]) {
  const facts = {
    shippedAt: SHIPPED,
    displayStatus: null,
    deliveredAt: null,
    estimatedDeliveryAt: null,
    events,
  };
  const tracked = parcelState(facts, { at: later(SHIPPED, 300 * HOUR), carrierScans: true });
  return alertNews({ shippedAt: SHIPPED, events, tracked, lateSince: null, stuckSince: null });
}

describe("what there is to tell of a parcel", () => {
  it("is the same in whatever order its events came, and however often", () => {
    fc.assert(
      fc.property(anyEvents, fc.integer(), (events, seed) => {
        const twice = fc.sample(
          fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
          { numRuns: 1, seed },
        )[0]!;
        expect(newsOf(twice)).toEqual(newsOf(events));
      }),
    );
  });

  it("is at most one thing of each kind", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const kinds = newsOf(events).map(({ kind }) => kind);
        expect(new Set(kinds).size).toBe(kinds.length);
      }),
    );
  });

  it("is nothing but its delivery once it was delivered", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const end = {
          id: "9999999",
          status: "DELIVERED",
          at: later(SHIPPED, 250 * HOUR),
          estimatedDeliveryAt: null,
        };
        const told = newsOf([...events, end]).filter(({ isOver }) => !isOver);
        expect(told).toEqual([{ kind: "delivered", at: end.at, isOver: false }]);
      }),
    );
  });
});

describe("news that comes late", () => {
  it.each(ALERT_KINDS)("of kind %s is told until its limit, and not after", (kind) => {
    const limit = ALERT_RULES[kind].lateAfterMs;
    expect(limit).toBeLessThanOrEqual(DAY);
    expect(isLate({ kind, at: SHIPPED }, later(SHIPPED, limit))).toBe(false);
    expect(isLate({ kind, at: SHIPPED }, later(SHIPPED, limit + 1))).toBe(true);
  });
});
