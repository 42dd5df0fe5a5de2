import type { Reader } from "#app/db.server.ts";
import { now } from "#app/clock.ts";
import { gidOf, idOfGid } from "#app/id.ts";
import { keepReturns, withLivingOrder } from "#app/returns/mirror-return.ts";
import { returnFromAdmin } from "#app/returns/return-from-admin.ts";
import type { ReturnRecord } from "#app/returns/return-record.ts";
import { topicOfChange } from "#app/returns/topic-of-change.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { OrdersPage } from "#app/shopify/operations/orders.graphql.ts";
import { ReturnsOfOrder } from "#app/shopify/operations/returns.graphql.ts";
import type { Fact, Sweep } from "#app/shop/sweeps/sweep.ts";

interface SweptReturn {
  id: string;
  record: ReturnRecord;
  /** Shopify gives a return no time of change, but its order's moves with it. */
  orderUpdatedAt: Date;
}

/** Returns of orders that have changed: they have neither a list nor a time of change of their own. */
export const sweepOfReturns: Sweep<SweptReturn> = {
  kind: "returns",
  topics: [
    "returns/request",
    "returns/approve",
    "returns/decline",
    "returns/cancel",
    "returns/close",
    "returns/reopen",
  ],
  read: readChangedReturns,
  compare: compareReturns,
  mirror: (shop, { record }) => keepReturns(shop, [record]),
};

/** Each of a page's orders is read for its returns; few of an hour's orders have any. */
const ORDERS_ONLY = { first: 10, lines: 1, parcels: 1, scans: 1, groups: 1 };

async function readChangedReturns(shopId: string, { since, after }: { since: Date; after: string | null }) {
  const answer = await askAdmin(shopId, OrdersPage, {
    ...ORDERS_ONLY,
    after,
    query: `updated_at:>='${since.toISOString()}' AND -return_status:no_return`,
    sortKey: "UPDATED_AT",
  });
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.data.orders;
  const records: SweptReturn[] = [];
  for (const order of nodes) {
    const readAt = now();
    const read = await askAdmin(shopId, ReturnsOfOrder, { id: gidOf("Order", idOfGid(order.id)) });
    if (!read.ok) return read;
    const returns = read.data.order?.returns.nodes.map((node) => returnFromAdmin(node, readAt)) ?? [];
    const orderUpdatedAt = new Date(order.updatedAt);
    records.push(...returns.map((record) => ({ id: record.id, record, orderUpdatedAt })));
  }
  return { ok: true as const, records, after: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

interface KnownReturn {
  id: string;
  status: string;
}

async function compareReturns(shop: Reader, swept: SweptReturn[]): Promise<Fact[]> {
  const living = new Set(
    await withLivingOrder(
      shop,
      swept.map(({ record }) => record),
    ),
  );
  const rows = await shop.sql<KnownReturn>`
    select id, status from "Return" where "shopId" = ${shop.id} and id = any(${swept.map(({ id }) => id)})`;
  const known = new Map(rows.map(({ id, status }) => [id, status]));
  return swept.filter(({ record }) => living.has(record)).map((one) => factOf(one, known.get(one.id)));
}

function factOf({ id, record, orderUpdatedAt }: SweptReturn, known: string | undefined): Fact {
  const { status, requestedAt, closedAt } = record;
  if (known === undefined) {
    const topic = status === "REQUESTED" ? "returns/request" : "returns/approve";
    return { recordId: id, topic, at: requestedAt, isKnown: false };
  }
  const at = closedAt ?? orderUpdatedAt;
  return { recordId: id, topic: topicOfChange(known, status), at, isKnown: known === status };
}
