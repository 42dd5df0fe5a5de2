import type { Address, Attribute, Customer, Instant, Money, MoneyBag, Stamped } from "./types.ts";

export type FinancialStatus =
  | "AUTHORIZED"
  | "EXPIRED"
  | "PAID"
  | "PARTIALLY_PAID"
  | "PARTIALLY_REFUNDED"
  | "PENDING"
  | "REFUNDED"
  | "VOIDED";
export type FulfillmentStatus =
  | "FULFILLMENT_NOT_REQUIRED"
  | "FULFILLED"
  | "IN_PROGRESS"
  | "ON_HOLD"
  | "PARTIALLY_FULFILLED"
  | "RESTOCKED"
  | "SCHEDULED"
  | "UNFULFILLED";
export type ReturnStatus =
  | "NO_RETURN"
  | "RETURN_REQUESTED"
  | "IN_PROGRESS"
  | "INSPECTION_COMPLETE"
  | "RETURNED"
  | "RETURN_FAILED";
export type CancelReason = "CUSTOMER" | "DECLINED" | "FRAUD" | "INVENTORY" | "OTHER" | "STAFF";

/** An order with everything that hangs on it; children never live outside their order. */
export interface Order extends Stamped {
  /** 1 for the oldest order of the seed; orders placed later go on counting. */
  n: number;
  /** How many children (lines, parcels, transactions …) ever got an id. */
  childCount: number;
  name: string;
  number: number;
  token: string;
  confirmationNumber: string;
  statusPageUrl: string;
  processedAt: Instant;
  closedAt: Instant | null;
  cancelledAt: Instant | null;
  cancelReason: CancelReason | null;
  cancelStaffNote: string | null;
  customerId: number | null;
  email: string | null;
  phone: string | null;
  customerLocale: string | null;
  currencyCode: string;
  presentmentCurrencyCode: string;
  sourceName: "web" | "pos" | "shopify_draft_order" | "iphone";
  channel: "Online Store" | "Point of Sale" | "Draft Orders";
  locationId: number | null;
  poNumber: string | null;
  company: Customer["company"];
  note: string | null;
  customAttributes: Attribute[];
  tags: string[];
  shippingAddress: Address | null;
  billingAddress: Address | null;
  shippingLine: ShippingLine | null;
  discountCodes: string[];
  taxesIncluded: boolean;
  paymentGatewayNames: string[];
  paymentTerms: {
    id: number;
    name: string;
    type: "NET" | "RECEIPT" | "FIXED" | "FULFILLMENT";
    dueInDays: number | null;
    dueAt: Instant | null;
    overdue: boolean;
  } | null;
  cartToken: string | null;
  checkoutToken: string | null;
  draftOrderId: number | null;
  edited: boolean;
  test: boolean;
  financialStatus: FinancialStatus;
  fulfillmentStatus: FulfillmentStatus;
  returnStatus: ReturnStatus;
  totals: OrderTotals;
  lineItems: LineItem[];
  transactions: Transaction[];
  refunds: Refund[];
  fulfillmentOrders: FulfillmentOrder[];
  fulfillments: Fulfillment[];
  returns: Return[];
  timeline: TimelineEntry[];
  /** Gift cards issued by this order (never the whole code). */
  giftCards: { id: number; lastCharacters: string; initialValue: Money; lineItemId: number }[];
}
/** "original" is what was agreed when the order was placed; "current" counts edits, refunds and cancellations. */
export interface OrderTotals {
  originalSubtotal: MoneyBag;
  originalTotal: MoneyBag;
  originalTax: MoneyBag;
  originalShipping: MoneyBag;
  originalDiscounts: MoneyBag;
  currentSubtotal: MoneyBag;
  currentTotal: MoneyBag;
  currentTax: MoneyBag;
  currentShipping: MoneyBag;
  currentDiscounts: MoneyBag;
  received: MoneyBag;
  netPayment: MoneyBag;
  refunded: MoneyBag;
  outstanding: MoneyBag;
}
export interface TimelineEntry {
  id: number;
  at: Instant;
  message: string;
}
export interface ShippingLine {
  id: number;
  title: string;
  code: string;
  price: MoneyBag;
  carrierIdentifier: string | null;
}
export interface LineItem {
  id: number;
  productId: number | null;
  variantId: number | null;
  title: string;
  variantTitle: string | null;
  name: string;
  sku: string | null;
  vendor: string | null;
  /** As first ordered or added; never falls. What the shopper still gets is currentQuantity. */
  quantity: number;
  currentQuantity: number;
  /** Units not yet fulfilled and not removed. */
  unfulfilledQuantity: number;
  unitPrice: MoneyBag;
  totalDiscount: MoneyBag;
  tax: MoneyBag;
  taxRate: number;
  requiresShipping: boolean;
  isGiftCard: boolean;
  taxable: boolean;
  grams: number;
  /** Ships-on date that was promised for a pre-order item. */
  presaleShipsOn: Instant | null;
  customAttributes: Attribute[];
}
export interface Transaction {
  id: number;
  kind: "SALE" | "AUTHORIZATION" | "CAPTURE" | "REFUND" | "VOID";
  status: "SUCCESS" | "PENDING" | "FAILURE";
  gateway: string;
  formattedGateway: string;
  amount: MoneyBag;
  parentId: number | null;
  errorCode: string | null;
  createdAt: Instant;
  processedAt: Instant;
}
export interface Refund extends Stamped {
  note: string | null;
  returnId: number | null;
  total: MoneyBag;
  shipping: MoneyBag;
  lines: {
    id: number;
    lineItemId: number;
    quantity: number;
    restockType: "NO_RESTOCK" | "CANCEL" | "RETURN";
    restocked: boolean;
    locationId: number | null;
    subtotal: MoneyBag;
    tax: MoneyBag;
  }[];
  transactionIds: number[];
}

export type FulfillmentOrderStatus =
  | "OPEN"
  | "IN_PROGRESS"
  | "CLOSED"
  | "CANCELLED"
  | "INCOMPLETE"
  | "ON_HOLD"
  | "SCHEDULED";
export type HoldReason =
  | "AWAITING_PAYMENT"
  | "AWAITING_RETURN_ITEMS"
  | "HIGH_RISK_OF_FRAUD"
  | "INCORRECT_ADDRESS"
  | "INVENTORY_OUT_OF_STOCK"
  | "ONLINE_STORE_POST_PURCHASE_CROSS_SELL"
  | "UNKNOWN_DELIVERY_DATE"
  | "OTHER";
export type DeliveryMethodType = "SHIPPING" | "PICK_UP" | "LOCAL" | "RETAIL" | "NONE" | "PICKUP_POINT";
export interface FulfillmentOrder extends Stamped {
  orderId: number;
  status: FulfillmentOrderStatus;
  requestStatus:
    | "UNSUBMITTED"
    | "SUBMITTED"
    | "ACCEPTED"
    | "REJECTED"
    | "CANCELLATION_REQUESTED"
    | "CANCELLATION_ACCEPTED"
    | "CANCELLATION_REJECTED"
    | "CLOSED";
  assignedLocationId: number;
  /** Absent (null) while a pre-order has no known date. */
  fulfillAt: Instant | null;
  fulfillBy: Instant | null;
  holds: FulfillmentHold[];
  deliveryMethod: {
    id: number;
    methodType: DeliveryMethodType;
    presentedName: string | null;
    minDeliveryDateTime: Instant | null;
    maxDeliveryDateTime: Instant | null;
  } | null;
  destination: Address | null;
  lineItems: {
    id: number;
    lineItemId: number;
    totalQuantity: number;
    remainingQuantity: number;
    /** Units told ready (pick-up) or packed (local delivery). */
    preparedQuantity: number;
  }[];
  supportedActions: string[];
}
export interface FulfillmentHold {
  id: number;
  reason: HoldReason;
  displayReason: string;
  reasonNotes: string | null;
  handle: string | null;
  heldAt: Instant;
}
export type FulfillmentEventStatus =
  | "ATTEMPTED_DELIVERY"
  | "CARRIER_PICKED_UP"
  | "CONFIRMED"
  | "DELAYED"
  | "DELIVERED"
  | "FAILURE"
  | "IN_TRANSIT"
  | "LABEL_PRINTED"
  | "LABEL_PURCHASED"
  | "OUT_FOR_DELIVERY"
  | "READY_FOR_PICKUP";
export interface Fulfillment extends Stamped {
  orderId: number;
  name: string;
  status: "SUCCESS" | "CANCELLED" | "ERROR" | "FAILURE";
  displayStatus: FulfillmentEventStatus | "FULFILLED" | "CANCELED" | "MARKED_AS_FULFILLED" | "PICKED_UP";
  fulfillmentOrderId: number;
  locationId: number;
  service: string;
  trackingInfo: { company: string | null; number: string | null; url: string | null }[];
  estimatedDeliveryAt: Instant | null;
  inTransitAt: Instant | null;
  deliveredAt: Instant | null;
  requiresShipping: boolean;
  lineItems: { id: number; lineItemId: number; quantity: number }[];
  events: FulfillmentEvent[];
}
export interface FulfillmentEvent {
  id: number;
  fulfillmentId: number;
  status: FulfillmentEventStatus;
  message: string | null;
  happenedAt: Instant;
  createdAt: Instant;
  estimatedDeliveryAt: Instant | null;
  address1: string | null;
  city: string | null;
  province: string | null;
  country: string | null;
  zip: string | null;
  latitude: number | null;
  longitude: number | null;
}

export interface Return extends Stamped {
  orderId: number;
  name: string;
  status: "REQUESTED" | "OPEN" | "CLOSED" | "DECLINED" | "CANCELED";
  declineReason: string | null;
  declineNote: string | null;
  lines: {
    id: number;
    lineItemId: number;
    fulfillmentLineItemId: number | null;
    quantity: number;
    processedQuantity: number;
    refundedQuantity: number;
    reason: string;
    customerNote: string | null;
  }[];
  exchangeLines: { id: number; variantId: number; quantity: number; lineItemId: number | null }[];
  /** The reverse fulfillment order, once the return is open and something came of it. */
  backwardsId: number | null;
  deliveries: ReverseDelivery[];
  dispositions: Disposition[];
}
/** How goods travel back: the label and its number. */
export interface ReverseDelivery {
  id: number;
  carrier: string | null;
  number: string | null;
  url: string | null;
  labelUrl: string | null;
}
/** What became of goods that arrived. */
export interface Disposition {
  id: number;
  returnLineId: number;
  type: "RESTOCKED" | "NOT_RESTOCKED" | "PROCESSING_REQUIRED" | "MISSING";
  quantity: number;
}
