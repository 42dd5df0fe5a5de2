import { gid } from "../../store/ids.ts";
import type { Fulfillment, FulfillmentEvent, Order } from "../../store/order-types.ts";
import { restLineItem } from "./line-item.ts";
import { type Rendering, restAddress, restInstant } from "./rest.ts";

/** The words of `shipment_status`; a parcel without a scan has none. */
const SCANNED = new Set([
  "ATTEMPTED_DELIVERY",
  "CARRIER_PICKED_UP",
  "CONFIRMED",
  "DELAYED",
  "DELIVERED",
  "FAILURE",
  "IN_TRANSIT",
  "LABEL_PRINTED",
  "LABEL_PURCHASED",
  "OUT_FOR_DELIVERY",
  "READY_FOR_PICKUP",
]);

export function fulfillmentPayload(it: Fulfillment, order: Order, rendering: Rendering) {
  return {
    ...fulfillmentInOrder(it, order, rendering),
    email: order.email,
    destination: restAddress(order.shippingAddress),
  };
}

/** The parcel inside an order payload, without destination and email. */
export function fulfillmentInOrder(it: Fulfillment, order: Order, rendering: Rendering) {
  const numbers = it.trackingInfo.flatMap((one) => one.number ?? []);
  const urls = it.trackingInfo.flatMap((one) => one.url ?? []);
  return {
    id: it.id,
    admin_graphql_api_id: gid("Fulfillment", it.id),
    order_id: order.id,
    status: it.status.toLowerCase(),
    created_at: restInstant(it.createdAt, rendering),
    updated_at: restInstant(it.updatedAt, rendering),
    service: it.service,
    tracking_company: it.trackingInfo[0]?.company ?? null,
    shipment_status: SCANNED.has(it.displayStatus) ? it.displayStatus.toLowerCase() : null,
    location_id: it.locationId,
    origin_address: null,
    line_items: it.lineItems.map(({ lineItemId, quantity }) => ({
      ...restLineItem(order.lineItems.find((line) => line.id === lineItemId)!, rendering),
      quantity,
    })),
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    receipt: {},
    name: it.name,
  };
}

export function fulfillmentEventPayload(it: FulfillmentEvent, orderId: number, rendering: Rendering) {
  return {
    id: it.id,
    fulfillment_id: it.fulfillmentId,
    status: it.status.toLowerCase(),
    message: it.message,
    happened_at: restInstant(it.happenedAt, rendering),
    city: it.city,
    province: it.province,
    country: it.country,
    zip: it.zip,
    address1: it.address1,
    latitude: it.latitude,
    longitude: it.longitude,
    shop_id: rendering.store.shop().id,
    created_at: restInstant(it.createdAt, rendering),
    updated_at: restInstant(it.createdAt, rendering),
    estimated_delivery_at: restInstant(it.estimatedDeliveryAt, rendering),
    order_id: orderId,
    admin_graphql_api_id: gid("FulfillmentEvent", it.id),
  };
}
