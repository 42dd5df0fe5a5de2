import { isZero, type Money, sayMoney } from "#app/money.ts";
import type { OrderStatus } from "#app/orders/order-status.ts";
import { sayItems } from "#app/orders/say-part.ts";
import { type DayStyle, sayDay } from "#app/words/say-day.ts";
import { formattingLocale, say } from "#app/words/say.ts";

/** What is paid, still open, reserved or given back, in the money the shopper paid in. */
export function sayPayment(status: OrderStatus, style: DayStyle): string[] {
  return [...sayPaid(status, style), ...sayRefund(status, style)];
}

/** What belongs to the answer beside parcels and money: exchange, company, changes. */
export function sayBeside(status: OrderStatus, { locale }: DayStyle): string[] {
  const said: string[] = [];
  const asked = status.exchanges.filter(({ isSent }) => !isSent);
  const sent = status.exchanges.filter(({ isSent }) => isSent);
  const back = status.openReturns.filter(({ title }) => title);
  if (asked.length) said.push(say(locale, "exchange", { items: sayItems(asked, locale) }));
  if (sent.length) said.push(say(locale, "exchange.sent", { items: sayItems(sent, locale) }));
  if (back.length) said.push(say(locale, "return.open", { items: sayItems(back, locale) }));
  if (status.isEdited && !status.cancelled) said.push(say(locale, "edited"));
  if (status.company?.name) said.push(say(locale, "company.named", { company: status.company.name }));
  if (status.company?.poNumber) said.push(say(locale, "company.po", { po: status.company.poNumber }));
  return said;
}

export const money = (amount: Money, locale: string): string => sayMoney(amount, formattingLocale(locale));

function sayPaid({ payment, total, received, refund, cancelled }: OrderStatus, style: DayStyle): string[] {
  const { locale } = style;
  if (payment.as === "not-completed") return [say(locale, "payment.not-completed")];
  if (payment.as === "paid") {
    const paid = isZero(received) ? total : received;
    const isPast = refund?.isFull || cancelled || isZero(paid);
    return isPast ? [] : [say(locale, "payment.paid", { amount: money(paid, locale) })];
  }
  const open = say(locale, `payment.${payment.as}`, {
    amount: money(payment.open, locale),
    total: money(total, locale),
  });
  return payment.by ? [open, say(locale, "payment.by", { bare: sayDay(payment.by, style) })] : [open];
}

function sayRefund({ refund, cancelled, payment, received }: OrderStatus, { locale }: DayStyle): string[] {
  if (refund) {
    const amount = money(refund.amount, locale);
    return [say(locale, refund.isFull ? "refund.full" : "refund.part", { amount })];
  }
  const owes = cancelled && payment.as === "paid" && !isZero(received);
  return owes ? [say(locale, "refund.none")] : [];
}
