import type { Money, MoneyBag } from "./types.ts";

/** Units of each currency for one euro; fixed, so that every run pays the same. */
const PER_EURO: { [code: string]: number } = { EUR: 1, USD: 1.08, GBP: 0.85, CHF: 0.95, SEK: 11.2 };

/** A decimal string of the shop's currency in both currencies. Each side is rounded once, then only added. */
export function bag(amount: string, shopCurrency: string, presentmentCurrency: string): MoneyBag {
  const rate = (PER_EURO[presentmentCurrency] ?? 1) / (PER_EURO[shopCurrency] ?? 1);
  return {
    shopMoney: money(cents(amount), shopCurrency),
    presentmentMoney: money(Math.round(cents(amount) * rate), presentmentCurrency),
  };
}

export function money(amountInCents: number, currencyCode: string): Money {
  return { amount: decimal(amountInCents), currencyCode };
}

export function decimal(amountInCents: number): string {
  const whole = Math.abs(Math.round(amountInCents));
  const rest = whole % 100;
  return `${amountInCents < 0 && whole ? "-" : ""}${(whole - rest) / 100}.${rest < 10 ? "0" : ""}${rest}`;
}

export function cents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

export function plus(first: MoneyBag, ...rest: MoneyBag[]): MoneyBag {
  return combine([first, ...rest], (...all) => all.reduce((sum, one) => sum + one));
}

export function minus(from: MoneyBag, what: MoneyBag): MoneyBag {
  return combine([from, what], (a, b) => a - b);
}

export function times(what: MoneyBag, factor: number): MoneyBag {
  return combine([what], (a) => Math.round(a * factor));
}

export function atLeastZero(what: MoneyBag): MoneyBag {
  return combine([what], (a) => Math.max(0, a));
}

export function zeroLike(what: MoneyBag): MoneyBag {
  return times(what, 0);
}

export function isZero(what: MoneyBag): boolean {
  return cents(what.shopMoney.amount) === 0 && cents(what.presentmentMoney.amount) === 0;
}

function combine<Bags extends MoneyBag[]>(
  bags: Bags,
  of: (...cents: { [Place in keyof Bags]: number }) => number,
): MoneyBag {
  const side = (name: keyof MoneyBag) => {
    const all = bags.map((one) => cents(one[name].amount)) as { [Place in keyof Bags]: number };
    return money(of(...all) || 0, bags[0]![name].currencyCode);
  };
  return { shopMoney: side("shopMoney"), presentmentMoney: side("presentmentMoney") };
}
