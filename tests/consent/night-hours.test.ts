import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { morningAfter } from "#app/consent/night-hours.ts";

const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata"];

describe("the night", () => {
  it("is never left before it is between eight and nine in the evening everywhere, and not an hour later than need be", () => {
    const anyTime = fc.date({
      min: new Date("2026-01-01"),
      max: new Date("2027-12-31"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...ZONES), (at, zone) => {
        const morning = morningAfter([zone], at);
        const hour = DateTime.fromJSDate(at, { zone }).hour;
        expect(morning === null).toBe(hour >= 8 && hour < 21);
        if (!morning) return;
        expect(morning > at).toBe(true);
        expect(DateTime.fromJSDate(morning, { zone }).hour).toBe(8);
        expect(morning.getTime() - at.getTime()).toBeLessThanOrEqual(12 * 3_600_000);
      }),
    );
  });

  it("waits for the later of two zones", () => {
    const at = new Date("2026-11-21T08:00:00Z");
    expect(morningAfter(["Europe/Berlin"], at)).toBeNull();
    expect(morningAfter(["Europe/Berlin", "America/New_York"], at)).toEqual(new Date("2026-11-21T13:00:00Z"));
    expect(morningAfter(["Asia/Tokyo", "America/New_York"], at)).toEqual(new Date("2026-11-21T23:00:00Z"));
    expect(morningAfter([], at)).toBeNull();
  });
});
