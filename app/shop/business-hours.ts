import { DateTime, IANAZone } from "luxon";
import { z } from "zod";

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, "Write times as 09:00, up to 24:00.");
const span = z
  .object({ from: time, to: time })
  .refine(({ from, to }) => from !== to && from !== "24:00", "A span needs a beginning and another end.");
const spans = z.array(span).max(4);

/** When staff answer. Times are local; a span that ends before it begins runs into the next day. */
export const businessHours = z.object({
  /** IANA name, or null for the shop's own. */
  timeZone: z
    .string()
    .refine((name) => IANAZone.isValidZone(name), "No such time zone.")
    .nullable(),
  monday: spans,
  tuesday: spans,
  wednesday: spans,
  thursday: spans,
  friday: spans,
  saturday: spans,
  sunday: spans,
  /** Days off as local dates, `2026-12-25`: nothing begins on them. */
  closedOn: z.array(z.iso.date()).max(366),
});
export type BusinessHours = z.infer<typeof businessHours>;

interface Open {
  businessHours: BusinessHours & { timeZone: string };
}

/** Whether staff are there at that moment. */
export const isOpen = (settings: Open, at: Date): boolean =>
  nextOpening(settings, at)?.getTime() === at.getTime();

/** The first moment from `at` on when staff are there: `at` itself while open, null where the shop never opens. */
export function nextOpening({ businessHours: hours }: Open, at: Date): Date | null {
  const today = DateTime.fromJSDate(at, { zone: hours.timeZone }).startOf("day");
  // From yesterday, for a span that ran past midnight. A shop may be away for long, but not for longer than a year.
  for (let day = -1; day <= 367; day++) {
    const openings = spansOf(hours, today.plus({ days: day })).filter(({ to }) => to > at);
    if (openings.length)
      return new Date(Math.max(at.getTime(), Math.min(...openings.map(({ from }) => +from))));
  }
  return null;
}

const OFFICE_DAY = [{ from: "09:00", to: "17:00" }];

/** Monday to Friday, 9 to 17, in the shop's time zone: what a shop starts with. */
export const OFFICE_HOURS: BusinessHours = {
  timeZone: null,
  monday: OFFICE_DAY,
  tuesday: OFFICE_DAY,
  wednesday: OFFICE_DAY,
  thursday: OFFICE_DAY,
  friday: OFFICE_DAY,
  saturday: [],
  sunday: [],
  closedOn: [],
};

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

function spansOf(hours: BusinessHours, day: DateTime): { from: Date; to: Date }[] {
  if (hours.closedOn.includes(day.toISODate()!)) return [];
  return hours[DAYS[day.weekday - 1]!].map(({ from, to }) => ({
    from: moment(day, from),
    to: moment(to <= from ? day.plus({ days: 1 }) : day, to),
  }));
}

/** By the wall clock: a time that the spring clock skips is the moment it skips to. */
function moment(day: DateTime, time: string): Date {
  const [hour, minute] = time.split(":").map(Number);
  if (hour === 24) return day.plus({ days: 1 }).toJSDate();
  return day.set({ hour, minute }).toJSDate();
}
