import { deleteCheckout } from "#app/carts/mirror-checkout.ts";
import { earlier, HOUR } from "#app/clock.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { sweepOfGone } from "#app/shop/sweeps/sweep-gone.ts";

/** Shopify lists a checkout as abandoned only once it names somebody and has rested a while. */
const RESTED = HOUR;

/** Abandoned checkouts that Shopify no longer has. */
export const sweepOfDeletedCheckouts = sweepOfGone({
  kind: "deleted-checkouts",
  topic: "checkouts/delete",
  type: "AbandonedCheckout",
  known: (shop) => Prisma.sql`
    select "shopifyId" as id from "Checkout"
    where "shopId" = ${shop.id} and "shopifyId" is not null and "completedAt" is null
      and coalesce(email, phone, "customerShopifyId") is not null
      and "sourceUpdatedAt" < ${earlier(shop.at, RESTED)}`,
  remove: (shop, shopifyId) => deleteCheckout(shop, { shopifyId, cartToken: null }, { saidAt: null }),
});
