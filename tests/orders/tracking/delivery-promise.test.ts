import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, later } from "#app/clock.ts";
import { deliveryPromise, type PromiseFacts } from "#app/orders/tracking/delivery-promise.ts";

const timeZone = "Europe/Berlin";
const day = (text: string) => new Date(`2026-${text}`);
const SHIPPED = day("11-10T10:00:00Z");
const LANE = { medianDays: 3, p95Days: 6 };
const CHECKOUT = { from: day("11-14T08:00:00Z"), by: day("11-16T17:00:00Z") };

const facts = (more: Partial<PromiseFacts> = {}): PromiseFacts => ({
  checkout: null,
  estimate: null,
  lane: null,
  shippedAt: SHIPPED,
  arrivedAt: null,
  wouldKnow: true,
  isStuck: false,
  ...more,
});
const verdict = (more: Partial<PromiseFacts>, at: Date) =>
  deliveryPromise(facts(more), { at, timeZone }).verdict;

const moment = fc.date({
  min: day("01-01T00:00:00Z"),
  max: day("12-31T23:59:59Z"),
  noInvalidDate: true,
});
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const anyFacts: fc.Arbitrary<PromiseFacts> = fc.record({
  checkout: maybe(fc.record({ from: maybe(moment), by: moment })),
  estimate: maybe(moment),
  lane: maybe(fc.constant(LANE)),
  shippedAt: maybe(moment),
  arrivedAt: maybe(moment),
  wouldKnow: fc.boolean(),
  isStuck: fc.boolean(),
});
const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland");

describe("the day that was promised", () => {
  it("is what checkout showed, then the carrier's estimate, then the lane's history", () => {
    const estimate = day("11-15T12:00:00Z");
    const promise = (more: Partial<PromiseFacts>) =>
      deliveryPromise(facts(more), { at: day("11-12T12:00:00Z"), timeZone });
    expect(promise({ checkout: CHECKOUT, estimate, lane: LANE })).toMatchObject({
      source: "checkout",
      promisedBy: CHECKOUT.by,
      by: estimate,
    });
    expect(promise({ estimate, lane: LANE })).toMatchObject({ source: "carrier", promisedBy: estimate });
    expect(promise({ lane: LANE })).toMatchObject({
      source: "lane",
      from: later(SHIPPED, 3 * DAY),
      promisedBy: later(SHIPPED, 6 * DAY),
    });
    expect(promise({ lane: LANE, shippedAt: null })).toMatchObject({
      source: null,
      by: null,
      verdict: { is: "no-promise" },
    });
  });

  it("is kept until its evening in the shop, and a day late from the next morning there", () => {
    expect(verdict({ checkout: CHECKOUT }, day("11-16T22:59:00Z"))).toEqual({ is: "on-time" });
    expect(verdict({ checkout: CHECKOUT }, day("11-16T23:01:00Z"))).toEqual({ is: "late", days: 1 });
    expect(verdict({ checkout: CHECKOUT }, day("11-19T11:00:00Z"))).toEqual({ is: "late", days: 3 });
  });

  it("is late beforehand, where the carrier has moved the day", () => {
    const moved = { checkout: CHECKOUT, estimate: day("11-18T12:00:00Z") };
    expect(verdict(moved, day("11-12T12:00:00Z"))).toEqual({ is: "late", days: 2 });
  });

  it("was kept or not on the day the parcel arrived, whenever it is asked", () => {
    const asked = day("12-24T12:00:00Z");
    expect(verdict({ checkout: CHECKOUT, arrivedAt: CHECKOUT.by }, asked)).toEqual({ is: "on-time" });
    const late = { checkout: CHECKOUT, arrivedAt: later(CHECKOUT.by, 2 * DAY), wouldKnow: false };
    expect(verdict(late, asked)).toEqual({ is: "late", days: 2 });
  });

  it("counts days of the calendar when the clocks go back", () => {
    const by = day("10-24T17:00:00Z");
    expect(verdict({ checkout: { from: null, by } }, day("10-25T22:30:00Z"))).toEqual({
      is: "late",
      days: 1,
    });
  });
});

describe("whatever is known", () => {
  it("nothing is late of which no carrier would have told that it came", () => {
    fc.assert(
      fc.property(anyFacts, moment, zones, (any, at, zone) => {
        const untold = { ...any, wouldKnow: false, arrivedAt: null };
        expect(deliveryPromise(untold, { at, timeZone: zone }).verdict.is).not.toBe("late");
      }),
    );
  });

  it("nothing that arrived is stuck, and without a promise nothing is late", () => {
    fc.assert(
      fc.property(anyFacts, moment, zones, (any, at, zone) => {
        const { verdict: said, promisedBy } = deliveryPromise(any, { at, timeZone: zone });
        if (any.arrivedAt || !any.isStuck) expect(said.is).not.toBe("stuck");
        if (!promisedBy) expect(["no-promise", "stuck"]).toContain(said.is);
        if (said.is === "late") expect(said.days).toBeGreaterThan(0);
      }),
    );
  });

  it("a parcel grows no less late by waiting", () => {
    fc.assert(
      fc.property(anyFacts, moment, fc.nat(60), zones, (any, at, days, zone) => {
        const lateness = (when: Date) => {
          const said = deliveryPromise(any, { at: when, timeZone: zone }).verdict;
          return said.is === "late" ? said.days : 0;
        };
        expect(lateness(later(at, days * DAY))).toBeGreaterThanOrEqual(lateness(at));
      }),
    );
  });
});
