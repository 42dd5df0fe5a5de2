import {
  emailConsentFromWebhook,
  smsConsentFromWebhook,
  whatsAppConsentFromWebhook,
} from "#app/consent/consent-from-webhook.ts";
import { hearConsent } from "#app/consent/keep-told-consent.ts";
import { cartFromWebhook } from "#app/carts/cart-from-webhook.ts";
import { checkoutFromWebhook, checkoutGoneFromWebhook } from "#app/carts/checkout-from-webhook.ts";
import { mirrorCart } from "#app/carts/mirror-cart.ts";
import { deleteCheckout, mirrorCheckout } from "#app/carts/mirror-checkout.ts";
import { deleteDiscount, discountGidFromWebhook, rereadDiscount } from "#app/catalog/mirror-discount.ts";
import { deleteProduct, mirrorProduct, mirrorVariant } from "#app/catalog/mirror-product.ts";
import {
  productFromWebhook,
  productIdFromWebhook,
  variantFromWebhook,
} from "#app/catalog/product-from-webhook.ts";
import { followShopifyMerge } from "#app/conversations/follow-shopify-merge.ts";
import { customerFromWebhook } from "#app/customers/customer-from-webhook.ts";
import { keepTotals, totalsFromWebhook } from "#app/customers/keep-totals.ts";
import { shopifyMergeFromWebhook } from "#app/customers/follow-shopify-merge.ts";
import { deleteCustomer, mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { deleteSegment } from "#app/customers/mirror-segment.ts";
import { joinSegment, leaveSegment, segmentNewsFromWebhook } from "#app/customers/segment-news.ts";
import { addTags, removeTags, tagNewsFromWebhook } from "#app/customers/tag-news.ts";
import type { Shop } from "#app/db.server.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";
import { fulfillmentEventFromWebhook, fulfillmentFromWebhook } from "#app/orders/fulfillment-from-webhook.ts";
import { mirrorFulfillment } from "#app/orders/mirror-fulfillment.ts";
import { mirrorFulfillmentEvent, removeFulfillmentEvent } from "#app/orders/mirror-fulfillment-event.ts";
import { mirrorFulfillmentOrder } from "#app/orders/mirror-fulfillment-order.ts";
import { mirrorOrder } from "#app/orders/mirror-order.ts";
import { orderFromWebhook, orderIdFromWebhook } from "#app/orders/order-from-webhook.ts";
import { rereadOrder } from "#app/orders/reread-order.ts";
import { exportCustomer } from "#app/privacy/export-customer.ts";
import { forgetCustomer } from "#app/privacy/forget-customer.ts";
import { askToForgetShop } from "#app/privacy/forget-shop.ts";
import { subjectFromWebhook } from "#app/privacy/privacy-request.ts";
import { dropOrder } from "#app/returns/drop-order.ts";
import { rereadReturn, returnHintFromWebhook } from "#app/returns/reread-return.ts";
import { changeScopes, scopesFromWebhook } from "#app/shop/change-scopes.ts";
import { locationFromWebhook, mirrorLocation } from "#app/shop/mirror-location.ts";
import { askToRefreshShop } from "#app/shop/refresh-shop.ts";
import { uninstallShop } from "#app/shop/uninstall-shop.ts";
import { hearBulkFinish, operationFromWebhook } from "#app/shopify/bulk/hear-bulk-finish.ts";
import { shopFactsFromWebhook, updateShop } from "#app/shop/update-shop.ts";

interface Delivery {
  topic: string;
  triggeredAt: Date | null;
}

type Verb = (shop: Shop, payload: unknown, delivery: Delivery) => Promise<void>;

/** Shopify's topic → the verb that makes it happen. Every topic of shopify.app.toml has its line (tests/laws/toml). */
export const topics: Record<string, Verb> = {
  "app/uninstalled": async (shop, _payload, { triggeredAt }) =>
    void (await uninstallShop(shop, { saidAt: triggeredAt })),
  "app/scopes_update": reading(scopesFromWebhook, changeScopes),
  "shop/update": reading(shopFactsFromWebhook, updateShop),
  "bulk_operations/finish": reading(operationFromWebhook, hearBulkFinish),
  "domains/update": askToRefreshShop,
  "locales/update": askToRefreshShop,
  // How shoppers sign in is kept nowhere yet: the shop is read again as for its other facts.
  "customer_account_settings/update": askToRefreshShop,
  "locations/update": reading(locationFromWebhook, mirrorLocation),

  // Carried out for a shop that has uninstalled, too: receipts are read for as long as the shop is known.
  "customers/data_request": reading(subjectFromWebhook, exportCustomer),
  "customers/redact": reading(subjectFromWebhook, forgetCustomer),
  "shop/redact": async (shop, _payload, { triggeredAt }) =>
    void (await askToForgetShop(shop, { saidAt: triggeredAt })),

  "customers/create": reading(customerFromWebhook, mirrorCustomer),
  "customers/update": reading(customerFromWebhook, mirrorCustomer),
  // Of shops that granted its scope (shop/subscribe-topics.ts).
  "customers/merge": reading(shopifyMergeFromWebhook, followShopifyMerge),
  "customers/delete": reading(orderIdFromWebhook, deleteCustomer),
  "customers/purchasing_summary": reading(totalsFromWebhook, keepTotals),
  "customer.tags_added": reading(tagNewsFromWebhook, addTags),
  "customer.tags_removed": reading(tagNewsFromWebhook, removeTags),
  "customer.joined_segment": readingOfMoment(segmentNewsFromWebhook, joinSegment),
  "customer.left_segment": readingOfMoment(segmentNewsFromWebhook, leaveSegment),
  "segments/delete": reading(orderIdFromWebhook, deleteSegment),
  "customers_marketing_consent/update": reading(smsConsentFromWebhook, hearConsent),
  "customers_email_marketing_consent/update": reading(emailConsentFromWebhook, hearConsent),
  "customers_whats_app_marketing_consent/update": reading(whatsAppConsentFromWebhook, hearConsent),

  "orders/create": reading(orderFromWebhook, mirrorOrder),
  "orders/updated": reading(orderFromWebhook, mirrorOrder),
  "orders/cancelled": reading(orderFromWebhook, mirrorOrder),
  "orders/edited": reading(orderIdFromWebhook, rereadOrder),
  "orders/delete": reading(orderIdFromWebhook, dropOrder),
  // The refund names its order; what is left of it to pay stands there.
  "refunds/create": reading(orderIdFromWebhook, rereadOrder),

  "fulfillments/create": reading(fulfillmentFromWebhook, mirrorFulfillment),
  "fulfillments/update": reading(fulfillmentFromWebhook, mirrorFulfillment),
  "fulfillment_events/create": reading(fulfillmentEventFromWebhook, mirrorFulfillmentEvent),
  "fulfillment_events/delete": reading(fulfillmentEventFromWebhook, removeFulfillmentEvent),

  "fulfillment_orders/placed_on_hold": mirrorGroup,
  "fulfillment_orders/hold_released": mirrorGroup,
  "fulfillment_orders/scheduled_fulfillment_order_ready": mirrorGroup,
  "fulfillment_orders/rescheduled": mirrorGroup,
  "fulfillment_orders/moved": mirrorGroup,
  "fulfillment_orders/split": mirrorGroup,
  "fulfillment_orders/merged": mirrorGroup,
  "fulfillment_orders/cancelled": mirrorGroup,
  "fulfillment_orders/line_items_prepared_for_pickup": mirrorGroup,
  "fulfillment_orders/line_items_prepared_for_local_delivery": mirrorGroup,
  "fulfillment_orders/fulfillment_request_submitted": mirrorGroup,
  "fulfillment_orders/fulfillment_request_accepted": mirrorGroup,
  "fulfillment_orders/cancellation_request_accepted": mirrorGroup,
  "fulfillment_orders/cancellation_request_rejected": mirrorGroup,

  "returns/request": reading(returnHintFromWebhook, rereadReturn),
  "returns/approve": reading(returnHintFromWebhook, rereadReturn),
  "returns/decline": reading(returnHintFromWebhook, rereadReturn),
  "returns/update": reading(returnHintFromWebhook, rereadReturn),
  "returns/process": reading(returnHintFromWebhook, rereadReturn),
  "returns/cancel": reading(returnHintFromWebhook, rereadReturn),
  "returns/close": reading(returnHintFromWebhook, rereadReturn),
  "returns/reopen": reading(returnHintFromWebhook, rereadReturn),
  "reverse_deliveries/attach_deliverable": reading(returnHintFromWebhook, rereadReturn),
  "reverse_fulfillment_orders/dispose": reading(returnHintFromWebhook, rereadReturn),

  "products/create": reading(productFromWebhook, mirrorProduct),
  "products/update": reading(productFromWebhook, mirrorProduct),
  "products/delete": reading(productIdFromWebhook, deleteProduct),
  // The count is of its moment: a variant's own time does not move with its stock.
  "variants/in_stock": readingOfMoment(variantFromWebhook, mirrorVariant),
  "variants/out_of_stock": readingOfMoment(variantFromWebhook, mirrorVariant),
  "discounts/update": reading(discountGidFromWebhook, rereadDiscount),
  "discounts/delete": reading(discountGidFromWebhook, deleteDiscount),

  "carts/create": reading(cartFromWebhook, mirrorCart),
  "carts/update": reading(cartFromWebhook, mirrorCart),
  "checkouts/create": reading(checkoutFromWebhook, mirrorCheckout),
  "checkouts/update": reading(checkoutFromWebhook, mirrorCheckout),
  "checkouts/delete": async (shop, payload, { topic, triggeredAt }) =>
    reading(checkoutGoneFromWebhook, (_, gone) => deleteCheckout(shop, gone, { saidAt: triggeredAt }))(
      shop,
      payload,
      { topic, triggeredAt },
    ),
};

/** What `read` cannot make sense of is parked with the topic's name; everything else goes to the verb. */
function reading<T>(
  read: (payload: unknown) => T | null,
  verb: (shop: Shop, record: T) => Promise<unknown>,
): Verb {
  return async (shop, payload, { topic }) => {
    const record = read(payload);
    if (record === null) throw new Unreadable(`The ${topic} webhook has no readable body.`);
    await verb(shop, record);
  };
}

/** As `reading`, of a payload that has no time of its own: it is of the moment at which Shopify told it. */
function readingOfMoment<T>(
  read: (payload: unknown, moment: { at: Date }) => T | null,
  verb: (shop: Shop, record: T) => Promise<unknown>,
): Verb {
  return (shop, payload, delivery) =>
    reading((body) => read(body, { at: delivery.triggeredAt ?? shop.at }), verb)(shop, payload, delivery);
}

async function mirrorGroup(shop: Shop, payload: unknown, { topic }: Delivery): Promise<void> {
  await mirrorFulfillmentOrder(shop, topic, payload);
}
