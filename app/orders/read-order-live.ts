import { customerFromAdmin } from "#app/customers/customer-from-admin.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { gidOf } from "#app/id.ts";
import type { LiveOrder } from "#app/orders/live-order.ts";
import { liveOrderFromAdmin, type OrderNode } from "#app/orders/live-order-from-admin.ts";
import { mirrorOrder } from "#app/orders/mirror-order.ts";
import { orderFromAdmin } from "#app/orders/order-from-admin.ts";
import { type AdminFailure, withheldBelow } from "#app/shopify/admin-answer.ts";
import { lanesOf } from "#app/orders/tracking/lane-of-parcel.ts";
import { readFeedScans } from "#app/orders/tracking/read-feed-scans.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { OrderLines, ReadOrder } from "#app/shopify/operations/orders.graphql.ts";

export type LiveRead =
  | { ok: true; order: LiveOrder }
  | AdminFailure
  /** Deleted, or older than what we may read. */
  | { ok: false; because: "gone"; say: string; errors: [] };

/** Reads an order from Shopify this moment, before anything is said of it, and keeps what it read in the mirror. */
export async function readOrderLive(shopId: string, orderId: string): Promise<LiveRead> {
  const { timeZone, scopes } = await prisma.shop.findUniqueOrThrow({ where: { id: shopId } });
  const id = gidOf("Order", orderId);
  const answer = await askAdmin(shopId, ReadOrder, {
    id,
    paymentTerms: scopes.includes("read_payment_terms"),
  });
  if (!answer.ok) return answer;
  if (!answer.data.order) return GONE;
  const node = await withAllLines(shopId, answer.data.order);
  const record = {
    ...orderFromAdmin(node, withheldBelow(answer.redacted, "order")),
    customer: node.customer && {
      ...customerFromAdmin(node.customer, withheldBelow(answer.redacted, "order.customer")),
      isLive: true,
    },
  };
  const beside = await inShop(shopId, async (shop) => {
    await mirrorOrder(shop, record);
    const where = { shopId, orderId, preparedAt: { not: null } };
    const prepared = await shop.tx.fulfillmentOrder.findMany({ where, select: { id: true } });
    const preparedGroups = new Set(prepared.map((group) => group.id));
    const parcels = record.fulfillments.map(({ id }) => id);
    return {
      preparedGroups,
      feedScans: await readFeedScans(shop, orderId),
      lanes: await lanesOf(shop, parcels),
    };
  });
  return { ok: true, order: liveOrderFromAdmin(node, { timeZone: timeZone ?? "UTC", ...beside }) };
}

const GONE = {
  ok: false,
  because: "gone",
  say: "Shopify no longer shows this order: it was deleted, or is older than the app may read.",
  errors: [],
} as const satisfies LiveRead;

/** Orders of a company can have hundreds of lines; an answer that counts must count them all. */
async function withAllLines(shopId: string, node: OrderNode): Promise<OrderNode> {
  const nodes = [...node.lineItems.nodes];
  let { hasNextPage, endCursor } = node.lineItems.pageInfo;
  while (hasNextPage && endCursor) {
    const answer = await askAdmin(shopId, OrderLines, { id: node.id, after: endCursor });
    const page = answer.ok ? answer.data.order?.lineItems : null;
    if (!page) break;
    nodes.push(...page.nodes);
    ({ hasNextPage, endCursor } = page.pageInfo);
  }
  return { ...node, lineItems: { ...node.lineItems, nodes } };
}
