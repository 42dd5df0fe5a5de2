import { type ListPrice, smsCountry } from "#app/channels/sms-countries.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import type { Money } from "#app/money.ts";
import { countSegments, type Segments, senderKind } from "#app/words/segments.ts";

/** What the merchant's own account pays for a segment to a country, as the provider told it for them. */
export interface AccountPrice {
  amount: string;
  currency: string;
  asOf: string;
}

export interface SmsCost extends Segments {
  country: string | null;
  /** Of all segments: the least and the most it comes to; null where no price is known, and then none is made up. */
  cost: { least: Money; most: Money; asOf: string; isOwnPrice: boolean; hasFees: boolean } | null;
}

/** Segments and price of a text before it is sent. Taxes, and what the merchant pays for the number, are not in it. */
export function smsCost(
  text: string,
  { to, sender, price }: { to: string; sender: string; price?: AccountPrice | null },
): SmsCost {
  const country = countryOfNumber(to);
  const counted = countSegments(text, senderKind(sender));
  return { ...counted, country, cost: costOf(counted.segments, smsCountry(country)?.price ?? null, price) };
}

function costOf(segments: number, list: ListPrice | null, own?: AccountPrice | null): SmsCost["cost"] {
  const base = own
    ? { amount: own.amount, currency: own.currency }
    : list && { amount: list.base, currency: list.currency };
  if (!base) return null;
  // Fees are the networks', the same for all: but only where both are told in one currency can they be added.
  const fees = list && list.currency === base.currency ? list.fees : null;
  const of = (fee: string): Money => ({
    amount: times(add(base.amount, fee), segments),
    currency: base.currency,
  });
  return {
    least: of(fees?.least ?? "0"),
    most: of(fees?.most ?? "0"),
    asOf: own?.asOf ?? list!.asOf,
    isOwnPrice: Boolean(own),
    hasFees: fees !== null,
  };
}

const DIGITS = 6;

/** Decimals are added as whole millionths: a price is never a float. */
const add = (a: string, b: string): bigint => millionths(a) + millionths(b);

const times = (one: bigint, count: number): string => {
  const text = (one * BigInt(count)).toString().padStart(DIGITS + 1, "0");
  const [whole, rest] = [text.slice(0, -DIGITS), text.slice(-DIGITS).replace(/0+$/, "")];
  return rest ? `${whole}.${rest}` : whole;
};

function millionths(decimal: string): bigint {
  const [whole = "0", rest = ""] = decimal.split(".");
  return BigInt(whole + rest.slice(0, DIGITS).padEnd(DIGITS, "0"));
}
