import type { Shop } from "#app/db.server.ts";

/** Notes orders' promise: the latest delivery promised at checkout, else the carrier's own latest estimate. */
export async function refreshDue(shop: Shop, ...orderIds: string[]): Promise<void> {
  await shop.sql`
    update "Order" o set "dueAt" = coalesce(
      (select max("maxDeliveryAt") from "FulfillmentOrder" g
        where g."shopId" = o."shopId" and g."orderId" = o.id and g.status <> 'CANCELLED'),
      (select max("estimatedDeliveryAt") from "Fulfillment" f
        where f."shopId" = o."shopId" and f."orderId" = o.id and f.status <> 'CANCELLED'))
    where o."shopId" = ${shop.id} and o.id = any(${orderIds})`;
}
