import type { Choice } from "#app/channels/channel.ts";
import type { MessageClass } from "#app/consent/purposes.ts";
import type { Money } from "#app/money.ts";

/**
 * Where a message stands (reliability R9). `unknown`: the provider may or may not have taken it, and asking has not
 * settled it; it is never sent again by itself. `received` is for what came in.
 */
export const MESSAGE_STATES = [
  "received",
  "queued",
  "sending",
  "sent",
  "delivered",
  "failed",
  "unknown",
  "suppressed",
  "expired",
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What kind of message it is, which says what it needs consent to (consent/purposes.ts). */
export type Purpose = MessageClass;

export type AuthorKind = "shopper" | "assistant" | "staff" | "system";

export interface Link {
  url: string;
  label: string;
}

/** Facts beside a text, for channels that can show them. */
export interface Card {
  kind: "order";
  title: string;
  lines: { label: string; value: string }[];
  parcels: { title: string; state: string; lines: string[]; link: Link | null }[];
  total?: Money;
}

export interface FileView {
  id: string;
  /** Signed; opens it for a day at least. */
  url: string;
  contentType: string;
  bytes: number;
  state: "kept" | "waiting" | "failed";
  /** Why it could not be fetched or kept. */
  reason: string | null;
  width: number | null;
  height: number | null;
  name: string | null;
}

/** What the storefront chat and the inbox are given of a message. */
export interface MessageView {
  id: string;
  seq: number;
  version: number;
  clientId: string | null;
  from: "shopper" | "shop";
  author: { kind: AuthorKind; name: string | null };
  text: string;
  choices: Choice[];
  link: Link | null;
  card: Card | null;
  files: FileView[];
  at: string;
  state: MessageState | null;
}

export const LONGEST_MESSAGE = 4_000;

/**
 * Whether a message in state `from` may be told that it is `to`: what is known for certain never goes back
 * (R12: callbacks come twice, late and shuffled).
 */
export function mayBecome(from: MessageState, to: MessageState): boolean {
  return NEXT[from].includes(to);
}

const NEXT: Record<MessageState, readonly MessageState[]> = {
  received: [],
  // The same, with another reason why it waits.
  queued: ["queued", "sending", "sent", "suppressed", "expired"],
  // A callback may come before the response to our own request.
  sending: ["queued", "sent", "delivered", "failed", "unknown"],
  unknown: ["queued", "sent", "delivered", "failed"],
  sent: ["delivered", "failed"],
  delivered: [],
  failed: ["delivered"],
  suppressed: [],
  expired: [],
};
