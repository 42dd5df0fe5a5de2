import { DAY, earlier } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

export interface SampleOrder {
  id: string;
  name: string;
}

/**
 * Recent orders for a merchant to try the answers on: as many different states as there are, the telling ones first
 * (several parcels, on its way, waiting), the newest of each.
 */
export async function sampleOrders(shop: Shop, most: number): Promise<SampleOrder[]> {
  return shop.sql<SampleOrder>`
    with lately as (
      select o.id, o.name, o."placedAt", case
        when o."cancelledAt" is not null then 6
        when (select count(*) from "Fulfillment" f where f."shopId" = o."shopId" and f."orderId" = o.id
          and f.status = 'SUCCESS') > 1 then 1
        when exists (select 1 from "FulfillmentOrder" g where g."shopId" = o."shopId" and g."orderId" = o.id
          and g.status in ('ON_HOLD', 'SCHEDULED')) then 3
        when exists (select 1 from "Fulfillment" f where f."shopId" = o."shopId" and f."orderId" = o.id
          and f.status = 'SUCCESS' and f."deliveredAt" is null) then 2
        when o."fulfillmentStatus" = 'FULFILLED' then 5
        else 4 end kind
      from "Order" o
      where o."shopId" = ${shop.id} and o."deletedAt" is null
        and o."placedAt" > ${earlier(shop.at, 60 * DAY)}
    ), turns as (
      select *, row_number() over (partition by kind order by "placedAt" desc, id desc) turn from lately
    )
    select id, name from turns order by turn, kind limit ${most}`;
}
