import { inShop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { mirrorOrder } from "#app/orders/mirror-order.ts";
import { orderFromAdmin } from "#app/orders/order-from-admin.ts";
import { withheldBelow } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { ORDERS_A_PAGE, OrdersPage } from "#app/shopify/operations/orders.graphql.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";

/** 250 orders: what shoppers ask about in the minutes that Shopify takes to write the rest into a file. */
const MOST_PAGES = 5;

interface PageJob {
  after?: string | null;
  page?: number;
}

/**
 * Job `readNewestOrders`, when a shop installs: the newest orders with their parcels at once, a page a job. All others
 * come by bulk (import/).
 */
export async function readNewestOrders(
  shopId: string,
  { after = null, page = 1 }: PageJob = {},
): Promise<void> {
  const answer = await askAdmin(shopId, OrdersPage, {
    first: ORDERS_A_PAGE,
    after,
    sortKey: "CREATED_AT",
    reverse: true,
  });
  if (!answer.ok) return retryWhereItHelps(answer);
  const { nodes, pageInfo } = answer.data.orders;
  const records = nodes.map((node, index) =>
    orderFromAdmin(node, withheldBelow(answer.redacted, `orders.nodes.${index}`)),
  );
  await inShop(shopId, async (shop) => {
    // In the order in which the bulk import locks them, or the two wait for each other.
    for (const record of records.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
      await mirrorOrder(shop, record, { quiet: true });
    if (!pageInfo.hasNextPage || page === MOST_PAGES) return;
    const payload = { after: pageInfo.endCursor, page: page + 1 };
    // The key keeps a second install from walking the same pages twice at once.
    await enqueue(shop, [
      { task: "readNewestOrders", payload, key: `readNewestOrders:${shop.id}`, priority: 5 },
    ]);
  });
}
