import { MINUTE } from "#app/clock.ts";
import { readShop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { findTracked } from "#app/orders/tracking/find-tracked.ts";
import { readTrackingToken, type TrackingClaims } from "#app/orders/tracking/tracking-url.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import { readSettings } from "#app/shop/settings.ts";
import { pageOfOrder } from "#app/track/page-of-order.ts";
import type { ParcelPage } from "#app/track/parcel-page.ts";
import { readOrderLately } from "#app/track/read-order-lately.ts";

export type Found = { is: "shown"; page: ParcelPage } | { is: "gone" } | { is: "busy" };

/** Of the address's language and the shop's, as the reader's browser bears on them. */
type LocaleOf = (of: { wanted?: string | null; otherwise?: string | null }) => string;

/** One shop's parcels must not use up what its Admin API gives in a minute. */
const READS_A_MINUTE = 120;

/**
 * What an address shows. Every address that opens nothing (not ours, over, forgotten, called back, cancelled,
 * uninstalled) is the same `gone` for the same work.
 */
export async function readParcelPage(
  token: string,
  { at, localeOf }: { at: Date; localeOf: LocaleOf },
): Promise<Found> {
  const claims = readTrackingToken(token, at) ?? nobody();
  const { shopId, fulfillmentId } = claims;
  const found = await readShop(shopId, async (shop) => {
    const tracked = await findTracked(shop, fulfillmentId);
    return tracked && { tracked, settings: await readSettings(shop) };
  });
  if (!found) return { is: "gone" };
  const mayAsk = await takeFromBucket(`track:${shopId}`, { most: READS_A_MINUTE, perMs: MINUTE });
  if (!mayAsk.ok) return { is: "busy" };
  const read = await readOrderLately(shopId, found.tracked.orderId);
  if (!read.ok) return { is: read.because === "gone" ? "gone" : "busy" };
  const locale = localeOf({ wanted: claims.locale, otherwise: found.settings.languages[0] ?? null });
  const page = pageOfOrder(claims, read.order, found.settings, { at, locale });
  return page ? { is: "shown", page } : { is: "gone" };
}

/** Looked for all the same, so that an address that was never ours takes as long as one that was. */
const nobody = (): TrackingClaims => ({
  shopId: newId(),
  fulfillmentId: "0",
  locale: null,
  until: new Date(0),
});
