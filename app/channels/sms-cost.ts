import { countryOfNumber } from "#app/channels/number-country.ts";
import { addDecimals, type PriceRange, priceOf, type SegmentPrice } from "#app/channels/segment-price.ts";
import { smsCountry } from "#app/channels/sms-countries.ts";
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
  cost: (PriceRange & { asOf: string; isOwnPrice: boolean; hasFees: boolean }) | null;
}

/** Segments and price of a text before it is sent. Taxes, and what the merchant pays for the number, are not in it. */
export function smsCost(
  text: string,
  { to, sender, price: own }: { to: string; sender: string; price?: AccountPrice | null },
): SmsCost {
  const country = countryOfNumber(to);
  const counted = countSegments(text, senderKind(sender));
  const price = segmentPrice(country, own);
  const cost = price && {
    ...priceOf(counted.segments, price),
    asOf: price.asOf,
    isOwnPrice: price.isOwn,
    hasFees: price.hasFees,
  };
  return { ...counted, country, cost };
}

/** What a segment to that country comes to: by the account's own price, else by the list; null where neither is known. */
export function segmentPrice(country: string | null, own?: AccountPrice | null): SegmentPrice | null {
  const list = smsCountry(country)?.price ?? null;
  const base = own ?? (list && { amount: list.base, currency: list.currency, asOf: list.asOf });
  if (!base) return null;
  // Fees are the networks', the same for all: but only where both are told in one currency can they be added.
  const fees = list && list.currency === base.currency ? list.fees : null;
  return {
    least: addDecimals(base.amount, fees?.least ?? "0"),
    most: addDecimals(base.amount, fees?.most ?? "0"),
    currency: base.currency,
    asOf: base.asOf,
    isOwn: Boolean(own),
    hasFees: fees !== null,
  };
}
