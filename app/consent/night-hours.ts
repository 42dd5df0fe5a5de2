import { DateTime } from "luxon";

/** From nine in the evening to eight in the morning nobody is called (47 CFR 64.1200(c)(1)); we take it as the night. */
const MORNING = 8;
const EVENING = 21;

/**
 * Null while it is day in every one of these zones (IANA names); else the next full hour at which it is. For news that
 * may go out at any time by law, and that a merchant does not want to wake anybody with.
 */
export function morningAfter(zones: string[], at: Date): Date | null {
  if (isDay(zones, at)) return null;
  for (let hours = 1; hours <= 48; hours++) {
    const next = DateTime.fromJSDate(at).plus({ hours }).startOf("hour").toJSDate();
    if (isDay(zones, next)) return next;
  }
  // Zones so far apart that it is never day in all of them: then it is nobody's night in particular.
  return null;
}

const isDay = (zones: string[], at: Date): boolean =>
  zones.every((zone) => {
    const { hour } = DateTime.fromJSDate(at, { zone });
    return hour >= MORNING && hour < EVENING;
  });
