import Holidays from "date-holidays";
import { DateTime } from "luxon";

/** Whether it is a public holiday there, or the weekday on which one of a weekend is kept (Ala. Code 1-3-8). */
export const isHoliday = (country: string, state: string | null, local: DateTime): boolean =>
  daysOf(country, state, local.year).has(local.ordinal);

/** Kept for good: a handful of states and countries, and the years that are asked about. */
const known = new Map<string, Set<number>>();

/** The days of that year by their ordinal, 1 to 366. */
function daysOf(country: string, state: string | null, year: number): Set<number> {
  const key = `${country} ${state} ${year}`;
  const kept = known.get(key);
  if (kept) return kept;
  const calendar = state ? new Holidays(country, state.toLowerCase()) : new Holidays(country);
  // New Year's Day may be kept on the last day of the year before.
  const listed = [year - 1, year, year + 1].flatMap((each) => calendar.getHolidays(each));
  const days = listed
    .filter(({ type }) => type === "public")
    .map(({ date }) => DateTime.fromISO(date.slice(0, 10)))
    .flatMap((day) => [day, ...(country === "US" ? keptOn(day) : [])]);
  const found = new Set(days.filter((day) => day.year === year).map(({ ordinal }) => ordinal));
  known.set(key, found);
  return found;
}

function keptOn(day: DateTime): DateTime[] {
  if (day.weekday === 6) return [day.minus({ days: 1 })];
  return day.weekday === 7 ? [day.plus({ days: 1 })] : [];
}
