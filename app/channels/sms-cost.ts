import { addDecimals, type SegmentPrice } from "#app/channels/segment-price.ts";
import { smsCountry } from "#app/channels/sms-countries.ts";

/** What the merchant's own account pays for a segment to a country, as the provider told it for them. */
export interface AccountPrice {
  amount: string;
  currency: string;
  asOf: string;
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
