import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "#app/clock.ts";
import { localHour, nextLocalHour } from "#app/customers/next-local-hour.ts";

const aZone = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
const aMoment = fc.date({
  min: new Date("2024-01-01T00:00:00Z"),
  max: new Date("2028-01-01T00:00:00Z"),
  noInvalidDate: true,
});

describe("nine o'clock where they are", () => {
  it.each([
    ["Europe/Berlin", "2026-11-20T22:00:00Z", "2026-11-21T08:00:00.000Z"],
    ["America/Los_Angeles", "2026-11-20T16:59:59Z", "2026-11-20T17:00:00.000Z"],
    ["America/Los_Angeles", "2026-11-20T17:00:00Z", "2026-11-21T17:00:00.000Z"],
    ["Asia/Kathmandu", "2026-11-20T12:00:00Z", "2026-11-21T03:15:00.000Z"],
    // The night in which clocks go back, and the one in which they go forward.
    ["Europe/Berlin", "2026-10-24T21:00:00Z", "2026-10-25T08:00:00.000Z"],
    ["Europe/Berlin", "2026-03-28T21:00:00Z", "2026-03-29T07:00:00.000Z"],
  ])("in %s after %s is %s", (zone, at, wanted) => {
    expect(nextLocalHour(zone, 9, new Date(at)).toISOString()).toBe(wanted);
  });

  it("is in any zone the next moment whose clock shows it, as another library tells the time", () => {
    fc.assert(
      fc.property(aZone, aMoment, (zone, at) => {
        const found = nextLocalHour(zone, 9, at);
        const { hour, minute, second, millisecond } = DateTime.fromJSDate(found, { zone });
        expect({ hour, minute, second, millisecond }).toEqual({
          hour: 9,
          minute: 0,
          second: 0,
          millisecond: 0,
        });
        expect(found.getTime()).toBeGreaterThan(at.getTime());
        expect(found.getTime()).toBeLessThanOrEqual(at.getTime() + DAY + 2 * HOUR);
        expect(localHour(zone, at)).toBe(DateTime.fromJSDate(at, { zone }).hour);
      }),
    );
  });
});
