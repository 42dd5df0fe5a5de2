import { DAY, earlier } from "#app/clock.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { hasScope } from "#app/shop/change-scopes.ts";
import { readSettings } from "#app/shop/settings.ts";

/** Without `read_all_orders` Shopify shows the last sixty days; what is older is out of sight, and not gone. */
const IN_SIGHT = 59 * DAY;

/** A select of `id`, of the orders that Shopify must show us, with all that hangs on them, if it still has them. */
export async function ordersInSight(shop: Reader): Promise<Prisma.Sql> {
  const { scopes } = await readSettings(shop);
  const since = hasScope(scopes, "read_all_orders") ? new Date(0) : earlier(shop.at, IN_SIGHT);
  return Prisma.sql`
    select id from "Order" where "shopId" = ${shop.id} and "deletedAt" is null and "placedAt" > ${since}`;
}
