import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { idOfGid } from "#app/id.ts";
import { keepFulfillments } from "#app/orders/mirror-fulfillment.ts";
import { keepEvents } from "#app/orders/mirror-fulfillment-event.ts";
import { keepFulfillmentOrders } from "#app/orders/mirror-fulfillment-order.ts";
import {
  type GroupNode,
  groupFromAdmin,
  type ParcelNode,
  parcelFromAdmin,
  type ScanNode,
  scanFromAdmin,
} from "#app/orders/order-from-admin.ts";
import type {
  FulfillmentEventRecord,
  FulfillmentOrderRecord,
  FulfillmentRecord,
} from "#app/orders/order-record.ts";
import { refreshDue } from "#app/orders/refresh-due.ts";
import { type Batch, type Importer, stage } from "#app/shopify/bulk/importer.ts";
import { GROUP_FIELDS, PARCEL_FIELDS, SCAN_FIELDS } from "#app/shopify/operations/order-fragments.ts";

/**
 * What waits and what was sent, with its scans: a query of its own, for bulk refuses a connection inside a list, and an
 * order's fulfillments are one.
 */
export const importParcels: Importer = {
  kind: "parcels",
  words: "shipments",
  scopes: [
    "read_merchant_managed_fulfillment_orders",
    "read_third_party_fulfillment_orders",
    "read_orders",
    "read_fulfillments",
    "read_locations",
  ],
  after: ["orders"],
  query: () => `
    query ImportParcels {
      fulfillmentOrders(includeClosed: true) {
        edges {
          node {
            ${GROUP_FIELDS}
            orderId
            fulfillments {
              edges {
                node {
                  ${PARCEL_FIELDS}
                  location { id }
                  order { id }
                  events { edges { node { ${SCAN_FIELDS} } } }
                }
              }
            }
          }
        }
      }
    }`,
  stages: [
    stage({
      type: "FulfillmentOrder",
      table: "staged_group",
      columns: {
        id: "text",
        orderId: "text",
        status: "text",
        fulfillAt: "timestamptz",
        fulfillBy: "timestamptz",
        deliveryMethod: "text",
        minDeliveryAt: "timestamptz",
        maxDeliveryAt: "timestamptz",
        holds: "jsonb",
        updatedAt: "timestamptz",
      },
      row: (node: GroupNode & { orderId: string }) => groupFromAdmin(node, idOfGid(node.orderId)),
    }),
    stage({
      type: "Fulfillment",
      table: "staged_parcel",
      columns: {
        id: "text",
        orderId: "text",
        name: "text",
        status: "text",
        shipmentStatus: "text",
        carrier: "text",
        trackingNumbers: "text[]",
        trackingUrl: "text",
        shippedAt: "timestamptz",
        updatedAt: "timestamptz",
        estimatedDeliveryAt: "timestamptz",
        deliveredAt: "timestamptz",
        locationId: "text",
      },
      row: (node: ParcelNode & { order: { id: string } }) => ({
        estimatedDeliveryAt: null,
        deliveredAt: null,
        locationId: null,
        ...parcelFromAdmin(node, idOfGid(node.order.id)),
      }),
    }),
    stage({
      type: "FulfillmentEvent",
      table: "staged_scan",
      columns: {
        id: "text",
        fulfillmentId: "text",
        status: "text",
        message: "text",
        city: "text",
        country: "text",
        happenedAt: "timestamptz",
        estimatedDeliveryAt: "timestamptz",
      },
      row: (node: ScanNode, parcel) => parcel && scanFromAdmin(node, parcel.id),
    }),
  ],
  upsert: upsertParcels,
};

/**
 * By the statements that also keep one order's: each of these rows has a time of its own, so newest wins for each by
 * itself, in whichever batch it comes. Of orders that we may not see, or that are gone, nothing is kept.
 */
async function upsertParcels(shop: Shop, { askedAt }: Batch): Promise<void> {
  await lockOrders(shop);
  const groups = await ofKnownOrders<FulfillmentOrderRecord>(shop, "staged_group");
  await keepFulfillmentOrders(shop, groups);
  const parcels = await ofKnownOrders<Omit<FulfillmentRecord, "events">>(shop, "staged_parcel");
  // Of one second, what changed before the question was asked is in the file whole; what changed since may not be.
  for (const isLive of [true, false]) {
    const these = parcels.filter(({ updatedAt }) => updatedAt < askedAt === isLive);
    const records = these.map((parcel) => ({ ...parcel, events: [] }));
    await keepFulfillments(shop, records, { quiet: true, isLive });
  }
  const scans = await shop.sql<FulfillmentEventRecord>`
    select s.*, f."orderId" from staged_scan s join (${parcelsOfScans(shop)}) f on f.id = s."fulfillmentId"`;
  await keepEvents(shop, scans, { quiet: true });
  await refreshDue(shop, ...new Set([...groups, ...parcels, ...scans].map(({ orderId }) => orderId!)));
}

/** Before their parcels, as every door does: else two wait for each other. */
async function lockOrders(shop: Shop): Promise<void> {
  await shop.sql`
    select from "Order" where "shopId" = ${shop.id} and id = any(array(
      select "orderId" from staged_group union select "orderId" from staged_parcel
      union select "orderId" from (${parcelsOfScans(shop)}) f))
    order by id for no key update`;
}

/** By id, as everything here that looks into the large tables: joined with a batch, the planner reads them whole. */
const parcelsOfScans = (shop: Shop): Prisma.Sql => Prisma.sql`
  select id, "orderId" from "Fulfillment"
  where "shopId" = ${shop.id} and id = any(array(select distinct "fulfillmentId" from staged_scan))`;

/** The newest word on each. */
function ofKnownOrders<Row extends object>(
  shop: Shop,
  table: "staged_group" | "staged_parcel",
): Promise<Row[]> {
  const staged = Prisma.raw(table);
  return shop.sql<Row>`
    select distinct on (s.id) s.* from ${staged} s
    where s."orderId" in (
      select id from "Order" where "shopId" = ${shop.id} and "deletedAt" is null
        and id = any(array(select distinct "orderId" from ${staged})))
    order by s.id, s."updatedAt" desc`;
}
