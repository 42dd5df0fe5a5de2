import { customerFromAdmin } from "#app/customers/customer-from-admin.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { DAY, earlier, now } from "#app/clock.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { mirrorOrder } from "#app/orders/mirror-order.ts";
import { orderFromAdmin } from "#app/orders/order-from-admin.ts";
import { noteFirstSync, noteSyncProgress } from "#app/shop/note-sync.ts";
import { withheldBelow } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { CustomersPage } from "#app/shopify/operations/customers.graphql.ts";
import { ORDERS_A_PAGE, OrdersPage } from "#app/shopify/operations/orders.graphql.ts";
import { OrdersCount } from "#app/shopify/operations/sync.graphql.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";

/** Without scope read_all_orders Shopify shows the last 60 days, and everything works on those. */
const SYNCED_DAYS = 60;

export interface OrdersPageJob {
  since: string;
  after: string | null;
  orders: number;
  expected: number | null;
}

/**
 * Job `syncRecentOrders`, when a shop installs: reads the last 60 days, newest first, a page a job. Each page's job is
 * written with the page's rows, so a killed process goes on where it was.
 */
export async function syncRecentOrders(shopId: string): Promise<void> {
  const since = earlier(now(), SYNCED_DAYS * DAY)
    .toISOString()
    .slice(0, 10);
  const answer = await askAdmin(shopId, OrdersCount, { query: `created_at:>=${since}` });
  if (!answer.ok) retryWhereItHelps(answer);
  const expected = answer.ok ? (answer.data.ordersCount?.count ?? null) : null;
  await inShop(shopId, async (shop) => {
    await noteSyncProgress(shop, { orders: 0, expected });
    await enqueue(shop, [ordersJob(shop, { since, after: null, orders: 0, expected })]);
  });
}

/** Job `syncOrdersPage`. */
export async function syncOrdersPage(shopId: string, job: OrdersPageJob): Promise<void> {
  const answer = await askAdmin(shopId, OrdersPage, {
    first: ORDERS_A_PAGE,
    after: job.after,
    query: `created_at:>=${job.since}`,
    sortKey: "CREATED_AT",
    reverse: true,
  });
  if (!answer.ok) return retryWhereItHelps(answer);
  const { nodes, pageInfo } = answer.data.orders;
  const records = nodes.map((node, index) =>
    orderFromAdmin(node, withheldBelow(answer.redacted, `orders.nodes.${index}`)),
  );
  await inShop(shopId, async (shop) => {
    for (const record of records) await mirrorOrder(shop, record, { quiet: true });
    const orders = job.orders + records.length;
    await noteSyncProgress(shop, { orders, expected: job.expected });
    const isLast = !pageInfo.hasNextPage || !pageInfo.endCursor;
    const next = isLast
      ? customersJob(shop, { since: job.since, after: null })
      : ordersJob(shop, { ...job, after: pageInfo.endCursor!, orders });
    await enqueue(shop, [next]);
  });
}

/** Job `syncCustomersPage`: who changed lately, after the orders; names and languages for the desk. */
export async function syncCustomersPage(
  shopId: string,
  { since, after }: { since: string; after: string | null },
): Promise<void> {
  const answer = await askAdmin(shopId, CustomersPage, {
    first: 50,
    after,
    query: `updated_at:>=${since}`,
    sortKey: "UPDATED_AT",
    reverse: true,
  });
  if (!answer.ok) return retryWhereItHelps(answer);
  const { nodes, pageInfo } = answer.data.customers;
  await inShop(shopId, async (shop) => {
    for (const [index, node] of nodes.entries()) {
      const withheld = withheldBelow(answer.redacted, `customers.nodes.${index}`);
      await mirrorCustomer(shop, customerFromAdmin(node, withheld));
    }
    if (!pageInfo.hasNextPage) return noteFirstSync(shop);
    await enqueue(shop, [customersJob(shop, { since, after: pageInfo.endCursor })]);
  });
}

// The key keeps a second install from walking the same pages twice at once.
const ordersJob = (shop: Shop, payload: OrdersPageJob) => ({
  task: "syncOrdersPage",
  payload,
  key: `syncOrders:${shop.id}`,
  priority: 10,
});

const customersJob = (shop: Shop, payload: { since: string; after: string | null }) => ({
  task: "syncCustomersPage",
  payload,
  key: `syncCustomers:${shop.id}`,
  priority: 10,
});
