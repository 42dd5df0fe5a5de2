import {
  emailConsentFromWebhook,
  smsConsentFromWebhook,
  whatsAppConsentFromWebhook,
} from "#app/consent/consent-from-webhook.ts";
import { hearConsent } from "#app/consent/keep-told-consent.ts";
import { customerFromWebhook } from "#app/customers/customer-from-webhook.ts";
import { keepTotals, totalsFromWebhook } from "#app/customers/keep-totals.ts";
import { deleteCustomer, mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { addTags, removeTags, tagNewsFromWebhook } from "#app/customers/tag-news.ts";
import type { Shop } from "#app/db.server.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";
import { deleteOrder } from "#app/orders/delete-order.ts";
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
import { changeScopes, scopesFromWebhook } from "#app/shop/change-scopes.ts";
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

  // Carried out for a shop that has uninstalled, too: receipts are read for as long as the shop is known.
  "customers/data_request": reading(subjectFromWebhook, exportCustomer),
  "customers/redact": reading(subjectFromWebhook, forgetCustomer),
  "shop/redact": async (shop, _payload, { triggeredAt }) =>
    void (await askToForgetShop(shop, { saidAt: triggeredAt })),

  "customers/create": reading(customerFromWebhook, mirrorCustomer),
  "customers/update": reading(customerFromWebhook, mirrorCustomer),
  "customers/delete": reading(orderIdFromWebhook, deleteCustomer),
  "customers/purchasing_summary": reading(totalsFromWebhook, keepTotals),
  "customer.tags_added": reading(tagNewsFromWebhook, addTags),
  "customer.tags_removed": reading(tagNewsFromWebhook, removeTags),
  "customers_marketing_consent/update": reading(smsConsentFromWebhook, hearConsent),
  "customers_email_marketing_consent/update": reading(emailConsentFromWebhook, hearConsent),
  "customers_whats_app_marketing_consent/update": reading(whatsAppConsentFromWebhook, hearConsent),

  "orders/create": reading(orderFromWebhook, mirrorOrder),
  "orders/updated": reading(orderFromWebhook, mirrorOrder),
  "orders/cancelled": reading(orderFromWebhook, mirrorOrder),
  "orders/edited": reading(orderIdFromWebhook, rereadOrder),
  "orders/delete": reading(orderIdFromWebhook, deleteOrder),

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

async function mirrorGroup(shop: Shop, payload: unknown, { topic }: Delivery): Promise<void> {
  await mirrorFulfillmentOrder(shop, topic, payload);
}
