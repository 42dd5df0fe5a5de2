import type { FulfillmentEventStatus, FulfillmentOrderStatus, FulfillmentStatus } from "./order-types.ts";
import type { Instant, Money } from "./types.ts";

/** A named role of the cast and what a person would say about it. */
export interface CastMember {
  role: string;
  shopper: string | null;
  /** Null for a draft invoice that is no order yet. */
  orderId: number | null;
  orderName: string | null;
  draftOrderId: number | null;
  customerId: number | null;
  customerEmail: string | null;
  phone: string | null;
  says: string;
}

/** Raw facts of one order for a test's oracle; no prose, and no judgement but comparisons with the clock. */
export interface OrderTruth {
  orderId: number;
  name: string;
  now: Instant;
  placedAt: Instant;
  cancelledAt: Instant | null;
  cancelReason: string | null;
  financialStatus: string;
  fulfillmentStatus: FulfillmentStatus;
  returnStatus: string;
  isPaid: boolean;
  outstanding: Money;
  total: Money;
  refunded: Money;
  originalTotal: Money;
  email: string | null;
  phone: string | null;
  poNumber: string | null;
  source: string;
  isEdited: boolean;
  lines: {
    title: string;
    variantTitle: string | null;
    ordered: number;
    current: number;
    shipped: number;
    delivered: number;
    waiting: number;
    requiresShipping: boolean;
    isGiftCard: boolean;
    presaleShipsOn: Instant | null;
  }[];
  parcels: {
    fulfillmentId: number;
    name: string;
    company: string | null;
    number: string | null;
    url: string | null;
    shippedAt: Instant;
    displayStatus: string;
    hasScans: boolean;
    lastScan: {
      status: FulfillmentEventStatus;
      at: Instant;
      city: string | null;
      country: string | null;
      message: string | null;
    } | null;
    estimatedDeliveryAt: Instant | null;
    deliveredAt: Instant | null;
    attemptedAt: Instant | null;
    /** Whole days after the promise, or null when not late or nothing was promised. */
    lateByDays: number | null;
    items: { title: string; quantity: number }[];
  }[];
  waiting: {
    fulfillmentOrderId: number;
    status: FulfillmentOrderStatus;
    methodType: string | null;
    fulfillAt: Instant | null;
    fulfillBy: Instant | null;
    promisedFrom: Instant | null;
    promisedBy: Instant | null;
    holdReasons: string[];
    location: string;
    isReadyForPickup: boolean;
    isPackedForLocalDelivery: boolean;
    items: { title: string; quantity: number }[];
  }[];
  refunds: { at: Instant; amount: Money; items: { title: string; quantity: number }[] }[];
  returns: { name: string; status: string; items: string[]; exchangeItems: string[] }[];
}
