import { describe, expect, it } from "vitest";
import { type Place, quietHours } from "#app/consent/quiet-hours.ts";

const HOUR = 3_600_000;
const at = (iso: string) => new Date(iso);

/**
 * The rule written again from its sources with nothing of ours: Intl for the local clock, the hours as a list. 9–20
 * everywhere; what a state adds is only ever narrower.
 */
const NARROWER: Record<string, Partial<Record<"workday" | "Sat" | "Sun", [number, number] | "never">>> = {
  "US AL": { Sun: "never" },
  "US LA": { Sun: "never" },
  "US MS": { Sun: "never" },
  "US TX": { Sun: [12, 20] },
  "US KY": { workday: [10, 20], Sat: [10, 20], Sun: [10, 20] },
  "US RI": { workday: [9, 18], Sat: [10, 17], Sun: [10, 17] },
  // Of an American number without a state every state's rule holds at once.
  "US null": { workday: [10, 18], Sat: [10, 17], Sun: "never" },
  "AU null": { Sat: [9, 17], Sun: "never" },
  "CA null": { Sat: [10, 18], Sun: [10, 18] },
  "IN null": { workday: [10, 20], Sat: [10, 20], Sun: [10, 20] },
};
/** Of the days that are looked at below. */
const HOLIDAYS: Record<string, string[]> = {
  "US LA": ["2026-04-03", "2026-11-03"],
  "US null": ["2026-04-03", "2026-11-03"],
  "AU null": ["2026-04-03", "2026-04-04", "2026-04-05", "2026-04-06"],
};
const clocks = new Map<string, Intl.DateTimeFormat>();

function isLawful({ zones, region, country }: Place, moment: Date): boolean {
  const ruled = `${country} ${region}`;
  return zones.every((timeZone) => {
    const { weekday, hour, ...date } = onClock(timeZone, moment);
    if (HOLIDAYS[ruled]?.includes(`${date.year}-${date.month}-${date.day}`)) return false;
    const hours = NARROWER[ruled]?.[weekday === "Sat" || weekday === "Sun" ? weekday : "workday"] ?? [9, 20];
    return hours !== "never" && Number(hour) >= hours[0] && Number(hour) < hours[1];
  });
}

function onClock(timeZone: string, moment: Date): Record<string, string> {
  const date = { year: "numeric", month: "2-digit", day: "2-digit", weekday: "short" } as const;
  const options = { timeZone, ...date, hour: "2-digit", hourCycle: "h23" } as const;
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat("en-US", options);
  clocks.set(timeZone, clock);
  return Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, value]));
}

const us = (region: string | null, ...zones: string[]): Place => ({ zones, country: "US", region });
const RECIPIENTS: Record<string, Place> = {
  "New York": us("NY", "America/New_York"),
  "Florida, which has two zones": us("FL", "America/New_York", "America/Chicago"),
  Alabama: us("AL", "America/Chicago"),
  Texas: us("TX", "America/Chicago", "America/Denver"),
  Kentucky: us("KY", "America/New_York", "America/Chicago"),
  "Rhode Island": us("RI", "America/New_York"),
  "Arizona, without a change of clocks": us("AZ", "America/Phoenix"),
  Hawaii: us("HI", "Pacific/Honolulu"),
  "America, no state known": us(null, "America/Chicago"),
  Berlin: { zones: ["Europe/Berlin"], country: "DE", region: null },
  London: { zones: ["Europe/London"], country: "GB", region: null },
  "India, half an hour off": { zones: ["Asia/Kolkata"], country: "IN", region: null },
  "Lord Howe, whose clocks move by half an hour": {
    zones: ["Australia/Lord_Howe"],
    country: "AU",
    region: null,
  },
};

/** Days around both changes of the clocks, in America, Europe and Australia, weekends included. */
const WEEKENDS = ["2026-03-06", "2026-03-28", "2026-04-03", "2026-10-02", "2026-10-24", "2026-10-31"];

describe("marketing texts around both changes of the clocks", () => {
  for (const [who, recipient] of Object.entries(RECIPIENTS))
    it(`go to ${who} in lawful hours only, and wait for the next of them`, () => {
      const wrong: string[] = [];
      for (const day of WEEKENDS)
        for (let half = 0; half < 4 * 48; half++) {
          const moment = new Date(at(`${day}T00:00:00Z`).getTime() + (half * HOUR) / 2);
          if (!isRight(recipient, moment)) wrong.push(moment.toISOString());
        }
      expect(wrong).toEqual([]);
    });
});

/** The verdict agrees with the oracle; a wait ends in lawful hours and passes over no whole lawful hour. */
function isRight(place: Place, moment: Date): boolean {
  const verdict = quietHours([place], "marketing", moment);
  if (verdict.open !== isLawful(place, moment)) return false;
  if (verdict.open) return true;
  if (!verdict.until || verdict.until <= moment || !isLawful(place, verdict.until)) return false;
  let hour = Math.ceil((moment.getTime() + 1) / HOUR) * HOUR;
  for (; hour < verdict.until.getTime(); hour += HOUR) if (isLawful(place, new Date(hour))) return false;
  return true;
}

const ask = (place: Place, iso: string) => quietHours([place], "marketing", at(iso));

describe("the table", () => {
  it("opens at nine and closes before eight in the evening, to the second", () => {
    const berlin = RECIPIENTS.Berlin!;
    expect(ask(berlin, "2026-11-20T07:59:59Z")).toMatchObject({ open: false });
    expect(ask(berlin, "2026-11-20T08:00:00Z")).toEqual({ open: true });
    expect(ask(berlin, "2026-11-20T18:59:59Z")).toEqual({ open: true });
    expect(ask(berlin, "2026-11-20T19:00:00Z")).toMatchObject({
      open: false,
      until: at("2026-11-21T08:00:00Z"),
      because: "quiet-hours",
    });
  });

  it("is shut in Alabama on a Sunday and on its holidays, and waits for the next workday", () => {
    const alabama = RECIPIENTS.Alabama!;
    expect(ask(alabama, "2026-11-22T18:00:00Z")).toMatchObject({ until: at("2026-11-23T15:00:00Z") });
    expect(ask(alabama, "2026-11-26T18:00:00Z")).toMatchObject({ until: at("2026-11-27T15:00:00Z") });
    // Veterans Day of 2028 is a Saturday: it is kept on the Friday, and the Sunday is shut as well.
    expect(ask(alabama, "2028-11-10T18:00:00Z")).toMatchObject({ until: at("2028-11-13T15:00:00Z") });
  });

  it("counts by the clock on the wall, in half-hour zones and on the days the clocks change", () => {
    const newfoundland: Place = { zones: ["America/St_Johns"], country: "CA", region: null };
    expect(ask(newfoundland, "2026-11-20T10:00:00Z")).toMatchObject({ until: at("2026-11-20T12:30:00Z") });
    expect(ask(RECIPIENTS["New York"]!, "2026-03-08T04:00:00Z")).toMatchObject({
      until: at("2026-03-08T13:00:00Z"),
    });
    expect(ask(RECIPIENTS["New York"]!, "2026-11-01T04:00:00Z")).toMatchObject({
      until: at("2026-11-01T14:00:00Z"),
    });
  });
});

describe("where somebody may be in more places than one", () => {
  const [newYork, berlin] = [RECIPIENTS["New York"]!, RECIPIENTS.Berlin!];

  it("every place's hours hold at once", () => {
    expect(quietHours([newYork, berlin], "marketing", at("2026-11-20T14:30:00Z"))).toEqual({ open: true });
    expect(quietHours([newYork, berlin], "marketing", at("2026-11-20T13:30:00Z"))).toMatchObject({
      until: at("2026-11-20T14:00:00Z"),
    });
  });

  it("a country without a zone is every zone of it, and no country at all is never", () => {
    const somewhere = us(null);
    // Kentucky begins at 10:00, which is 20:00 UTC in Adak; the afternoon of Rhode Island ends at 23:00.
    expect(ask(somewhere, "2026-11-20T19:59:00Z")).toMatchObject({ until: at("2026-11-20T20:00:00Z") });
    expect(ask(somewhere, "2026-11-20T22:59:00Z")).toEqual({ open: true });
    expect(ask(somewhere, "2026-11-20T23:00:00Z")).toMatchObject({ open: false });
    const nowhere = { zones: [], country: null, region: null };
    const never = { open: false, until: null, because: "no-hours" };
    expect(quietHours([nowhere], "marketing", at("2026-11-20T18:00:00Z"))).toEqual(never);
    expect(quietHours([nowhere, berlin], "marketing", at("2026-11-20T12:00:00Z"))).toEqual(never);
    expect(quietHours([], "marketing", at("2026-11-20T12:00:00Z"))).toEqual(never);
  });

  it("what is not a promotion may go at any time", () => {
    for (const kind of ["conversation", "service", "confirmation"] as const)
      expect(quietHours([berlin], kind, at("2026-11-20T02:00:00Z"))).toEqual({ open: true });
  });
});
