import type { Reader } from "#app/db.server.ts";

export interface Tracked {
  orderId: string;
  carrier: string | null;
  trackingUrl: string | null;
}

/**
 * The parcel a public page is about, in the mirror; null where there is none to show: not known, forgotten, called
 * back, its order cancelled or deleted, or the shop gone.
 */
export async function findTracked(shop: Reader, fulfillmentId: string): Promise<Tracked | null> {
  const [row] = await shop.sql<Tracked>`
    select f."orderId", f.carrier, f."trackingUrl" from "Fulfillment" f
    join "Order" o on o."shopId" = f."shopId" and o.id = f."orderId"
    join "Shop" s on s.id = f."shopId"
    where f."shopId" = ${shop.id} and f.id = ${fulfillmentId} and f.status <> all(${CALLED_BACK})
      and o."cancelledAt" is null and o."deletedAt" is null and s."uninstalledAt" is null`;
  return row ?? null;
}

const CALLED_BACK = ["CANCELLED", "ERROR", "FAILURE"];
