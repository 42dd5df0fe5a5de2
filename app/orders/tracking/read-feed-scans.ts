import type { Reader } from "#app/db.server.ts";
import type { LiveEvent } from "#app/orders/live-order.ts";

/** What a scan feed told of an order's parcels, by fulfillment. */
export async function readFeedScans(shop: Reader, orderId: string): Promise<Map<string, LiveEvent[]>> {
  const rows = await shop.sql<LiveEvent & { fulfillmentId: string }>`
    select e."fulfillmentId", e.id, e.status, e."happenedAt" at, e.city, e.country, e."estimatedDeliveryAt"
    from "Fulfillment" f
    join "FulfillmentEvent" e on e."shopId" = f."shopId" and e."fulfillmentId" = f.id and e.source <> 'shopify'
    where f."shopId" = ${shop.id} and f."orderId" = ${orderId}`;
  return Map.groupBy(rows, ({ fulfillmentId }) => fulfillmentId);
}
