import type { Channel } from "#app/channels/channel.ts";
import type { Proof } from "#app/consent/read-proof.ts";
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

/** What is kept beside an entry, each under its name in plain words. Who of the team it was says a name, not an id. */
export function sayEvidence(evidence: Record<string, unknown>): [string, string][] {
  return Object.entries(evidence)
    .filter(([name, value]) => value !== null && value !== "" && !(name === "staffId" && evidence.recordedBy))
    .map(([name, value]) => [
      EVIDENCE[name] ?? name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
}

/** Of a doubt, and of a no in a provider's menu, the level is what stood before (consent/ledger.ts). */
export function sayLevel(level: string, state: string): string {
  const words = level.toLowerCase().replaceAll("_", " ").replaceAll("/", ", ");
  return state === "held" || state === "revoked" ? `before that: ${words}` : words;
}

/** A whole proof, for whoever it is handed on to. */
export function sayProof({ address, stands, entries }: Proof) {
  return {
    address,
    stands: stands.map(({ since, ...stand }) => ({ ...sayConsent({ ...stand, source: null }), since })),
    entries: entries.map(({ level, state, shown, version, at, evidence, ...entry }) => ({
      ...sayConsent({ ...entry, level, state }),
      level: level && sayLevel(level, state),
      shown,
      version,
      kept: sayEvidence(evidence),
      at,
    })),
  };
}

const EVIDENCE: Record<string, string> = {
  by: "Told by",
  code: "Carrier's code",
  collectedFrom: "Collected by",
  externalId: "Message at the carrier",
  how: "How they said it",
  importId: "Import",
  ip: "IP address",
  level: "Level",
  locale: "Language",
  messageId: "Our message",
  name: "List",
  network: "Network, as a hash",
  page: "Page",
  preference: "Preference at Meta",
  proof: "Address proven by",
  read: "Your team read it as",
  recordedBy: "Recorded by",
  said: "Said",
  saidAt: "Said at",
  saidOn: "Said on",
  staffId: "Team member",
  visitorId: "Visitor",
  word: "Word that joins",
  words: "In their words",
};
