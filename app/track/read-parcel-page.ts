import { MINUTE } from "#app/clock.ts";
import { readShop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { orderStatus } from "#app/orders/order-status.ts";
import { findTracked } from "#app/orders/tracking/find-tracked.ts";
import { type PartView, partViews } from "#app/orders/tracking/parcel-view.ts";
import {
  readTrackingToken,
  type TrackingClaims,
  trackingUrlUntil,
} from "#app/orders/tracking/tracking-url.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import { readSettings, type Settings } from "#app/shop/settings.ts";
import type { ParcelPage } from "#app/track/parcel-page.ts";
import { readOrderLately } from "#app/track/read-order-lately.ts";
import { sayTime } from "#app/words/say-day.ts";
import type { LiveOrder } from "#app/orders/live-order.ts";

export type Found = { is: "shown"; page: ParcelPage } | { is: "gone" } | { is: "busy" };

/** One shop's parcels must not use up what its Admin API gives in a minute. */
const READS_A_MINUTE = 120;

/**
 * What an address shows. `locale` is chosen from the address's own language and the shop's. Every address that opens
 * nothing (not ours, over, forgotten, called back, cancelled, uninstalled) is the same `gone` for the same work.
 */
export async function readParcelPage(
  token: string,
  { at, localeOf }: { at: Date; localeOf: (wanted: string | null) => string },
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
  const locale = localeOf(claims.locale ?? found.settings.languages[0] ?? null);
  const page = pageOf(claims, read.order, found.settings, { at, locale });
  return page ? { is: "shown", page } : { is: "gone" };
}

/** Looked for all the same, so that an address that was never ours takes as long as one that was. */
const nobody = (): TrackingClaims => ({
  shopId: newId(),
  fulfillmentId: "0",
  locale: null,
  until: new Date(0),
});

function pageOf(
  { shopId, fulfillmentId, until, locale: language }: TrackingClaims,
  order: LiveOrder,
  settings: Settings,
  { at, locale }: { at: Date; locale: string },
): ParcelPage | null {
  if (order.cancelledAt) return null;
  const style = { locale, timeZone: order.timeZone, at };
  // Whoever holds the address has proven nothing: places that tell where the shopper lives stay out.
  const parts = partViews(orderStatus(order, { at, show: "no-address" }), style);
  const parcel = parts.find((part) => part.fulfillmentId === fulfillmentId);
  if (!parcel) return null;
  const urlOf = ({ fulfillmentId: id }: PartView) =>
    id && trackingUrlUntil({ shopId, fulfillmentId: id, locale: language, until });
  return {
    locale,
    shopName: settings.shopName,
    orderName: order.name,
    parcel,
    others: parts.filter((part) => part !== parcel).map((part) => ({ part, url: urlOf(part) })),
    chat: chatOf(settings),
    asOf: sayTime(at, style),
  };
}

/** The widget opens by itself at this fragment (widget/loader/start.js). */
const chatOf = ({ primaryUrl, embedSeenAt }: Settings): string | null =>
  primaryUrl?.startsWith("https://") && embedSeenAt ? `${primaryUrl.replace(/\/$/, "")}/#threadline` : null;
