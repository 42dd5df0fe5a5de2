import { DateTime } from "luxon";
import { DAY, later } from "#app/clock.ts";
import { isHoliday } from "#app/consent/holidays.ts";
import { COUNTRIES, type Hours, MOVED, OUR_HOURS, type Rule, STATES } from "#app/consent/lawful-hours.ts";
import { isPromoting, type MessageClass } from "#app/consent/purposes.ts";
import { zonesOfCountry } from "#app/customers/zones-of-country.ts";

/** Somewhere a recipient may be: by their number, or by their address. */
export interface Place {
  /** Every zone that is plausible there (numbers roam); empty means unknown. IANA names. */
  zones: string[];
  /** Two-letter country and state, where known. */
  country: string | null;
  region: string | null;
}

/** All that is known of where they are: each place's hours hold at once. */
export type Recipient = Place[];

/** `until`: when it is lawful next everywhere they may be; null where it never is. */
export type Quiet = { open: true } | { open: false; until: Date | null; because: "quiet-hours" | "no-hours" };

/** Over a long weekend with a holiday on either side; what is not open by then never is. */
const LONGEST_WAIT_DAYS = 14;

/**
 * Whether a message of this kind may leave at `at`: a promotion only where it is in lawful hours in every plausible
 * zone of every place the recipient may be in. `own`: the merchant's hours, which can only narrow that. Pure.
 */
export function quietHours(
  recipient: Recipient,
  kind: MessageClass,
  at: Date,
  own: Hours = OUR_HOURS,
): Quiet {
  if (!isPromoting(kind)) return { open: true };
  const clocks = recipient.map(clocksOf);
  const isKnown = clocks.length > 0 && clocks.every((ofPlace) => ofPlace.length > 0);
  const until = isKnown ? nextOpening(clocks.flat(), at, own) : null;
  if (!until) return { open: false, until, because: "no-hours" };
  return until.getTime() === at.getTime() ? { open: true } : { open: false, until, because: "quiet-hours" };
}

/** A clock on some wall, and the laws that hold below it. */
interface Clock {
  zone: string;
  rules: { rule: Rule; country: string; state: string | null }[];
}

/** None where not even the country is known. */
function clocksOf({ zones, country, region }: Place): Clock[] {
  if (!country) return [];
  const rules = rulesOf(country, region);
  const plausible = zones.length ? zones : zonesOfCountry(country);
  return plausible.flatMap((zone) => [zone, ...(MOVED[zone] ?? [])]).map((zone) => ({ zone, rules }));
}

function rulesOf(country: string, region: string | null): Clock["rules"] {
  if (country !== "US") {
    const rule = COUNTRIES[country];
    return rule ? [{ rule, country, state: null }] : [];
  }
  // A number of the USA without a state may be in any of them: then each one's rule holds.
  const states = region ? [region] : Object.keys(STATES);
  return states.flatMap((state) => (STATES[state] ? [{ rule: STATES[state], country, state }] : []));
}

/** The first moment from `at` on that is open on every clock; `at` itself where it is. */
function nextOpening(clocks: Clock[], at: Date, own: Hours): Date | null {
  const last = later(at, LONGEST_WAIT_DAYS * DAY);
  let moment = at;
  while (moment <= last) {
    const opening = latest(clocks.map((clock) => openingOn(clock, moment, own)));
    if (!opening || opening <= moment) return opening && moment;
    moment = opening;
  }
  return null;
}

function latest(moments: (Date | null)[]): Date | null {
  let found: Date | null = null;
  for (const moment of moments) {
    if (!moment) return null;
    if (!found || moment > found) found = moment;
  }
  return found;
}

/** When this clock alone is open next: now, later today, or on the next day that has hours. */
function openingOn({ zone, rules }: Clock, moment: Date, own: Hours): Date | null {
  const local = DateTime.fromJSDate(moment, { zone });
  for (let days = 0; days <= LONGEST_WAIT_DAYS; days++) {
    const day = days ? local.plus({ days }).startOf("day") : local;
    const hours = hoursOn(day, rules, own);
    if (!hours || (!days && local.hour >= hours.close)) continue;
    if (!days && local.hour >= hours.open) return moment;
    return day.set({ hour: hours.open, minute: 0, second: 0, millisecond: 0 }).toJSDate();
  }
  return null;
}

/** What our hours, the merchant's and every law leave of that day; null: nothing. */
function hoursOn(day: DateTime, rules: Clock["rules"], own: Hours): Hours | null {
  let { open, close } = narrower(OUR_HOURS, own);
  for (const { rule, country, state } of rules) {
    if (rule.isShutOnHolidays && isHoliday(country, state, day)) return null;
    const stated = statedOn(day.weekday, rule);
    if (stated === null) return null;
    if (stated) ({ open, close } = narrower({ open, close }, stated));
  }
  return open < close ? { open, close } : null;
}

const narrower = (one: Hours, other: Hours): Hours => ({
  open: Math.max(one.open, other.open),
  close: Math.min(one.close, other.close),
});

/** By weekday, 1 Monday … 7 Sunday; null: shut, undefined: the rule says nothing. */
function statedOn(weekday: number, { day, saturday, sunday }: Rule): Hours | null | undefined {
  if (weekday === 7 && sunday !== undefined) return sunday;
  return weekday === 6 && saturday !== undefined ? saturday : day;
}
