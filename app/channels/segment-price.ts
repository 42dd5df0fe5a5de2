import type { Money } from "#app/money.ts";

/** What one segment of a text comes to on one line, taxes and the number's rent aside. */
export interface SegmentPrice {
  /** The least and the most: networks' fees differ. Decimals. */
  least: string;
  most: string;
  currency: string;
  asOf: string;
  /** As the provider told it of the merchant's own account; else its list price. */
  isOwn: boolean;
  hasFees: boolean;
}

/** What so many segments come to. */
export function priceOf(segments: number, { least, most, currency }: SegmentPrice): PriceRange {
  const of = (price: string): Money => ({
    amount: toDecimal(millionths(price) * BigInt(segments)),
    currency,
  });
  return { least: of(least), most: of(most) };
}

export interface PriceRange {
  least: Money;
  most: Money;
}

export const addDecimals = (one: string, other: string): string =>
  toDecimal(millionths(one) + millionths(other));

const DIGITS = 6;

/** Decimals are added as whole millionths: a price is never a float. */
function millionths(decimal: string): bigint {
  const [whole = "0", rest = ""] = decimal.split(".");
  return BigInt(whole + rest.slice(0, DIGITS).padEnd(DIGITS, "0"));
}

function toDecimal(sum: bigint): string {
  const text = sum.toString().padStart(DIGITS + 1, "0");
  const [whole, rest] = [text.slice(0, -DIGITS), text.slice(-DIGITS).replace(/0+$/, "")];
  return rest ? `${whole}.${rest}` : whole;
}
