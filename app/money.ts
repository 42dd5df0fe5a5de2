/** An amount as Shopify gives it: a decimal string and an ISO 4217 code. Never a float. */
export interface Money {
  amount: string;
  currency: string;
}

/**
 * A decimal as the Admin API writes it ("42.5", "600.0"): webhooks write the same amount with all its digits ("42.50",
 * "600.00"), and one order must not seem to change by the way it is told. What is no decimal stays as it is.
 */
export function plainAmount(text: string): string {
  const [, whole, digits = ""] = /^(-?\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return whole === undefined ? text : `${whole}.${digits.replace(/0+$/, "") || "0"}`;
}

/** In the reader's way of writing, e.g. `(42.5 EUR, "de") → "42,50 €"`. */
export function sayMoney({ amount, currency }: Money, locale: string): string {
  // A decimal string keeps its digits: ECMA-402 formats it exactly, without going through a float.
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount as `${number}`);
}

export const isZero = ({ amount }: Money): boolean => Number(amount) === 0;
