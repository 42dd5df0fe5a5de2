import { z } from "zod";
import type { BasketLine } from "#app/carts/checkout-record.ts";
import { plainAmount } from "#app/carts/plain-amount.ts";
import { count, readId, text } from "#app/payload.ts";

/** Lines of carts and of checkouts have these fields in common. */
export function basketLineFromWebhook(payload: unknown): BasketLine {
  const told = lineShape.parse(payload);
  return {
    variantId: readId(null, told.variant_id),
    productId: readId(null, told.product_id),
    title: told.presentment_title ?? told.title ?? "",
    variantTitle: told.variant_title ?? null,
    quantity: told.quantity ?? 0,
    price: told.price ? plainAmount(told.price) : null,
  };
}

const lineShape = z
  .object({
    variant_id: text,
    product_id: text,
    title: text,
    presentment_title: text,
    variant_title: text,
    quantity: count,
    price: text,
  })
  .partial()
  .catch({});
