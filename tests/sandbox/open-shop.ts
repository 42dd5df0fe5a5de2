import type { Change, Store, StoreOptions } from "#sandbox/shopify/store/contract.ts";
import { openStore } from "#sandbox/shopify/store/store.ts";
import type { Outcome } from "#sandbox/shopify/store/verb-types.ts";

export const OPENED_AT = Date.parse("2026-11-20T09:00:00Z");

export interface OpenShop {
  store: Store;
  changes: Change[];
  /** Topics since the last call, in order. */
  topics(): string[];
  /** Moves the shop's clock. */
  wait(milliseconds: number): void;
}

/** A small shop with a clock of its own; no cast and no history unless asked for. */
export function openShop(options: Partial<StoreOptions> = {}): OpenShop {
  let now = OPENED_AT;
  const store = openStore({
    domain: "two-anchors.myshopify.com",
    orders: 0,
    customers: 0,
    cast: false,
    now: () => now,
    ...options,
  });
  const changes: Change[] = [];
  store.onChange((change) => changes.push(change));
  return {
    store,
    changes,
    topics: () => changes.splice(0).map((change) => change.topic),
    wait(milliseconds) {
      now += milliseconds;
    },
  };
}

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.userErrors));
  return outcome.value;
}

export function words(outcome: Outcome<unknown>): string | null {
  return outcome.ok ? null : (outcome.userErrors[0]?.message ?? "");
}

export function sku(store: Store, title: string): number {
  return store.products().find((product) => product.title.startsWith(title))!.variants[0]!.id;
}
