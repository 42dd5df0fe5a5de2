import type { Channel } from "#app/channels/channel.ts";
import { DAY, HOUR, later } from "#app/clock.ts";

/**
 * How long after a shopper's last message a channel lets the shop write freely: Meta's customer service window
 * (WhatsApp "Send messages", Messenger Platform and Instagram "Send API"; read 2026-11). After it, WhatsApp takes
 * approved templates alone; Messenger and Instagram take what a person wrote, under the human-agent tag, for seven days.
 */
const WINDOWS: Partial<Record<Channel, { openFor: number; forPeople: number; takesTemplates: boolean }>> = {
  whatsapp: { openFor: DAY, forPeople: DAY, takesTemplates: true },
  messenger: { openFor: DAY, forPeople: 7 * DAY, takesTemplates: false },
  instagram: { openFor: DAY, forPeople: 7 * DAY, takesTemplates: false },
};

export type Window =
  /** `until` null: this channel has no window. `asPerson`: open only for what a person wrote. */
  | { open: true; until: Date | null; asPerson: boolean }
  /** What can still be sent, if anything. */
  | { open: false; since: Date | null; takesTemplates: boolean };

/** Whether the shop may write freely on this channel, when the shopper last wrote there at `heardAt`. */
export function windowOf(channel: Channel, heardAt: Date | null, at: Date): Window {
  const rule = WINDOWS[channel];
  if (!rule) return { open: true, until: null, asPerson: false };
  const { takesTemplates } = rule;
  if (!heardAt) return { open: false, since: null, takesTemplates };
  const closes = later(heardAt, rule.openFor);
  if (at < closes) return { open: true, until: closes, asPerson: false };
  const forPeople = later(heardAt, rule.forPeople);
  if (at < forPeople) return { open: true, until: forPeople, asPerson: true };
  return { open: false, since: forPeople, takesTemplates };
}

/** Whether a channel has such a window at all: for the others nobody need look when the shopper last wrote. */
export const hasWindow = (channel: Channel): boolean => WINDOWS[channel] !== undefined;

/** Before a window closes, staff are told for so long. */
export const WINDOW_WARNING_MS = 3 * HOUR;
