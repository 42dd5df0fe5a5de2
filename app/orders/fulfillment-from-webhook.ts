import { z } from "zod";
import type { FulfillmentEventRecord, FulfillmentRecord, ParcelItem } from "#app/orders/order-record.ts";
import { count, instant, listOf, readId, text } from "#app/payload.ts";

/** Maps `fulfillments/*` and the fulfillments inside an order. Null where there is no id or no order. */
export function fulfillmentFromWebhook(payload: unknown, orderId?: string): FulfillmentRecord | null {
  const read = fulfillmentShape.safeParse(payload);
  if (!read.success) return null;
  const told = read.data;
  const id = readId(told.admin_graphql_api_id, told.id);
  const parent = orderId ?? readId(null, told.order_id);
  if (!id || !parent) return null;
  const updatedAt = told.updated_at ?? told.created_at ?? EARLIEST;
  return {
    id,
    orderId: parent,
    name: told.name,
    status: told.status?.toUpperCase() ?? "PENDING",
    shipmentStatus: told.shipment_status?.toUpperCase() ?? null,
    carrier: told.tracking_company,
    trackingNumbers: numbersOf(told),
    trackingUrl: told.tracking_url ?? told.tracking_urls.find(Boolean) ?? null,
    shippedAt: told.created_at ?? updatedAt,
    updatedAt,
    locationId: told.location_id,
    items: told.line_items.length ? told.line_items.flatMap(readItem) : undefined,
    events: [],
  };
}

/** Maps `fulfillment_events/create` and `delete`. Null where ids or the time are missing. */
export function fulfillmentEventFromWebhook(payload: unknown): FulfillmentEventRecord | null {
  const read = eventShape.safeParse(payload);
  if (!read.success) return null;
  const told = read.data;
  const id = readId(told.admin_graphql_api_id, told.id);
  const fulfillmentId = readId(null, told.fulfillment_id);
  const happenedAt = told.happened_at ?? told.created_at;
  if (!id || !fulfillmentId || !happenedAt) return null;
  return {
    id,
    fulfillmentId,
    orderId: readId(null, told.order_id),
    status: told.status?.toUpperCase() ?? "UNKNOWN",
    message: told.message,
    city: told.city,
    country: told.country,
    happenedAt,
    estimatedDeliveryAt: told.estimated_delivery_at,
  };
}

const fulfillmentShape = z.object({
  id: text,
  admin_graphql_api_id: text,
  order_id: text,
  name: text,
  status: text,
  shipment_status: text,
  location_id: text,
  line_items: listOf(z.unknown()),
  tracking_company: text,
  tracking_number: text,
  tracking_numbers: listOf(text),
  tracking_url: text,
  tracking_urls: listOf(text),
  created_at: instant,
  updated_at: instant,
});

const itemShape = z.object({ id: text, admin_graphql_api_id: text, quantity: count });

const eventShape = z.object({
  id: text,
  admin_graphql_api_id: text,
  fulfillment_id: text,
  order_id: text,
  status: text,
  message: text,
  city: text,
  country: text,
  happened_at: instant,
  created_at: instant,
  estimated_delivery_at: instant,
});

const EARLIEST = new Date(0);

/** The order's line, with how many of it are in this parcel. */
function readItem(payload: unknown): ParcelItem[] {
  const read = itemShape.safeParse(payload);
  const lineId = read.success ? readId(read.data.admin_graphql_api_id, read.data.id) : null;
  return lineId ? [{ lineId, quantity: read.data!.quantity ?? 0 }] : [];
}

function numbersOf(told: z.infer<typeof fulfillmentShape>): string[] {
  const all = [...told.tracking_numbers, told.tracking_number].filter((number) => number !== null);
  return [...new Set(all)];
}
