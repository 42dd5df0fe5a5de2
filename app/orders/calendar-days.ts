import { DateTime } from "luxon";

/** From one day to another on the shop's calendar: yesterday evening to this morning is 1. */
export function daysBetween(from: Date, to: Date, timeZone: string): number {
  const day = (at: Date) => DateTime.fromJSDate(at, { zone: timeZone }).startOf("day");
  return Math.round(day(to).diff(day(from), "days").days);
}

/** Days after the promise, in whole days of the shop's calendar; null while the promise still holds. */
export function daysLate(promise: Date, at: Date, timeZone: string): number | null {
  const days = daysBetween(promise, at, timeZone);
  return days > 0 ? days : null;
}

/** When a day of the shop's calendar is over. */
export const endOfDay = (at: Date, timeZone: string): Date =>
  DateTime.fromJSDate(at, { zone: timeZone }).startOf("day").plus({ days: 1 }).toJSDate();
