import type { BusinessHours } from "#app/shop/business-hours.ts";

export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Day = (typeof DAYS)[number];

/** The week as the form tells it: one span a day where the day is ticked. What is wrong with it, the settings say. */
export function hoursOfForm(form: FormData): Omit<BusinessHours, "closedOn"> {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const spans = (day: Day) =>
    form.has(`${day}-open`) ? [{ from: text(`${day}-from`), to: text(`${day}-to`) }] : [];
  const week = Object.fromEntries(DAYS.map((day) => [day, spans(day)])) as Record<
    Day,
    { from: string; to: string }[]
  >;
  return { ...week, timeZone: text("timeZone") || null };
}
