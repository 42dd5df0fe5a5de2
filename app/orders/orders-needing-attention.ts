import { DAY, earlier } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";
import { daysBetween } from "#app/orders/calendar-days.ts";
import { QUIET_DAYS } from "#app/orders/tracking/parcel-state.ts";

export interface OrderNeedingAttention {
  id: string;
  name: string;
  because: "late" | "unscanned";
  /** For staff, e.g. "Due 3 days ago". */
  says: string;
  /** Carrier and number, or null where nothing was shipped. */
  parcel: string | null;
  placedAt: string;
}

const LOOKED_BACK_DAYS = 60;
/** The newest trouble: what is older than so many others is past a word of comfort. */
export const MOST_TROUBLED = 20;

/**
 * Whose shoppers are about to ask: what is past its promise, and parcels without a scan for days of carriers that do
 * scan (seen on another parcel of this shop). A carrier that sends no scans at all is never in here for that.
 */
export async function ordersNeedingAttention(
  shop: Shop,
  most = MOST_TROUBLED,
): Promise<OrderNeedingAttention[]> {
  const { timeZone } = await shop.tx.shop.findUniqueOrThrow({ where: { id: shop.id } });
  const rows = await readTroubled(shop, most);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    because: row.because,
    says: sayTrouble(row, daysBetween(row.since, shop.at, timeZone ?? "UTC")),
    parcel: row.shipped ? [row.carrier ?? "Parcel", row.number].filter(Boolean).join(" ") : null,
    placedAt: row.placedAt.toISOString(),
  }));
}

interface Troubled {
  id: string;
  name: string;
  because: "late" | "unscanned";
  since: Date;
  shipped: boolean;
  scanned: boolean;
  carrier: string | null;
  number: string | null;
  placedAt: Date;
}

function sayTrouble({ because, shipped, scanned }: Troubled, days: number): string {
  const ago = days === 1 ? "yesterday" : `${days} days ago`;
  if (because === "late") return shipped ? `Due ${ago}, not delivered` : `Due ${ago}, not shipped yet`;
  return scanned ? `Last scan ${ago}` : `Shipped ${ago}, never scanned`;
}

async function readTroubled(shop: Shop, most: number): Promise<Troubled[]> {
  const late = earlier(shop.at, DAY);
  const silent = earlier(shop.at, QUIET_DAYS * DAY);
  return shop.sql<Troubled>`
    with lately as (
      select * from "Order" where "shopId" = ${shop.id} and "deletedAt" is null and "cancelledAt" is null
        and "placedAt" > ${earlier(shop.at, LOOKED_BACK_DAYS * DAY)}
    ), scanning as (
      select distinct carrier from "Fulfillment"
      where "shopId" = ${shop.id} and carrier is not null and "lastScanAt" is not null
    ), parcels as (
      select o.id, o.name, o."placedAt", f.carrier, f."trackingNumbers"[1] number, true shipped,
        f."lastScanAt" is not null scanned, coalesce(f."estimatedDeliveryAt", o."dueAt") due,
        coalesce(f."lastScanAt", f."shippedAt") heard, f."shipmentStatus" status
      from lately o join "Fulfillment" f on f."shopId" = o."shopId" and f."orderId" = o.id
      where f.status = 'SUCCESS' and f."deliveredAt" is null
        and coalesce(f."shipmentStatus", '') not in ('DELIVERED', 'PICKED_UP', 'READY_FOR_PICKUP')
        and f.carrier in (select carrier from scanning)
    ), waiting as (
      select distinct on (o.id) o.id, o.name, o."placedAt", null::text carrier, null::text number, false shipped,
        false scanned, g."maxDeliveryAt" due
      from lately o join "FulfillmentOrder" g on g."shopId" = o."shopId" and g."orderId" = o.id
      where g.status in ('OPEN', 'IN_PROGRESS', 'ON_HOLD') and g."maxDeliveryAt" < ${late}
        and g."preparedAt" is null
      order by o.id, g."maxDeliveryAt"
    )
    select distinct on (since, id) * from (
      select id, name, 'late' because, due since, shipped, scanned, carrier, number, "placedAt"
      from parcels where due < ${late} and scanned
      union all
      select id, name, 'unscanned', heard, shipped, scanned, carrier, number, "placedAt"
      from parcels where heard < ${silent} and not (coalesce(due < ${late}, false) and scanned)
      union all
      select id, name, 'late', due, shipped, scanned, carrier, number, "placedAt" from waiting
    ) troubled
    order by since desc, id limit ${most}`;
}
