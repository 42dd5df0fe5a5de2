import { DAY, earlier } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

/** Shopify itself drops a checkout that nobody finished after three months (help.shopify.com, "Abandoned checkouts"). */
const BASKETS_KEPT_MS = 90 * DAY;
/** Longer than any webhook may be late. */
const STONES_KEPT_MS = 30 * DAY;

/** Deletes carts and checkouts that nobody touched for long, and what was kept of deleted ones against late news. */
export async function pruneCarts(shop: Shop, most: number): Promise<number> {
  const oldest = earlier(shop.at, BASKETS_KEPT_MS);
  const carts = await shop.sql`
    delete from "Cart" where "shopId" = ${shop.id} and "sourceUpdatedAt" < ${oldest} and token = any(array(
      select token from "Cart" where "shopId" = ${shop.id} and "sourceUpdatedAt" < ${oldest} limit ${most}))
    returning 1`;
  const checkouts = await shop.sql`
    delete from "Checkout" where "shopId" = ${shop.id} and "sourceUpdatedAt" < ${oldest} and token = any(array(
      select token from "Checkout" where "shopId" = ${shop.id} and "sourceUpdatedAt" < ${oldest} limit ${most}))
    returning 1`;
  const stones = await shop.sql`
    delete from "DeletedCheckout" where "shopId" = ${shop.id} and key = any(array(
      select key from "DeletedCheckout" where "shopId" = ${shop.id}
        and at < ${earlier(shop.at, STONES_KEPT_MS)} limit ${most}))
    returning 1`;
  return carts.length + checkouts.length + stones.length;
}
