import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { businessHours, isOpen, nextOpening, OFFICE_HOURS } from "#app/shop/business-hours.ts";

const inZone = (timeZone: string, over: Partial<typeof OFFICE_HOURS> = {}) => ({
  businessHours: { ...OFFICE_HOURS, ...over, timeZone },
});
const berlin = inZone("Europe/Berlin");
const at = (local: string, zone = "Europe/Berlin") => DateTime.fromISO(local, { zone }).toJSDate();
const next = (settings: typeof berlin, local: string, zone = "Europe/Berlin") => {
  const opening = nextOpening(settings, at(local, zone));
  return opening && DateTime.fromJSDate(opening, { zone }).toFormat("ccc yyyy-MM-dd HH:mm");
};

describe("business hours", () => {
  it("are Monday to Friday, nine to five, in the shop's own time", () => {
    expect(isOpen(berlin, at("2026-11-23T09:00"))).toBe(true);
    expect(isOpen(berlin, at("2026-11-23T16:59:59"))).toBe(true);
    expect(isOpen(berlin, at("2026-11-23T17:00"))).toBe(false);
    expect(isOpen(berlin, at("2026-11-22T12:00"))).toBe(false);
    expect(isOpen(inZone("America/Los_Angeles"), at("2026-11-23T10:00"))).toBe(false);
  });

  it("say when somebody is there next: over the night, the weekend and a day off", () => {
    expect(next(berlin, "2026-11-23T07:10")).toBe("Mon 2026-11-23 09:00");
    expect(next(berlin, "2026-11-23T17:00")).toBe("Tue 2026-11-24 09:00");
    expect(next(berlin, "2026-11-27T18:00")).toBe("Mon 2026-11-30 09:00");
    const holiday = inZone("Europe/Berlin", { closedOn: ["2026-12-25"] });
    expect(next(holiday, "2026-12-24T20:00")).toBe("Mon 2026-12-28 09:00");
  });

  it("run past midnight where a span ends before it begins", () => {
    const night = inZone("Europe/Berlin", { friday: [{ from: "22:00", to: "02:00" }] });
    expect(isOpen(night, at("2026-11-28T01:59"))).toBe(true);
    expect(isOpen(night, at("2026-11-28T02:00"))).toBe(false);
    expect(next(night, "2026-11-27T18:00")).toBe("Fri 2026-11-27 22:00");
  });

  it("keep the wall clock on the days that have 23 and 25 hours", () => {
    const always = { from: "00:00", to: "24:00" };
    const sunday = inZone("Europe/Berlin", { sunday: [{ from: "02:30", to: "04:00" }] });
    expect(next(sunday, "2026-03-29T00:00")).toBe("Sun 2026-03-29 03:30");
    const whole = inZone("Europe/Berlin", { sunday: [always] });
    expect(isOpen(whole, at("2026-10-25T23:59"))).toBe(true);
    expect(isOpen(whole, at("2026-10-26T00:00"))).toBe(false);
  });

  it("are never, where a shop never opens", () => {
    const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] };
    expect(nextOpening(inZone("Europe/Berlin", none), at("2026-11-23T09:00"))).toBeNull();
  });

  it("refuse what is no time, no zone and no day", () => {
    const refused = (over: object) => businessHours.safeParse({ ...OFFICE_HOURS, ...over }).success === false;
    expect(refused({ monday: [{ from: "9:00", to: "17:00" }] })).toBe(true);
    expect(refused({ monday: [{ from: "09:00", to: "25:00" }] })).toBe(true);
    expect(refused({ monday: [{ from: "09:00", to: "09:00" }] })).toBe(true);
    expect(refused({ timeZone: "Mars/Olympus" })).toBe(true);
    expect(refused({ closedOn: ["2026-02-30"] })).toBe(true);
    expect(refused({})).toBe(false);
  });
});

describe("whatever the hours", () => {
  const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const span = fc
    .tuple(minutes, minutes)
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => ({ from: clock(from), to: clock(to) }));
  const spans = fc.array(span, { maxLength: 3 });
  const zone = fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
  );
  const settings = fc
    .record({ zone, monday: spans, wednesday: spans, saturday: spans })
    .map(({ zone, ...days }) => inZone(zone, { tuesday: [], thursday: [], friday: [], ...days }));
  const moment = fc.date({ min: new Date("2026-01-01"), max: new Date("2028-01-01"), noInvalidDate: true });

  it("the next opening is open, not in the past, and now exactly while it is open", () => {
    fc.assert(
      fc.property(settings, moment, (hours, now) => {
        const opening = nextOpening(hours, now);
        if (!opening) return !isOpen(hours, now);
        const isNow = opening.getTime() === now.getTime();
        return opening >= now && isOpen(hours, opening) && isNow === isOpen(hours, now);
      }),
      { numRuns: 300 },
    );
  });

  it("nobody is there between now and the next opening", () => {
    fc.assert(
      fc.property(settings, moment, fc.double({ min: 0, max: 0.999, noNaN: true }), (hours, now, part) => {
        const opening = nextOpening(hours, now);
        if (!opening || opening.getTime() === now.getTime()) return true;
        return !isOpen(
          hours,
          new Date(now.getTime() + Math.floor((opening.getTime() - now.getTime()) * part)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
