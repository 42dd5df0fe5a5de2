import { DAY, earlier } from "#app/clock.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { hasScope } from "#app/shop/change-scopes.ts";
import { readSettings } from "#app/shop/settings.ts";
import { type Deletions, sweepOfGone } from "#app/shop/sweeps/sweep-gone.ts";

/** Without `read_all_orders` Shopify shows the last sixty days; what is older is out of sight, and not gone. */
const IN_SIGHT = 59 * DAY;

/** Orders that Shopify no longer has. `remove` lies above: returns go with their order. */
export const sweepOfDeletedOrders = (remove: Deletions["remove"]) =>
  sweepOfGone({
    kind: "deleted-orders",
    topic: "orders/delete",
    type: "Order",
    known: async (shop) => {
      const { scopes } = await readSettings(shop);
      const since = hasScope(scopes, "read_all_orders") ? new Date(0) : earlier(shop.at, IN_SIGHT);
      return Prisma.sql`
        select id from "Order" where "shopId" = ${shop.id} and "deletedAt" is null and "placedAt" > ${since}`;
    },
    remove,
  });
