import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, earlier, HOUR } from "#app/clock.ts";
import { SCANS } from "#app/orders/order-record.ts";
import { type ParcelFacts, parcelState, QUIET_DAYS, stepOf } from "#app/orders/tracking/parcel-state.ts";
import { AT, anyParcel } from "#tests/orders/any-order.ts";

const scanning = { at: AT, carrierScans: true };
const silent = { at: AT, carrierScans: false };

const event = (id: string, status: string, hoursAgo: number, estimatedDeliveryAt: Date | null = null) => ({
  id,
  status,
  at: earlier(AT, hoursAgo * HOUR),
  estimatedDeliveryAt,
});
type Event = ReturnType<typeof event>;

const parcel = (events: Event[] = [], more: Partial<ParcelFacts<Event>> = {}): ParcelFacts<Event> => ({
  shippedAt: earlier(AT, 10 * DAY),
  displayStatus: null,
  deliveredAt: null,
  estimatedDeliveryAt: null,
  events,
  ...more,
});

// The same few moments and ids again and again, so that ties are common.
const crowded = fc.array(
  fc.record({
    id: fc.integer({ min: 1, max: 12 }).map(String),
    status: fc.constantFrom(...SCANS, "LABEL_PRINTED", "confirmed", "NEW_WORD"),
    at: fc.integer({ min: 0, max: 5 }).map((days) => earlier(AT, days * DAY)),
    estimatedDeliveryAt: fc.option(fc.constantFrom(AT, earlier(AT, DAY)), { nil: null }),
  }),
  { maxLength: 8 },
);
const unique = (events: Event[]) => [...new Map(events.map((one) => [one.id, one])).values()];

describe("a parcel's state", () => {
  it.each([
    [[], "shipped"],
    [[event("1", "LABEL_PURCHASED", 9)], "label-made"],
    [[event("1", "label_printed", 9)], "label-made"],
    [[event("1", "CONFIRMED", 9)], "confirmed"],
    [[event("1", "CARRIER_PICKED_UP", 9)], "picked-up"],
    [[event("1", "IN_TRANSIT", 9)], "in-transit"],
    [[event("1", "OUT_FOR_DELIVERY", 9)], "out-for-delivery"],
    [[event("1", "ATTEMPTED_DELIVERY", 9)], "attempted"],
    [[event("1", "READY_FOR_PICKUP", 9)], "ready-for-pickup"],
    [[event("1", "DELIVERED", 9)], "delivered"],
    [[event("1", "DELAYED", 9)], "delayed"],
    [[event("1", "FAILURE", 9)], "failure"],
    [[event("1", "IN_TRANSIT", 9), event("2", "A_WORD_OF_NEXT_YEAR", 3)], "in-transit"],
  ] as const)("is what its newest word says: %j is %s", (events, step) => {
    expect(parcelState(parcel([...events]), scanning).step).toBe(step);
  });

  it("is one, in whatever order its events come", () => {
    const shuffled = crowded
      .map(unique)
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, fc.boolean(), ([inOrder, mixed], carrierScans) => {
        const context = { at: AT, carrierScans };
        expect(parcelState(parcel(mixed), context)).toEqual(parcelState(parcel(inOrder), context));
      }),
      { numRuns: 1_000 },
    );
  });

  it("is not changed by an event that comes twice", () => {
    fc.assert(
      fc.property(crowded.map(unique), (events) => {
        expect(parcelState(parcel([...events, ...events]), scanning)).toEqual(
          parcelState(parcel(events), scanning),
        );
      }),
    );
  });

  it("does not go back for a scan that is heard of late", () => {
    const now = parcel([event("9", "OUT_FOR_DELIVERY", 2)]);
    const later = parcel([...now.events, event("10", "IN_TRANSIT", 30)]);
    expect(parcelState(later, scanning)).toEqual(parcelState(now, scanning));
  });

  it("stays delivered when a depot scans it afterwards, and not when the carrier says it failed", () => {
    const delivered = [event("1", "DELIVERED", 20), event("2", "IN_TRANSIT", 10)];
    expect(parcelState(parcel(delivered), scanning)).toMatchObject({
      step: "delivered",
      since: delivered[0]!.at,
      arrivedAt: delivered[0]!.at,
    });
    expect(parcelState(parcel([...delivered, event("3", "FAILURE", 5)]), scanning)).toMatchObject({
      step: "failure",
      arrivedAt: null,
    });
  });

  it("of one second is the one that Shopify heard of last, also where ids grow longer", () => {
    const tie = [event("999", "OUT_FOR_DELIVERY", 5), event("1000", "ATTEMPTED_DELIVERY", 5)];
    expect(parcelState(parcel(tie), scanning).step).toBe("attempted");
  });

  it("holds no date from before the courier rang in vain", () => {
    const before = event("1", "IN_TRANSIT", 30, earlier(AT, DAY));
    const state = parcelState(parcel([before, event("2", "ATTEMPTED_DELIVERY", 2)]), scanning);
    expect(state.estimate).toBeNull();
    expect(parcelState(parcel([before]), scanning).estimate).toEqual(earlier(AT, DAY));
  });
});

describe("a stuck parcel", () => {
  const quiet = QUIET_DAYS * 24 + 1;

  it("is one that its carrier has not scanned for days, or never though it scans others", () => {
    expect(parcelState(parcel([event("1", "IN_TRANSIT", quiet)]), silent).isStuck).toBe(true);
    expect(parcelState(parcel([event("1", "IN_TRANSIT", quiet - 2)]), scanning).isStuck).toBe(false);
    expect(parcelState(parcel(), scanning).isStuck).toBe(true);
    expect(parcelState(parcel([event("1", "LABEL_PRINTED", 2)]), scanning).isStuck).toBe(true);
  });

  it("is never one whose carrier sends no scans", () => {
    fc.assert(
      fc.property(anyParcel, (any) => {
        const unscanned = { ...any, events: any.events.filter(({ status }) => !SCANS.has(status)) };
        expect(parcelState(unscanned, silent).isStuck).toBe(false);
      }),
    );
  });

  it("is never one that has arrived or come back", () => {
    fc.assert(
      fc.property(anyParcel, (any) => {
        const { step, isStuck } = parcelState(any, scanning);
        if (["delivered", "collected", "ready-for-pickup", "failure"].includes(step))
          expect(isStuck).toBe(false);
      }),
    );
  });
});

it("every word that counts as a scan is a step on the way", () => {
  expect([...SCANS].filter((status) => stepOf(status) === null)).toEqual([]);
});
