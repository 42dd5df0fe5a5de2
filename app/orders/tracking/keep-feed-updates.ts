import type { Shop } from "#app/db.server.ts";
import { keepEvents } from "#app/orders/mirror-fulfillment-event.ts";
import type { FeedUpdate } from "#app/orders/tracking/updates-from-easypost.ts";

/**
 * Keeps what a feed told of a number beside Shopify's own scans, for each parcel of that number which the feed was
 * asked to follow; the same update again does nothing. Returns how many were new.
 */
export async function keepFeedUpdates(
  shop: Shop,
  { number, updates }: { number: string; updates: FeedUpdate[] },
): Promise<number> {
  const parcels = await shop.sql<{ fulfillmentId: string; orderId: string }>`
    select t."fulfillmentId", f."orderId" from "ParcelNumber" n
    join "ScanTracker" t on t."shopId" = n."shopId" and t."fulfillmentId" = n."fulfillmentId" and t.number = n.number
    join "Fulfillment" f on f."shopId" = n."shopId" and f.id = n."fulfillmentId"
    where n."shopId" = ${shop.id} and n.number = ${number}`;
  const records = parcels.flatMap(({ fulfillmentId, orderId }) =>
    updates.map(({ id, at, ...update }) => ({
      ...update,
      // Things sent together share a number, and each parcel keeps its own scans.
      id: `${id}:${fulfillmentId}`,
      fulfillmentId,
      orderId,
      happenedAt: at,
      source: "easypost" as const,
    })),
  );
  return keepEvents(shop, records);
}
