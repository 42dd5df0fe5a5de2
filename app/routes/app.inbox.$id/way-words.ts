import { CHANNEL_WORDS } from "#app/components/channel-words.ts";
import type { Window } from "#app/channels/window.ts";
import { DAY, HOUR, MINUTE } from "#app/clock.ts";
import type { Way } from "#app/conversations/way.ts";

/** As one way stands in the list of all: "Text to +1415… from +1628…". */
export function sayWay({ channel, from, to }: Way): string {
  const name = channel === "sms" ? "Text" : CHANNEL_WORDS[channel].name;
  return [name, to && `to ${to}`, from && `from ${from}`].filter(Boolean).join(" ");
}

/** As it stands on a button: "Answer by email". */
export const sayAnswerBy = ({ channel }: Way): string => `Answer ${CHANNEL_WORDS[channel].by}`;

/** How long the channel stays open, where it closes by itself; null where it does not. */
export function sayWindow(window: Window, at: Date): string | null {
  if (!window.open || !window.until) return null;
  const left = sayLeft(window.until.getTime() - at.getTime());
  return window.asPerson
    ? `Open to a person for ${left} more, under Meta's human-agent tag; closed to the assistant`
    : `Open for ${left} more, unless they write again`;
}

/** Whole units, the two largest: "5 h 12 min", "3 days 4 h". */
export function sayLeft(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  const hours = Math.floor((milliseconds % DAY) / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  if (days) return [days === 1 ? "1 day" : `${days} days`, hours && `${hours} h`].filter(Boolean).join(" ");
  if (hours) return [`${hours} h`, minutes && `${minutes} min`].filter(Boolean).join(" ");
  return minutes ? `${minutes} min` : "less than a minute";
}
