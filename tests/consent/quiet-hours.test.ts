import { describe, expect, it } from "vitest";
import { quietHours, type Recipient } from "#app/consent/quiet-hours.ts";

const HOUR = 3_600_000;
const at = (iso: string) => new Date(iso);

/**
 * The rule written again from its sources with nothing of ours: Intl for the local clock, the hours as a list. 9–20
 * everywhere; what a state adds is only ever narrower.
 */
const NARROWER: Record<string, Partial<Record<"workday" | "Sat" | "Sun", [number, number] | "never">>> = {
  AL: { Sun: "never" },
  LA: { Sun: "never" },
  MS: { Sun: "never" },
  TX: { Sun: [12, 20] },
  KY: { workday: [10, 20], Sat: [10, 20], Sun: [10, 20] },
  RI: { workday: [9, 18], Sat: [10, 17], Sun: [10, 17] },
};
const ANYWHERE = ["America/St_Johns", "America/New_York", "America/Los_Angeles", "Pacific/Honolulu"];
const clocks = new Map<string, Intl.DateTimeFormat>();

function isLawful({ zones, region, country }: Recipient, moment: Date): boolean {
  return (zones.length ? zones : ANYWHERE).every((timeZone) => {
    const options = { timeZone, weekday: "short", hour: "2-digit", hourCycle: "h23" } as const;
    const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat("en-US", options);
    clocks.set(timeZone, clock);
    const parts = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, value]));
    const day = parts.weekday === "Sat" || parts.weekday === "Sun" ? parts.weekday : "workday";
    // Of an American number without a state every state's rule holds at once.
    const unknown = day === "Sun" ? "never" : day === "Sat" ? ([10, 17] as const) : ([10, 18] as const);
    const ruled = country === "US" && (region ? NARROWER[region]?.[day] : unknown);
    const hours = ruled || ([9, 20] as const);
    return hours !== "never" && Number(parts.hour) >= hours[0] && Number(parts.hour) < hours[1];
  });
}

const us = (region: string | null, ...zones: string[]): Recipient => ({ zones, country: "US", region });
const RECIPIENTS: Record<string, Recipient> = {
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
  "nobody knows where": { zones: [], country: null, region: null },
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
function isRight(recipient: Recipient, moment: Date): boolean {
  const verdict = quietHours(recipient, moment);
  if (verdict.open !== isLawful(recipient, moment)) return false;
  if (verdict.open) return true;
  if (verdict.until <= moment || !isLawful(recipient, verdict.until)) return false;
  let hour = Math.ceil((moment.getTime() + 1) / HOUR) * HOUR;
  for (; hour < verdict.until.getTime(); hour += HOUR) if (isLawful(recipient, new Date(hour))) return false;
  return true;
}

describe("the table", () => {
  it("opens at nine and closes before eight in the evening, to the second", () => {
    const berlin = RECIPIENTS.Berlin!;
    expect(quietHours(berlin, at("2026-11-20T07:59:59Z"))).toMatchObject({ open: false });
    expect(quietHours(berlin, at("2026-11-20T08:00:00Z"))).toEqual({ open: true });
    expect(quietHours(berlin, at("2026-11-20T18:59:59Z"))).toEqual({ open: true });
    expect(quietHours(berlin, at("2026-11-20T19:00:00Z"))).toMatchObject({
      open: false,
      until: at("2026-11-21T08:00:00Z"),
      because: "quiet-hours",
    });
  });

  it("is shut in Alabama on a Sunday, and waits for Monday", () => {
    expect(quietHours(RECIPIENTS.Alabama!, at("2026-11-22T18:00:00Z"))).toMatchObject({
      until: at("2026-11-23T15:00:00Z"),
    });
  });
});
