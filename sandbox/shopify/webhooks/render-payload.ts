import type { AbandonedCheckout, Cart, Discount } from "../store/cart-types.ts";
import type { Change } from "../store/contract.ts";
import type {
  Fulfillment,
  FulfillmentEvent,
  FulfillmentOrder,
  Order,
  Refund,
  Return,
  ReverseDelivery,
} from "../store/order-types.ts";
import type { Segment } from "../store/segments.ts";
import type { Customer, Location, Product, Variant } from "../store/types.ts";
import type { BulkOperation } from "../bulk/bulk-operation.ts";
import { bulkOperationPayload } from "./payloads/bulk-operation.ts";
import { cartPayload } from "./payloads/cart.ts";
import { checkoutDeletePayload, checkoutPayload } from "./payloads/checkout.ts";
import { customerRedactPayload, dataRequestPayload, shopRedactPayload } from "./payloads/compliance.ts";
import {
  customerDeletePayload,
  customerMergePayload,
  customerPayload,
  customerTagsPayload,
  emailConsentPayload,
  purchasingSummaryPayload,
  smsConsentPayload,
} from "./payloads/customer.ts";
import { discountDeletePayload, discountPayload } from "./payloads/discount.ts";
import { fulfillmentEventPayload, fulfillmentPayload } from "./payloads/fulfillment.ts";
import { fulfillmentOrderPayload } from "./payloads/fulfillment-order.ts";
import { orderDeletePayload, orderEditedPayload, orderPayload } from "./payloads/order.ts";
import { customerAccountsPayload, domainPayload, localePayload, locationPayload } from "./payloads/place.ts";
import { productDeletePayload, productPayload, variantPayload } from "./payloads/product.ts";
import { refundPayload } from "./payloads/refund.ts";
import type { Rendering } from "./payloads/rest.ts";
import { disposePayload, returnPayload, reverseDeliveryPayload } from "./payloads/return.ts";
import { segmentDeletePayload, segmentNewsPayload } from "./payloads/segment.ts";
import { scopesUpdatePayload, shopPayload } from "./payloads/shop.ts";

type Renderer = (change: Change, rendering: Rendering) => object;

const order: Renderer = (change, rendering) => orderPayload(change.record as Order, rendering);
const customer: Renderer = (change, rendering) => customerPayload(change.record as Customer, rendering);
const shop: Renderer = (_, rendering) => shopPayload(rendering);
const checkout: Renderer = (change, rendering) =>
  checkoutPayload(change.record as AbandonedCheckout, rendering);
const fulfillment: Renderer = (change, rendering) =>
  fulfillmentPayload(change.record as Fulfillment, orderOf(change, rendering), rendering);
const event: Renderer = (change, rendering) =>
  fulfillmentEventPayload(change.record as FulfillmentEvent, change.orderId ?? 0, rendering);
const tags: Renderer = ({ record, detail, at }) =>
  customerTagsPayload(
    record as Customer,
    (detail.tags as string[] | undefined) ?? (record as Customer).tags,
    at,
  );
const segmentNews: Renderer = ({ record, detail }, rendering) =>
  segmentNewsPayload(record as Customer, detail, rendering);

/** Topics the sandbox can tell, each with what it carries. Whole families (fulfillment_orders, returns) stand by prefix. */
const RENDERERS: { [topic: string]: Renderer } = {
  "orders/create": order,
  "orders/updated": order,
  "orders/cancelled": order,
  "orders/paid": order,
  "orders/fulfilled": order,
  "orders/partially_fulfilled": order,
  "orders/edited": (change, rendering) =>
    orderEditedPayload(orderOf(change, rendering), change.detail, rendering),
  "orders/delete": (change) => orderDeletePayload(change.record as Order),
  "fulfillments/create": fulfillment,
  "fulfillments/update": fulfillment,
  "fulfillment_events/create": event,
  "fulfillment_events/delete": event,
  "fulfillment_orders/": (change, rendering) =>
    fulfillmentOrderPayload(change.topic, change.record as FulfillmentOrder, change.detail, rendering),
  "returns/": (change, rendering) =>
    returnPayload(change.topic, change.record as Return, orderOf(change, rendering)),
  "refunds/create": (change, rendering) =>
    refundPayload(change.record as Refund, orderOf(change, rendering), rendering),
  "customers/create": customer,
  "customers/update": customer,
  "customers/enable": customer,
  "customers/disable": customer,
  "customers/delete": (change) => customerDeletePayload(change.record as Customer),
  "customers/merge": ({ record, detail }) => customerMergePayload(record as Customer, detail),
  "customers/purchasing_summary": ({ record, at }, rendering) =>
    purchasingSummaryPayload(record as Customer, at, rendering),
  "customers_marketing_consent/update": ({ record }, rendering) =>
    smsConsentPayload(record as Customer, rendering),
  "customers_email_marketing_consent/update": ({ record }, rendering) =>
    emailConsentPayload(record as Customer, rendering),
  "customer.tags_added": tags,
  "customer.tags_removed": tags,
  "customer.joined_segment": segmentNews,
  "customer.left_segment": segmentNews,
  "segments/delete": ({ record }) => segmentDeletePayload(record as Segment),
  "products/create": ({ record }, rendering) => productPayload(record as Product, rendering),
  "products/update": ({ record }, rendering) => productPayload(record as Product, rendering),
  "variants/in_stock": ({ record }, rendering) => variantPayload(record as Variant, rendering),
  "variants/out_of_stock": ({ record }, rendering) => variantPayload(record as Variant, rendering),
  "discounts/create": ({ record }, rendering) => discountPayload(record as Discount, rendering),
  "discounts/update": ({ record }, rendering) => discountPayload(record as Discount, rendering),
  "discounts/delete": ({ record, at }, rendering) => discountDeletePayload(record as Discount, at, rendering),
  "locations/update": ({ record }, rendering) => locationPayload(record as Location, rendering),
  "customer_account_settings/update": (_, rendering) => customerAccountsPayload(rendering),
  "domains/update": (_, rendering) => domainPayload(rendering),
  "locales/update": ({ detail }) => localePayload(detail),
  "reverse_deliveries/attach_deliverable": ({ record, detail }) =>
    reverseDeliveryPayload(record as Return, detail.delivery as ReverseDelivery),
  "reverse_fulfillment_orders/dispose": ({ record }) => disposePayload(record as Return),
  "products/delete": ({ record }) => productDeletePayload(record as Product),
  "carts/create": ({ record }, rendering) => cartPayload(record as Cart, rendering),
  "carts/update": ({ record }, rendering) => cartPayload(record as Cart, rendering),
  "checkouts/create": checkout,
  "checkouts/update": checkout,
  "checkouts/delete": ({ record }) => checkoutDeletePayload(record as AbandonedCheckout),
  "bulk_operations/finish": ({ record }, rendering) =>
    bulkOperationPayload(record as BulkOperation, rendering),
  "shop/update": shop,
  "app/uninstalled": shop,
  "app/scopes_update": ({ detail, at }, rendering) => scopesUpdatePayload(detail, at, rendering),
  "customers/redact": ({ record, detail }, rendering) =>
    customerRedactPayload(record as Customer, detail, rendering),
  "customers/data_request": ({ record, detail }, rendering) =>
    dataRequestPayload(record as Customer, detail, rendering),
  "shop/redact": (_, rendering) => shopRedactPayload(rendering),
};

/** What a webhook of this change carries, or null for a topic the sandbox does not tell. */
export function renderPayload(change: Change, rendering: Rendering): object | null {
  const family = `${change.topic.split("/")[0]}/`;
  const render = RENDERERS[change.topic] ?? RENDERERS[family];
  return render ? render(change, rendering) : null;
}

function orderOf(change: Change, { store }: Rendering): Order {
  if (change.resource === "Order") return change.record as Order;
  const found = change.orderId === null ? null : store.order(change.orderId);
  if (!found) throw new Error(`${change.topic} of ${change.resource} ${change.id} names no order`);
  return found;
}
