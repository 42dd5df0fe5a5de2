import type { Reader } from "#app/db.server.ts";

/**
 * Ids of the orders with a parcel of this number (compact, as compactNumber writes it), newest parcel first. Says
 * nothing of who may hear of them: a number is on the label, for every neighbour to read.
 */
export async function ordersOfParcel(shop: Reader, number: string): Promise<string[]> {
  const rows = await shop.sql<{ orderId: string }>`
    select f."orderId" from "ParcelNumber" n
    join "Fulfillment" f on f."shopId" = n."shopId" and f.id = n."fulfillmentId"
    where n."shopId" = ${shop.id} and n.number = ${number}
    order by f."shippedAt" desc limit 5`;
  return [...new Set(rows.map(({ orderId }) => orderId))];
}
