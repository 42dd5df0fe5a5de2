import type { Instant } from "./types.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Epoch ms to Shopify's form: UTC, whole seconds. */
export function instant(ms: number): Instant {
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

export function ms(at: Instant): number {
  return Date.parse(at);
}

/** Any ISO date-time as an Instant (offsets become UTC), or null when it is none. */
export function readInstant(text: string): Instant | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : instant(at);
}

export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

export function after(at: Instant, milliseconds: number): Instant {
  return instant(ms(at) + milliseconds);
}
