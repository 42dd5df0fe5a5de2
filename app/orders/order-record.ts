import type { CustomerRecord } from "#app/customers/customer-record.ts";

/**
 * An order as Shopify told us, whichever way it came. Status words are the Admin API's enum values in capitals, also
 * where a webhook says them otherwise; a word we do not know is kept. `undefined` is "not told": what is known stays.
 */
export interface OrderRecord {
  /** Shopify's numeric id, as text. */
  id: string;
  name: string;
  customer: CustomerRecord | null;
  customerShopifyId?: string | null;
  /** Lower case. */
  email?: string | null;
  /** E.164: the order's own, else its shipping address's. Proves who asks; nothing is sent there unasked. */
  phone?: string | null;
  /** The order's own alone, as given at checkout to be reached by. */
  contactPhone?: string | null;
  /** The language of the checkout, e.g. `pt-BR`. */
  locale?: string | null;
  /** Where it is sent, no nearer than country and region (ISO 3166-1 and the code of a province). */
  toCountry?: string | null;
  toRegion?: string | null;
  poNumber: string | null;
  sourceName: string | null;
  /** The money the shopper paid in, and the total as it now stands. */
  currency: string;
  total: string;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  requiresShipping: boolean;
  placedAt: Date;
  updatedAt: Date;
  cancelledAt: Date | null;
  closedAt: Date | null;
  lines: LineRecord[];
  fulfillments: FulfillmentRecord[];
  /** Null where the source does not tell them (webhooks of orders). */
  fulfillmentOrders: FulfillmentOrderRecord[] | null;
  /** Read just now from the Admin API: wins over a webhook of the same second. */
  isLive: boolean;
}

export interface LineRecord {
  id: string;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  quantity: number;
  /** After edits, refunds and cancellations. */
  currentQuantity: number;
  requiresShipping: boolean;
  isGiftCard: boolean;
  productId: string | null;
  variantId: string | null;
}

export interface FulfillmentRecord {
  id: string;
  orderId: string;
  name: string | null;
  status: string;
  shipmentStatus: string | null;
  carrier: string | null;
  trackingNumbers: string[];
  trackingUrl: string | null;
  shippedAt: Date;
  updatedAt: Date;
  /** Webhooks do not tell these two. */
  estimatedDeliveryAt?: Date | null;
  deliveredAt?: Date | null;
  /** The shop's location it was sent from: the origin of its lane. */
  locationId?: string | null;
  /** Which lines of the order are in it. */
  items?: ParcelItem[];
  events: FulfillmentEventRecord[];
}

export interface ParcelItem {
  lineId: string;
  quantity: number;
}

export interface FulfillmentEventRecord {
  id: string;
  fulfillmentId: string;
  orderId: string | null;
  status: string;
  message: string | null;
  city: string | null;
  country: string | null;
  happenedAt: Date;
  estimatedDeliveryAt: Date | null;
  /** A scan feed that told it; Shopify where absent. */
  source?: "easypost";
}

export interface FulfillmentOrderRecord {
  id: string;
  orderId: string;
  status: string;
  fulfillAt: Date | null;
  fulfillBy: Date | null;
  /** SHIPPING, PICK_UP, LOCAL, RETAIL, PICKUP_POINT or NONE. */
  deliveryMethod: string | null;
  minDeliveryAt: Date | null;
  maxDeliveryAt: Date | null;
  holds: { reason: string }[];
  updatedAt: Date;
}

/** A carrier's own hand touched the parcel; printing a label is the shop's doing. */
export const SCANS: ReadonlySet<string> = new Set([
  "CARRIER_PICKED_UP",
  "IN_TRANSIT",
  "OUT_FOR_DELIVERY",
  "ATTEMPTED_DELIVERY",
  "DELAYED",
  "DELIVERED",
  "FAILURE",
  "READY_FOR_PICKUP",
]);
