import type { Money } from "#app/money.ts";

interface Facts {
  /** The messages of one day in one thread; `at` is the last one's. */
  messages: {
    conversationId: string;
    received: number;
    sent: number;
    channels: string[];
    /** The day's last message, shortened. */
    last: string;
    lastFrom: "shopper" | "assistant" | "staff" | "system";
  };
  note: { conversationId: string; text: string; by: string | null };
  "order-placed": { orderId: string; name: string; total: Money };
  "order-cancelled": { orderId: string; name: string };
  "parcel-sent": { orderId: string; name: string; carrier: string | null; number: string | null };
  /** A scan that matters to somebody who asks. */
  scan: { orderId: string; name: string; status: string; city: string | null };
  "return-requested": { orderId: string; name: string; items: number; status: string };
  "return-closed": { orderId: string; name: string; items: number; status: string };
  checkout: { total: Money; items: number; isFinished: boolean };
  consent: { channel: string; purpose: string; state: string; level: string | null; source: string };
  /** Somebody else was shown as this person, or apart again. */
  merge: { kind: string; by: string | null; isUndone: boolean };
  /** Staff changed something at Shopify. */
  change: { kind: string; state: string; by: string | null };
  known: Record<string, never>;
}

export type EntryKind = keyof Facts;

/** One thing that happened with a person. */
export type TimelineEntry = {
  [Kind in EntryKind]: { kind: Kind; id: string; at: string; facts: Facts[Kind] };
}[EntryKind];

export interface Timeline {
  /** Newest first. */
  entries: TimelineEntry[];
  /** Where the next page goes on; null at the end. */
  older: string | null;
}
