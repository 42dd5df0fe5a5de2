import type { AlertKind } from "#app/orders/alerts/alert-kind.ts";

/**
 * What Shopify itself sends at the same moment, by the names of its admin (Settings > Notifications > Customer
 * notifications; help.shopify.com/manual/orders/notifications). Empty where it sends nothing.
 */
export const SHOPIFY_NOTICES: Record<AlertKind, string[]> = {
  shipped: ["Shipping confirmation"],
  "out-for-delivery": ["Out for delivery", "Local order out for delivery"],
  delivered: ["Delivered", "Local order delivered"],
  delayed: [],
  attempted: ["Local order missed delivery"],
  "ready-for-pickup": ["Ready for local pickup"],
  stuck: [],
};

/** Where the merchant switches them off. */
export const noticesUrl = (shopDomain: string): string =>
  `https://${shopDomain}/admin/settings/notifications/customer`;
