import Holidays from "date-holidays";
import type { DateTime } from "luxon";

/** Whether it is a public holiday there, or the weekday on which one of a weekend is kept (Ala. Code 1-3-8). */
export function isHoliday(country: string, state: string | null, local: DateTime): boolean {
  const days = daysOf(country, state, local.year);
  if (days.has(local.toISODate()!)) return true;
  if (country !== "US") return false;
  if (local.weekday === 5) return daysOn(country, state, local.plus({ days: 1 }));
  return local.weekday === 1 && daysOn(country, state, local.minus({ days: 1 }));
}

const daysOn = (country: string, state: string | null, local: DateTime): boolean =>
  daysOf(country, state, local.year).has(local.toISODate()!);

/** Kept for good: a handful of states and countries, and the years that are asked about. */
const known = new Map<string, Set<string>>();

function daysOf(country: string, state: string | null, year: number): Set<string> {
  const key = `${country} ${state} ${year}`;
  const kept = known.get(key);
  if (kept) return kept;
  const calendar = state ? new Holidays(country, state.toLowerCase()) : new Holidays(country);
  const days = calendar.getHolidays(year).filter(({ type }) => type === "public");
  const dates = new Set(days.map(({ date }) => date.slice(0, 10)));
  known.set(key, dates);
  return dates;
}
