import { z } from "zod";
import { basketLineFromWebhook } from "#app/carts/basket-line-from-webhook.ts";
import type { BasketLine } from "#app/carts/checkout-record.ts";
import { instant, listOf, text } from "#app/payload.ts";

/** A cart of the online store. It names nobody. */
export interface CartRecord {
  token: string;
  lines: BasketLine[];
  startedAt: Date;
  updatedAt: Date;
}

/** Maps `carts/create` and `update`, which Shopify sends for the online store only. Null where there is no token. */
export function cartFromWebhook(payload: unknown): CartRecord | null {
  const read = shape.safeParse(payload);
  if (!read.success) return null;
  const { token, id, line_items, created_at, updated_at } = read.data;
  const known = token ?? id;
  if (!known) return null;
  const startedAt = created_at ?? updated_at ?? EARLIEST;
  return {
    token: known,
    lines: line_items.map(basketLineFromWebhook),
    startedAt,
    updatedAt: updated_at ?? startedAt,
  };
}

const EARLIEST = new Date(0);

const shape = z.object({
  id: text,
  token: text,
  line_items: listOf(z.unknown()),
  created_at: instant,
  updated_at: instant,
});
