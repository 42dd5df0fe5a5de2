import { DateTime } from "luxon";
import { isOpen, nextOpening } from "#app/shop/business-hours.ts";
import type { Settings } from "#app/shop/settings.ts";
import { formattingLocale, say } from "#app/words/say.ts";

export interface ReplyWords {
  open: boolean;
  /** When a person answers, in the shopper's language: never a promise that the hours do not hold. */
  replyBy: string;
}

/** What to tell a shopper who waits for a person. */
export function replyWords(settings: Settings, at: Date, locale: string): ReplyWords {
  if (isOpen(settings, at)) return { open: true, replyBy: say(locale, "hours.open") };
  const opening = nextOpening(settings, at);
  if (!opening) return { open: false, replyBy: say(locale, "hours.never") };
  return {
    open: false,
    replyBy: say(locale, "hours.closed", { when: sayOpening(opening, at, settings, locale) }),
  };
}

function sayOpening(opening: Date, at: Date, settings: Settings, locale: string): string {
  const zone = settings.businessHours.timeZone;
  const isToday = DateTime.fromJSDate(opening, { zone }).hasSame(DateTime.fromJSDate(at, { zone }), "day");
  const day = isToday ? {} : ({ weekday: "long", day: "numeric", month: "long" } as const);
  const clock = { hour: "2-digit", minute: "2-digit", timeZone: zone } as const;
  return new Intl.DateTimeFormat(formattingLocale(locale), { ...day, ...clock }).format(opening);
}
