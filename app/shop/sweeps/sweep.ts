import { MINUTE } from "#app/clock.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import type { AdminFailure } from "#app/shopify/admin-answer.ts";

/**
 * How one kind of record is read again from Shopify and compared with our mirror. A new kind is an object of this
 * shape beside its mirror (orders/sweep-orders.ts) and one line in wiring/sweeps.ts.
 */
export interface Sweep<T extends SweptRecord = SweptRecord> {
  /** "orders": names the kind in the database, in jobs and on the page. */
  kind: string;
  /** Topics that a lack of such a record is put down to. */
  topics: string[];
  /** A page of what changed since then, the oldest change first, so that a change meanwhile comes at the end. */
  read(shopId: string, from: { since: Date; after: string | null }): Promise<SweptPage<T> | AdminFailure>;
  /**
   * What webhooks should have told of these records, and whether the mirror has it; set-based, a statement a table.
   * Of what was forgotten (customers/forgotten.ts) it says nothing.
   */
  compare(shop: Reader, records: T[]): Promise<Fact[]>;
  /** The verb that a webhook would have come to: newest wins there, so that a sweep never undoes one. */
  mirror(shop: Shop, record: T): Promise<unknown>;
}

export interface SweptRecord {
  /** Shopify's numeric id, as text. */
  id: string;
}

export interface SweptPage<T> {
  ok: true;
  records: T[];
  /** Shopify's cursor of the next page; null where this was the last. */
  after: string | null;
}

/** One thing that a webhook tells. */
export interface Fact {
  recordId: string;
  /** Null: no topic of its own tells it, so it is put right without being counted. */
  topic: string | null;
  /** When it came about at Shopify. */
  at: Date;
  isKnown: boolean;
}

export type SweepCause = "hourly" | "nightly" | "asked" | "silence" | "outage";

/** What a run looked at and what it found missing, by topic. */
export type Found = Record<string, { checked: number; drifted: number }>;

/** Shopify tries a webhook again after a minute, and the search index lags: younger than this, nothing is missing yet. */
const GRACE_MS = 5 * MINUTE;

/**
 * Counts facts by topic. Drift is what no webhook has told although it came about after the shop installed us and
 * longer ago than a webhook takes.
 */
export function countFacts(facts: Fact[], { at, installedAt }: { at: Date; installedAt: Date }): Found {
  const found: Found = {};
  const due = at.getTime() - GRACE_MS;
  for (const { topic, at: cameAbout, isKnown } of facts) {
    if (!topic) continue;
    const { checked, drifted } = found[topic] ?? { checked: 0, drifted: 0 };
    const isDrift = !isKnown && cameAbout >= installedAt && cameAbout.getTime() < due;
    found[topic] = { checked: checked + 1, drifted: drifted + Number(isDrift) };
  }
  return found;
}
