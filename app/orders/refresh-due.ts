import type { Shop } from "#app/db.server.ts";

/** Notes orders' promise: the latest delivery promised at checkout, else the carrier's own latest estimate. */
export async function refreshDue(shop: Shop, ...orderIds: string[]): Promise<void> {
  await shop.sql`
    update "Order" o set "dueAt" = due.at
    from unnest(${orderIds}::text[]) told(id)
    cross join lateral (select coalesce(
      (select max("maxDeliveryAt") from "FulfillmentOrder" g
        where g."shopId" = ${shop.id} and g."orderId" = told.id and g.status <> 'CANCELLED'),
      (select max("estimatedDeliveryAt") from "Fulfillment" f
        where f."shopId" = ${shop.id} and f."orderId" = told.id and f.status <> 'CANCELLED')) at) due
    where o."shopId" = ${shop.id} and o.id = told.id and o."dueAt" is distinct from due.at`;
}
