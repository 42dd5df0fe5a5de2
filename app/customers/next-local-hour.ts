import { DAY, later } from "#app/clock.ts";

/**
 * When it is next `hour`:00 on the clocks of this zone (IANA), after `at`. By what the browser itself knows of zones,
 * so that a screen can offer it; nobody's clocks are put forward at an hour one would ask for.
 */
export function nextLocalHour(zone: string, hour: number, at: Date): Date {
  const wall = wallClock(zone, at);
  const today = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate(), hour);
  for (let days = 0; ; days++) {
    const moment = momentOf(zone, today + days * DAY);
    if (moment > at) return moment;
  }
}

/** The hour of the day there, 0 to 23. */
export const localHour = (zone: string, at: Date): number => wallClock(zone, at).getUTCHours();

/** What the clocks there show, written as if it were UTC. */
function wallClock(zone: string, at: Date): Date {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;
  return new Date(
    Date.UTC(
      parts.year,
      parts.month - 1,
      parts.day,
      parts.hour,
      parts.minute,
      parts.second,
      at.getUTCMilliseconds(),
    ),
  );
}

/** The moment at which the clocks there show this; twice, for the clocks may change between the guess and it. */
function momentOf(zone: string, shown: number): Date {
  let moment = new Date(shown);
  for (let tries = 0; tries < 2; tries++) moment = later(moment, shown - wallClock(zone, moment).getTime());
  return moment;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, made);
  return made;
}
