import { DAY, earlier } from "#app/clock.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { removeGoneScan } from "#app/orders/mirror-fulfillment-event.ts";
import { ordersInSight } from "#app/orders/orders-in-sight.ts";
import { sweepOfGone } from "#app/shop/sweeps/sweep-gone.ts";

/** A parcel that has not arrived for so long is settled by people, not by its scans. */
const UNDERWAY = 30 * DAY;
/** A parcel that was wrongly scanned as delivered is missed within a week. */
const ARRIVED_LATELY = 7 * DAY;

/**
 * Scans that the carrier took back. The newest of each parcel says where it is, so these are asked about by
 * themselves: of a large shop they come round in a few nights, where all scans would take weeks.
 */
export const sweepsOfDeletedScans = [
  sweepOfDeleted("deleted-scans", Prisma.sql`limit 1`),
  sweepOfDeleted("deleted-older-scans", Prisma.sql`offset 1`),
];

function sweepOfDeleted(kind: string, which: Prisma.Sql) {
  return sweepOfGone({
    kind,
    topic: "fulfillment_events/delete",
    type: "FulfillmentEvent",
    // Parcel by parcel along the index: as a join it would be hashed, all the scans that the shop ever had.
    known: async (shop) => Prisma.sql`
      select scan.id from (${await parcelsOfInterest(shop)}) parcel cross join lateral (
        select id from "FulfillmentEvent" e
        where e."shopId" = ${shop.id} and e."fulfillmentId" = parcel.id and e.source = 'shopify'
        order by e."happenedAt" desc, length(e.id) desc, e.id desc ${which}) scan`,
    remove: removeGoneScan,
  });
}

const parcelsOfInterest = async (shop: Reader): Promise<Prisma.Sql> => Prisma.sql`
  select id from "Fulfillment" where "shopId" = ${shop.id}
    and ("deliveredAt" > ${earlier(shop.at, ARRIVED_LATELY)}
      or ("deliveredAt" is null and "shippedAt" > ${earlier(shop.at, UNDERWAY)}))
    and "orderId" in (${await ordersInSight(shop)})`;
