import { rereadSegmentsOf } from "#app/customers/reread-segments.ts";
import { inShop } from "#app/db.server.ts";

/** Asks for a live read of the segments of somebody who is looked at, where the last is old or there was none. */
export const freshenSegments = (shopId: string, customerId: string): Promise<void> =>
  inShop(shopId, (shop) => rereadSegmentsOf(shop, customerId));
