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
  if (!rest.length) return first;
  const sum = (side: keyof MoneyBag) =>
    rest.reduce((cent, next) => cent + cents(next[side].amount), cents(first[side].amount));
  return {
    shopMoney: money(sum("shopMoney"), first.shopMoney.currencyCode),
    presentmentMoney: money(sum("presentmentMoney"), first.presentmentMoney.currencyCode),
  };
}

export function minus(from: MoneyBag, what: MoneyBag): MoneyBag {
  return both(from, what, (a, b) => a - b);
}

export function times(what: MoneyBag, factor: number): MoneyBag {
  return each(what, (a) => Math.round(a * factor));
}

export function atLeastZero(what: MoneyBag): MoneyBag {
  return each(what, (a) => Math.max(0, a));
}

export function zeroLike(what: MoneyBag): MoneyBag {
  return times(what, 0);
}

export function isZero(what: MoneyBag): boolean {
  return cents(what.shopMoney.amount) === 0 && cents(what.presentmentMoney.amount) === 0;
}

function each(what: MoneyBag, change: (a: number) => number): MoneyBag {
  const side = ({ amount, currencyCode }: Money) => money(change(cents(amount)) || 0, currencyCode);
  return { shopMoney: side(what.shopMoney), presentmentMoney: side(what.presentmentMoney) };
}

function both(a: MoneyBag, b: MoneyBag, combine: (a: number, b: number) => number): MoneyBag {
  const side = (x: Money, y: Money) => money(combine(cents(x.amount), cents(y.amount)) || 0, x.currencyCode);
  return {
    shopMoney: side(a.shopMoney, b.shopMoney),
    presentmentMoney: side(a.presentmentMoney, b.presentmentMoney),
  };
}
