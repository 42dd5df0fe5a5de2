import type { Channel } from "#app/channels/channel.ts";
import { CHANNEL_WORDS } from "./channel-words.ts";
import type { TagTone } from "./tag.tsx";

interface Consent {
  channel: string;
  purpose: string;
  state: string;
  level: string | null;
  source: string | null;
}

export interface ConsentWords {
  what: string;
  state: string;
  tone: TagTone;
  /** Who said so, where that is known. */
  who: string | null;
}

/** What the ledger says, in plain words. */
export function sayConsent({ channel, purpose, state, level, source }: Consent): ConsentWords {
  const by = sayChannel(channel);
  const what = `${PURPOSE_NAMES[purpose] ?? purpose} by ${by}`;
  const who = source && saySource(source);
  if (state === "granted") return { what, state: "Yes", tone: "good", who };
  if (state === "revoked") return { what, state: "No", tone: "bad", who };
  if (state === "held")
    return { what, state: "Stopped until you have read what they wrote", tone: "attention", who };
  const words =
    level === "UNKNOWN" ? "Counts as no: how they agreed is not known" : "Not confirmed yet: counts as no";
  return { what, state: words, tone: "attention", who };
}

export const sayChannel = (channel: string): string => CHANNEL_WORDS[channel as Channel]?.message ?? channel;
export const saySource = (source: string): string => SOURCE[source] ?? source;

export const PURPOSE_NAMES: Record<string, string> = {
  marketing: "Marketing",
  "cart-reminders": "Cart reminders",
  updates: "Order updates",
  support: "Answers",
};
const SOURCE: Record<string, string> = {
  keyword: "they texted it",
  carrier: "told by the carrier",
  shopify: "told by Shopify",
  staff: "by your team",
  "no-opt-out": "your team read that they meant no end",
  storefront: "in the shop",
  "same-account": "under another name of the same account",
  preferences: "on their own page",
  import: "from a list you brought",
  provider: "in the provider's own menu",
};
