import { z } from "zod";
import type { Totals } from "#app/customers/customer-record.ts";
import { hasShopifyCustomer } from "#app/customers/has-shopify-customer.ts";
import type { Shop } from "#app/db.server.ts";
import { plainAmount } from "#app/money.ts";
import { count, instant, readId, recordOf, text } from "#app/payload.ts";

interface TotalsNews {
  /** Shopify's numeric id. */
  customerId: string;
  totals: Totals;
  at: Date;
}

/** Maps `customers/purchasing_summary`. Null where it does not say whose, how much or when. */
export function totalsFromWebhook(payload: unknown): TotalsNews | null {
  const read = shape.safeParse(payload);
  if (!read.success) return null;
  const { numberOfOrders, amountSpent, occurredAt } = read.data;
  const customerId = readId(read.data.customerId);
  if (!customerId || numberOfOrders === null || !occurredAt) return null;
  if (!amountSpent?.amount || !amountSpent.currencyCode) return null;
  const spent = { amount: plainAmount(amountSpent.amount), currency: amountSpent.currencyCode };
  return { customerId, totals: { orders: numberOfOrders, spent }, at: occurredAt };
}

const shape = z.object({
  customerId: text,
  numberOfOrders: count,
  amountSpent: recordOf({ amount: text, currencyCode: text }),
  occurredAt: instant,
});

/** Newest wins by the time at which Shopify counted. */
export async function keepTotals(shop: Shop, { customerId, totals, at }: TotalsNews): Promise<void> {
  if (!(await hasShopifyCustomer(shop, customerId))) return;
  await shop.sql`
    update "Customer" set "ordersCount" = ${totals.orders}, spent = ${totals.spent.amount},
      "spentCurrency" = ${totals.spent.currency}, "totalsAt" = ${at}
    where "shopId" = ${shop.id} and "shopifyId" = ${customerId} and ("totalsAt" is null or "totalsAt" < ${at})`;
}
