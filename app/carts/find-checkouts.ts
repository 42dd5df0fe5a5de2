import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import type { BasketLine } from "#app/carts/checkout-record.ts";
import type { Money } from "#app/money.ts";

/** A checkout that somebody began and did not finish. */
export interface OpenCheckout {
  token: string;
  startedAt: Date;
  updatedAt: Date;
  total: Money;
  lines: BasketLine[];
  discountCodes: string[];
  recoverUrl: string | null;
}

/** By what a checkout may be a person's. */
export interface CheckoutsOf {
  shopifyId: string | null;
  /** Lower case. */
  emails: string[];
  /** E.164. */
  phones: string[];
}

/** A person's unfinished checkouts, newest first. One that became an order, in the mirror or by its word, is not shown. */
export async function findCheckoutsOf(
  shop: Reader,
  { shopifyId, emails, phones }: CheckoutsOf,
  { most = 5 }: { most?: number } = {},
): Promise<OpenCheckout[]> {
  const ways = [
    ...(shopifyId ? [Prisma.sql`"customerShopifyId" = ${shopifyId}`] : []),
    ...(emails.length ? [Prisma.sql`email = any(${emails})`] : []),
    ...(phones.length ? [Prisma.sql`phone = any(${phones})`] : []),
  ];
  if (!ways.length) return [];
  // Each way walks its own index.
  const theirs = ways.map(
    (
      way,
    ) => Prisma.sql`(select * from "Checkout" where "shopId" = ${shop.id} and ${way} and "completedAt" is null
      order by "startedAt" desc limit ${most})`,
  );
  const rows = await shop.sql<Omit<OpenCheckout, "total"> & { currency: string; total: string }>`
    select token, "startedAt", "sourceUpdatedAt" as "updatedAt", currency, total, lines, "discountCodes", "recoverUrl"
    from (${Prisma.join(theirs, " union ")}) found
    order by "startedAt" desc, token limit ${most}`;
  return rows.map(({ currency, total, ...row }) => ({ ...row, total: { amount: total, currency } }));
}
