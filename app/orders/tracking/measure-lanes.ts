import { DAY, earlier } from "#app/clock.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { importParcels } from "#app/orders/import/import-parcels.ts";
import { QUIET_DAYS } from "#app/orders/tracking/parcel-state.ts";
import { installedShops } from "#app/shop/installed-shops.server.ts";

/** Half a year: long enough for lanes that are seldom used, short enough to forget last year's strike. */
const COUNTED_DAYS = 180;

/** Job `measureLanes`, each night: what the past parcels of every shop took, lane by lane. */
export async function measureLanes(): Promise<void> {
  for await (const shopId of installedShops()) await inShop(shopId, measureLanesOf);
}

/**
 * Job `measureImported`, when one kind of the past was read to its end. With the parcels the shop's lanes are known on
 * the first day: whose carrier scans is shown before alerts are switched on, and without it nothing is ever stuck.
 */
export async function measureImported(shopId: string, { kind }: { kind: string }): Promise<void> {
  if (kind === importParcels.kind) await inShop(shopId, measureLanesOf);
}

/**
 * Counts one shop's lanes anew, in one statement: carrier × origin × destination region, and the same summed over
 * regions, origins and destinations, so that a lane with few parcels can go by a wider one. Parcels of the last days
 * are left out: whether their carrier scans cannot be said yet.
 */
export async function measureLanesOf(shop: Shop): Promise<void> {
  await shop.sql`delete from "CarrierLane" where "shopId" = ${shop.id}`;
  await shop.sql`
    with parcels as (
      select f.carrier, coalesce(f."locationId", '?') origin, coalesce(o."toCountry", '?') country,
        coalesce(o."toRegion", '?') region, f."lastScanAt" is not null is_scanned,
        case when f."deliveredAt" > f."shippedAt"
          then extract(epoch from f."deliveredAt" - f."shippedAt") / 86400 end days
      from "Fulfillment" f join "Order" o on o."shopId" = f."shopId" and o.id = f."orderId"
      where f."shopId" = ${shop.id} and f.status = 'SUCCESS' and f.carrier is not null
        and f."shippedAt" between ${earlier(shop.at, COUNTED_DAYS * DAY)} and ${earlier(shop.at, QUIET_DAYS * DAY)}
    )
    insert into "CarrierLane" ("shopId", carrier, origin, country, region, parcels, scanned, arrived,
      "medianDays", "p95Days", "measuredAt")
    select ${shop.id}, carrier, coalesce(origin, ''), coalesce(country, ''), coalesce(region, ''),
      count(*), count(*) filter (where is_scanned), count(days),
      percentile_cont(0.5) within group (order by days), percentile_cont(0.95) within group (order by days), ${shop.at}
    from parcels
    group by grouping sets (
      (carrier, origin, country, region), (carrier, origin, country), (carrier, country, region), (carrier, country), (carrier))`;
}
