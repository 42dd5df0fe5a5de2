import { DateTime } from "luxon";
import { fullName } from "../../graphql/addresses.ts";
import type { Store } from "../../store/contract.ts";
import type { Address, Attribute, Instant, Money, MoneyBag } from "../../store/types.ts";

/** What a payload is made with: REST writes instants with the shop's own offset. */
export interface Rendering {
  store: Store;
  zone: string;
  apiVersion: string;
}

/** "2026-11-20T19:00:00+01:00", or null. */
export function restInstant(at: Instant | null, { zone }: Rendering): string | null {
  return at === null ? null : DateTime.fromISO(at, { zone }).toISO({ suppressMilliseconds: true });
}

export function moneySet(bag: MoneyBag) {
  return { shop_money: money(bag.shopMoney), presentment_money: money(bag.presentmentMoney) };
}

export function zeroSet(like: MoneyBag) {
  const zero = (one: Money) => ({ amount: "0.00", currency_code: one.currencyCode });
  return { shop_money: zero(like.shopMoney), presentment_money: zero(like.presentmentMoney) };
}

export function restAddress(it: Address | null) {
  return (
    it && {
      first_name: it.firstName,
      address1: it.address1,
      phone: it.phone,
      city: it.city,
      zip: it.zip,
      province: it.province,
      country: it.country,
      last_name: it.lastName,
      address2: it.address2,
      company: it.company,
      latitude: null,
      longitude: null,
      name: fullName(it) ?? "",
      country_code: it.countryCode,
      province_code: it.provinceCode,
    }
  );
}

export function restAttributes(attributes: Attribute[]) {
  return attributes.map(({ key, value }) => ({ name: key, value }));
}

function money({ amount, currencyCode }: Money) {
  return { amount, currency_code: currencyCode };
}
