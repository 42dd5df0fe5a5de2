import { findForgotten } from "#app/customers/forgotten.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { mirrorOrder } from "#app/orders/mirror-order.ts";
import { orderFromAdmin } from "#app/orders/order-from-admin.ts";
import type { FulfillmentRecord, OrderRecord } from "#app/orders/order-record.ts";
import { rereadOrder } from "#app/orders/reread-order.ts";
import { withheldBelow } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { ORDERS_A_PAGE, OrdersPage } from "#app/shopify/operations/orders.graphql.ts";
import type { OrderFactsFragment } from "#app/shopify/operations/types.generated.ts";
import type { Fact, Sweep } from "#app/shop/sweeps/sweep.ts";

interface SweptOrder {
  id: string;
  record: OrderRecord;
  /** The page held only some of its lines, parcels, scans or groups. */
  isCut: boolean;
}

/** Orders with their parcels, scans and groups, by the order's own `updated_at`, which each of those moves. */
export const sweepOfOrders: Sweep<SweptOrder> = {
  kind: "orders",
  topics: [
    "orders/create",
    "orders/updated",
    "fulfillments/create",
    "fulfillments/update",
    "fulfillment_events/create",
  ],
  read: readChangedOrders,
  compare: compareOrders,
  mirror: mirrorSwept,
};

const PAGE = { first: ORDERS_A_PAGE, lines: 20, parcels: 5, scans: 4, groups: 5 };

async function readChangedOrders(shopId: string, { since, after }: { since: Date; after: string | null }) {
  const answer = await askAdmin(shopId, OrdersPage, {
    ...PAGE,
    after,
    query: `updated_at:>='${since.toISOString()}'`,
    sortKey: "UPDATED_AT",
  });
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.data.orders;
  const records = nodes.map((node, index) => ({
    record: orderFromAdmin(node, withheldBelow(answer.redacted, `orders.nodes.${index}`)),
    isCut: isCut(node),
  }));
  return {
    ok: true as const,
    records: records.map((one) => ({ ...one, id: one.record.id })),
    after: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}

const isCut = ({ lineItems, fulfillments, fulfillmentOrders }: OrderFactsFragment): boolean =>
  lineItems.pageInfo.hasNextPage ||
  fulfillments.length >= PAGE.parcels ||
  fulfillments.some(({ events }) => events.nodes.length >= PAGE.scans) ||
  fulfillmentOrders.nodes.length >= PAGE.groups;

async function mirrorSwept(shop: Shop, { record, isCut }: SweptOrder): Promise<void> {
  await mirrorOrder(shop, record);
  if (isCut) await rereadOrder(shop, record.id);
}

async function compareOrders(shop: Reader, swept: SweptOrder[]): Promise<Fact[]> {
  const records = await withoutForgotten(
    shop,
    swept.map(({ record }) => record),
  );
  const known = await readKnown(
    shop,
    records.map(({ id }) => id),
  );
  return records.flatMap((record) => {
    const order = known.orders.get(record.id);
    // A bare stone of a deleted order: late news of it is not wanted.
    if (order?.deletedAt) return [];
    return [orderFact(record, order), ...parcelFacts(record, known), ...groupFacts(record, known)];
  });
}

async function withoutForgotten(shop: Reader, records: OrderRecord[]): Promise<OrderRecord[]> {
  const orders = await findForgotten(
    shop,
    "order",
    records.map(({ id }) => id),
  );
  const customers = await findForgotten(
    shop,
    "customer",
    records.flatMap(({ customerShopifyId }) => customerShopifyId ?? []),
  );
  return records.filter(
    ({ id, customerShopifyId }) => !orders.has(id) && !customers.has(customerShopifyId ?? ""),
  );
}

interface KnownOrder {
  id: string;
  sourceUpdatedAt: Date;
  deletedAt: Date | null;
  cancelledAt: Date | null;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  total: string;
}

interface Known {
  orders: Map<string, KnownOrder>;
  /** Id → the source's time of what we have. */
  parcels: Map<string, Date>;
  groups: Map<string, Date>;
  scans: Set<string>;
}

async function readKnown(shop: Reader, ids: string[]): Promise<Known> {
  const orders = await shop.sql<KnownOrder>`
    select id, "sourceUpdatedAt", "deletedAt", "cancelledAt", "financialStatus", "fulfillmentStatus", total
    from "Order" where "shopId" = ${shop.id} and id = any(${ids})`;
  const parcels = await shop.sql<{ id: string; sourceUpdatedAt: Date }>`
    select id, "sourceUpdatedAt" from "Fulfillment" where "shopId" = ${shop.id} and "orderId" = any(${ids})`;
  const groups = await shop.sql<{ id: string; sourceUpdatedAt: Date }>`
    select id, "sourceUpdatedAt" from "FulfillmentOrder" where "shopId" = ${shop.id} and "orderId" = any(${ids})`;
  const scans = await shop.sql<{ id: string }>`
    select id from "FulfillmentEvent"
    where "shopId" = ${shop.id} and "fulfillmentId" = any(${parcels.map(({ id }) => id)})`;
  return {
    orders: new Map(orders.map((order) => [order.id, order])),
    parcels: timesById(parcels),
    groups: timesById(groups),
    scans: new Set(scans.map(({ id }) => id)),
  };
}

const timesById = (rows: { id: string; sourceUpdatedAt: Date }[]) =>
  new Map(rows.map(({ id, sourceUpdatedAt }) => [id, sourceUpdatedAt]));

function orderFact(record: OrderRecord, known: KnownOrder | undefined): Fact {
  const { id, placedAt, updatedAt } = record;
  if (!known) return { recordId: id, topic: "orders/create", at: placedAt, isKnown: false };
  const lead = known.sourceUpdatedAt.getTime() - updatedAt.getTime();
  // Shopify's times are whole seconds: two states of one second may differ, and this one was read live.
  const isKnown = lead > 0 || (lead === 0 && isSame(known, record));
  return { recordId: id, topic: "orders/updated", at: updatedAt, isKnown };
}

const isSame = (known: KnownOrder, record: OrderRecord): boolean =>
  known.financialStatus === record.financialStatus &&
  Number(known.total) === Number(record.total) &&
  known.cancelledAt?.getTime() === record.cancelledAt?.getTime();

function parcelFacts({ id: recordId, fulfillments }: OrderRecord, known: Known): Fact[] {
  return fulfillments.flatMap((parcel) => {
    const have = known.parcels.get(parcel.id);
    const told = have
      ? { topic: "fulfillments/update", at: parcel.updatedAt, isKnown: have >= parcel.updatedAt }
      : { topic: "fulfillments/create", at: parcel.shippedAt, isKnown: false };
    return [{ recordId, ...told }, ...scanFacts(recordId, parcel, known)];
  });
}

/** A scan's time is the carrier's, who may report it late: the parcel's own change says when Shopify could tell it. */
const scanFacts = (recordId: string, { events, updatedAt }: FulfillmentRecord, { scans }: Known): Fact[] =>
  events.map(({ id, happenedAt }) => ({
    recordId,
    topic: "fulfillment_events/create",
    at: happenedAt > updatedAt ? happenedAt : updatedAt,
    isKnown: scans.has(id),
  }));

/** A dozen topics speak of groups, each with little more than an id: a change is put right, and counted under none. */
const groupFacts = ({ id: recordId, fulfillmentOrders }: OrderRecord, { groups }: Known): Fact[] =>
  (fulfillmentOrders ?? []).map(({ id, updatedAt }) => {
    const have = groups.get(id);
    return { recordId, topic: null, at: updatedAt, isKnown: have !== undefined && have >= updatedAt };
  });
