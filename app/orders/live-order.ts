import type { Money } from "#app/money.ts";
import type { Lane } from "#app/orders/tracking/lane-of-parcel.ts";

/**
 * An order as it stands this moment, in the shape an answer needs. Status words are the Admin API's. All money is the
 * money the shopper paid in. Times are instants; `timeZone` is the shop's.
 */
export interface LiveOrder {
  id: string;
  name: string;
  timeZone: string;
  placedAt: Date;
  cancelledAt: Date | null;
  cancelReason: string | null;
  email: string | null;
  phone: string | null;
  customerShopifyId: string | null;
  companyName: string | null;
  poNumber: string | null;
  isPos: boolean;
  retailLocation: string | null;
  isEdited: boolean;
  financialStatus: string | null;
  total: Money;
  received: Money;
  refunded: Money;
  outstanding: Money;
  /** When payment terms ask for it; null where there are none or we may not read them. */
  payBy: Date | null;
  /** Opens the shop's page of the order, address and all: only for who may hear everything. */
  statusPageUrl: string | null;
  shippingAddress: LiveAddress | null;
  lines: LiveLine[];
  parcels: LiveParcel[];
  groups: LiveGroup[];
  /** What the shopper is sent in exchange for what they return. */
  exchanges: LiveExchange[];
  /** What is being sent back. */
  openReturns: { title: string; quantity: number }[];
}

export interface LiveExchange {
  title: string;
  quantity: number;
  /** The order's own line once the return is processed; null while the shop waits for what comes back. */
  lineId: string | null;
}

export interface LiveAddress {
  name: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  zip: string | null;
  country: string | null;
}

export interface LiveLine {
  id: string;
  title: string;
  variantTitle: string | null;
  /** After edits, refunds and cancellations; `quantity` in the Admin API counts removed units too. */
  currentQuantity: number;
  unfulfilledQuantity: number;
  requiresShipping: boolean;
  isGiftCard: boolean;
}

export interface LiveItem {
  lineId: string;
  quantity: number;
}

/** A fulfillment: what left the shop together. */
export interface LiveParcel {
  id: string;
  status: string;
  displayStatus: string | null;
  shippedAt: Date;
  deliveredAt: Date | null;
  estimatedDeliveryAt: Date | null;
  tracking: { company: string | null; number: string | null; url: string | null }[];
  items: LiveItem[];
  /** In no certain order. */
  events: LiveEvent[];
  /** What past parcels of its way took, where that is known. */
  lane?: Lane;
}

export interface LiveEvent {
  /** Rises in the order Shopify heard of them: scans of one second are told apart by it. */
  id: string;
  status: string;
  at: Date;
  city: string | null;
  country: string | null;
  estimatedDeliveryAt: Date | null;
}

/** A fulfillment order: what is to leave one place together, and what keeps it there. */
export interface LiveGroup {
  id: string;
  status: string;
  requestStatus: string;
  method: string | null;
  fulfillAt: Date | null;
  holds: string[];
  promisedFrom: Date | null;
  promisedBy: Date | null;
  location: string | null;
  /** Told ready to be picked up, or packed for the shop's own delivery. */
  isPrepared: boolean;
  items: { lineId: string; total: number; remaining: number }[];
}
