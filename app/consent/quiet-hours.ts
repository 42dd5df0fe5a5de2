import { DateTime } from "luxon";

/** Local hours in which a marketing text may go out: from `open` (inclusive) to `close` (exclusive), 24-hour clock. */
interface Window {
  open: number;
  close: number;
}

export interface Recipient {
  /** Every zone the recipient may plausibly be in (numbers roam); empty means unknown. IANA names. */
  zones: string[];
  /** Two-letter country and state, where known. */
  country: string | null;
  region: string | null;
}

export type Quiet = { open: true } | { open: false; until: Date; because: string };

/** When the table was last checked against its sources, and by what they stand. */
export const QUIET_HOURS_TABLE = {
  date: "2026-11-20",
  source: "47 CFR 64.1200(c)(1); state acts as listed by Bloomreach (2026-02-26) and Stello (2026-04-08)",
};

// Where sources disagree the narrowest stands. The federal window is 8–21; our own default is 9–20 everywhere.
const DEFAULT: Window = { open: 9, close: 20 };
const SHUT: Window = { open: 0, close: 0 };

/** By state: on an ordinary day, on Saturday, on Sunday. */
const STATES: Record<string, { day?: Window; saturday?: Window; sunday?: Window }> = {
  AL: { sunday: SHUT },
  CT: { day: { open: 9, close: 20 } },
  FL: { day: { open: 8, close: 20 } },
  KY: { day: { open: 10, close: 21 } },
  LA: { sunday: SHUT },
  MD: { day: { open: 8, close: 20 } },
  MS: { day: { open: 8, close: 20 }, sunday: SHUT },
  NJ: { day: { open: 8, close: 20 } },
  OK: { day: { open: 8, close: 20 } },
  RI: { day: { open: 9, close: 18 }, saturday: { open: 10, close: 17 }, sunday: { open: 10, close: 17 } },
  TX: { sunday: { open: 12, close: 21 } },
};

// With the zone unknown a text must be in hours from St John's to Honolulu.
const WHEN_UNKNOWN = ["America/St_Johns", "America/New_York", "America/Los_Angeles", "Pacific/Honolulu"];
const LONGEST_WAIT_HOURS = 24 * 8;

/**
 * Whether a marketing text may begin at `at`: only where it is in hours in every plausible zone of the recipient.
 * Where it may not, `until` is the next hour at which it may.
 */
export function quietHours(recipient: Recipient, at: Date): Quiet {
  if (isInHours(recipient, at)) return { open: true };
  for (let hour = 1; hour <= LONGEST_WAIT_HOURS; hour++) {
    const next = DateTime.fromJSDate(at).plus({ hours: hour }).startOf("hour").toJSDate();
    if (isInHours(recipient, next)) return { open: false, until: next, because: "quiet-hours" };
  }
  throw new Error("the quiet hours table never opens for this recipient");
}

function isInHours({ zones, country, region }: Recipient, at: Date): boolean {
  const plausible = zones.length ? zones : WHEN_UNKNOWN;
  // A number of the USA without a state may be in any of them: then each one's rule holds.
  const states = country !== "US" ? [] : region ? [region] : Object.keys(STATES);
  return plausible.every((zone) => {
    const local = DateTime.fromJSDate(at, { zone });
    const windows = [DEFAULT, ...states.map((state) => stated(local.weekday, state))];
    return windows.every(({ open, close }) => local.hour >= open && local.hour < close);
  });
}

/** The state's window on that weekday (1 Monday … 7 Sunday). */
function stated(weekday: number, state: string): Window {
  const table = STATES[state] ?? {};
  return (weekday === 7 && table.sunday) || (weekday === 6 && table.saturday) || table.day || DEFAULT;
}
