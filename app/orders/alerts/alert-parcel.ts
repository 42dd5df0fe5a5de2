import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import type { NewsFacts } from "#app/orders/alerts/alert-news.ts";
import { daysLate, endOfDay } from "#app/orders/calendar-days.ts";
import type { PartItem } from "#app/orders/status-part.ts";
import type { DeliveryPromise } from "#app/orders/tracking/delivery-promise.ts";
import { type Lane, lanesOf, NO_LANE } from "#app/orders/tracking/lane-of-parcel.ts";
import { type MirroredParcel, mirroredColumns, trackMirrored } from "#app/orders/tracking/mirrored-parcel.ts";
import type { ParcelEvent } from "#app/orders/tracking/parcel-state.ts";

/** The contact and language an order was placed with. */
export interface AlertOrder {
  id: string;
  name: string;
  email: string | null;
  contactPhone: string | null;
  locale: string | null;
  customerShopifyId: string | null;
  /** Of the shop. */
  timeZone: string;
}

/** What may be told of, and to whom. */
export interface AlertParcel {
  /** A fulfillment's id, or `group:<fulfillment order>`. */
  id: string;
  order: AlertOrder;
  carrier: string | null;
  number: string | null;
  /** Null where Shopify has not told us what is in it. */
  items: PartItem[] | null;
  promise: DeliveryPromise | null;
  news: NewsFacts;
}

/** One parcel as the mirror knows it; null for what nothing may be said of: cancelled, deleted, forgotten. */
export async function readAlertParcel(shop: Reader, fulfillmentId: string): Promise<AlertParcel | null> {
  const [row] = await shop.sql<Row>`
    select ${mirroredColumns}, f.carrier, f."trackingNumbers"[1] as number, f.items, ${orderColumns},
      array(select distinct g."deliveryMethod" from "FulfillmentOrder" g
        where g."shopId" = f."shopId" and g."orderId" = f."orderId" and g."deliveryMethod" is not null) as methods
    from "Fulfillment" f join "Order" o on o."shopId" = f."shopId" and o.id = f."orderId" join "Shop" s on s.id = o."shopId"
    where f."shopId" = ${shop.id} and f.id = ${fulfillmentId} and f.status = 'SUCCESS' and ${isAlive}`;
  if (!row) return null;
  const lanes = await lanesOf(shop, [row.id]);
  return toParcel(row, lanes.get(row.id) ?? NO_LANE, shop.at);
}

/** What waits to be fetched from the shop, once it was told ready; null where it is no such thing. */
export async function readAlertGroup(shop: Reader, fulfillmentOrderId: string): Promise<AlertParcel | null> {
  const [row] = await shop.sql<GroupRow>`
    select g."preparedAt", ${orderColumns}
    from "FulfillmentOrder" g join "Order" o on o."shopId" = g."shopId" and o.id = g."orderId" join "Shop" s on s.id = o."shopId"
    where g."shopId" = ${shop.id} and g.id = ${fulfillmentOrderId} and g."deliveryMethod" = 'PICK_UP'
      and g."preparedAt" is not null and g.status in ('OPEN', 'IN_PROGRESS') and ${isAlive}`;
  if (!row) return null;
  const event = {
    id: fulfillmentOrderId,
    status: "READY_FOR_PICKUP",
    at: row.preparedAt,
    estimatedDeliveryAt: null,
  };
  return {
    id: `group:${fulfillmentOrderId}`,
    order: row.order,
    carrier: null,
    number: null,
    items: row.lines.filter(isSent).map(({ title, quantity }) => ({ title, quantity })),
    promise: null,
    news: {
      shippedAt: null,
      events: [event],
      tracked: { step: "ready-for-pickup", arrivedAt: row.preparedAt },
      lateSince: null,
      stuckSince: null,
    },
  };
}

const orderColumns = Prisma.sql`
  json_build_object('id', o.id, 'name', o.name, 'email', o.email, 'contactPhone', o."contactPhone", 'locale', o.locale,
    'customerShopifyId', o."customerShopifyId", 'timeZone', coalesce(s."timeZone", 'UTC')) as "order",
  coalesce((select json_agg(json_build_object('id', l.id, 'quantity', l."currentQuantity",
      'requiresShipping', l."requiresShipping",
      'title', l.title || coalesce(' - ' || nullif(l."variantTitle", 'Default Title'), '')) order by l.id)
    from "OrderLine" l where l."shopId" = o."shopId" and l."orderId" = o.id), '[]') as lines`;

const isAlive = Prisma.sql`o."cancelledAt" is null and o."deletedAt" is null`;

interface LineRow {
  id: string;
  title: string;
  quantity: number;
  requiresShipping: boolean;
}

interface GroupRow {
  order: AlertOrder;
  lines: LineRow[];
  preparedAt: Date;
}

interface Row extends Omit<GroupRow, "preparedAt">, MirroredParcel {
  carrier: string | null;
  number: string | null;
  items: { lineId: string; quantity: number }[] | null;
  methods: string[];
}

const isSent = ({ requiresShipping, quantity }: LineRow): boolean => requiresShipping && quantity > 0;

function toParcel(row: Row, lane: Lane, at: Date): AlertParcel {
  const { id, order, carrier, number } = row;
  const { events, tracked, promise, stuckSince } = trackMirrored(row, lane, { at, timeZone: order.timeZone });
  return {
    id,
    order,
    carrier,
    number,
    items: itemsOf(row),
    promise,
    news: {
      shippedAt: isShipment(row) ? row.shippedAt : null,
      events,
      tracked,
      lateSince: lateSince(promise, events, order.timeZone, at),
      stuckSince,
    },
  };
}

function itemsOf({ items, lines }: Row): PartItem[] | null {
  if (!items) return null;
  const byId = new Map(lines.map((line) => [line.id, line]));
  return items.flatMap(({ lineId, quantity }) => {
    const line = byId.get(lineId);
    return line?.requiresShipping && quantity > 0 ? [{ title: line.title, quantity }] : [];
  });
}

// What is fetched at the shop is made a fulfillment when it is handed over the counter.
const AT_THE_SHOP = new Set(["PICK_UP", "RETAIL", "NONE"]);

/** Whether somebody carries it to the shopper. What a carrier speaks of is; else it goes by how the order is delivered. */
function isShipment({ number, events, methods, shipmentStatus, lines }: Row): boolean {
  if (!lines.some(({ requiresShipping }) => requiresShipping) || shipmentStatus === "PICKED_UP") return false;
  return number !== null || events.length > 0 || !methods.some((method) => AT_THE_SHOP.has(method));
}

/**
 * When it became known that it comes late: with the carrier's word that moved the day, else when the promised day had
 * passed. Null while it may still be in time.
 */
function lateSince(promise: DeliveryPromise, events: ParcelEvent[], timeZone: string, at: Date): Date | null {
  const { verdict, promisedBy, by } = promise;
  if (verdict.is !== "late" || !promisedBy || !by) return null;
  const passed = endOfDay(promisedBy, timeZone);
  if (!daysLate(promisedBy, by, timeZone)) return passed;
  const told = events
    .filter(
      ({ estimatedDeliveryAt }) => estimatedDeliveryAt && daysLate(promisedBy, estimatedDeliveryAt, timeZone),
    )
    .map((event) => event.at.getTime());
  const since = told.length ? new Date(Math.max(...told)) : at;
  return since < passed ? since : passed;
}
