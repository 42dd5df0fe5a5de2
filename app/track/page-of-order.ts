import type { LiveOrder } from "#app/orders/live-order.ts";
import { orderStatus } from "#app/orders/order-status.ts";
import { type PartView, partViews } from "#app/orders/tracking/parcel-view.ts";
import { type TrackingClaims, trackingUrlUntil } from "#app/orders/tracking/tracking-url.ts";
import type { Settings } from "#app/shop/settings.ts";
import type { ParcelPage } from "#app/track/parcel-page.ts";
import { sayTime } from "#app/words/say-day.ts";

/** What one parcel's page holds, of an order just read; null where the order shows no such parcel any more. */
export function pageOfOrder(
  { shopId, fulfillmentId, until, locale: language }: TrackingClaims,
  order: LiveOrder,
  settings: Pick<Settings, "shopName" | "primaryUrl" | "embedSeenAt">,
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
const chatOf = ({ primaryUrl, embedSeenAt }: Pick<Settings, "primaryUrl" | "embedSeenAt">): string | null =>
  primaryUrl?.startsWith("https://") && embedSeenAt ? `${primaryUrl.replace(/\/$/, "")}/#threadline` : null;
