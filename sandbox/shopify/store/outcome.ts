import type { Outcome } from "./verb-types.ts";

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(message: string, field: string[] | null = null, code: string | null = null) {
  return { ok: false as const, userErrors: [{ field, message, code }] };
}

/** As Shopify words it: "Order does not exist". */
export function missing(kind: string, field = "id") {
  return refused(`${kind} does not exist`, [field], "NOT_FOUND");
}
