/** An amount as Shopify gives it: a decimal string and an ISO 4217 code. Never a float. */
export interface Money {
  amount: string;
  currency: string;
}

/** In the reader's way of writing, e.g. `(42.5 EUR, "de") → "42,50 €"`. */
export function sayMoney({ amount, currency }: Money, locale: string): string {
  // A decimal string keeps its digits: ECMA-402 formats it exactly, without going through a float.
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount as `${number}`);
}

export const isZero = ({ amount }: Money): boolean => Number(amount) === 0;
