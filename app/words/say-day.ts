import { DateTime } from "luxon";
import { formattingLocale, say } from "#app/words/say.ts";

export interface DayStyle {
  locale: string;
  timeZone: string;
  at: Date;
  /** Texts by SMS are short. */
  isShort?: boolean;
}

/** "tomorrow", or "Tuesday 24 November": a day on the shop's calendar, as one says it today. */
export function sayDay(day: Date, style: DayStyle): string {
  return sayNear(day, style) ?? sayDate(day, style);
}

/** As `sayDay`, to stand after a verb: "yesterday", "on Tuesday 24 November". */
export function sayOnDay(day: Date, style: DayStyle): string {
  return sayNear(day, style) ?? say(style.locale, "day.on", { date: sayDate(day, style) });
}

/** The day and the hour: "yesterday, 14:05". */
export function sayTime(time: Date, style: DayStyle): string {
  const hour = new Intl.DateTimeFormat(formattingLocale(style.locale), {
    timeStyle: "short",
    timeZone: style.timeZone,
  });
  return `${sayDay(time, style)}, ${hour.format(time)}`;
}

function sayNear(day: Date, { locale, timeZone, at }: DayStyle): string | null {
  const start = (time: Date) => DateTime.fromJSDate(time, { zone: timeZone }).startOf("day");
  const days = Math.round(start(day).diff(start(at), "days").days);
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(formattingLocale(locale), { numeric: "auto" }).format(days, "day");
}

function sayDate(day: Date, { locale, timeZone, at, isShort }: DayStyle): string {
  const isFar = Math.abs(day.getTime() - at.getTime()) > 300 * 24 * 3_600_000;
  const length = isShort ? "short" : "long";
  const format = new Intl.DateTimeFormat(formattingLocale(locale), {
    weekday: isShort ? "short" : "long",
    day: "numeric",
    month: length,
    ...(isFar && { year: "numeric" }),
    timeZone,
  });
  return format.format(day);
}
