import type { AbandonedCheckout, Cart, Discount, DraftOrder } from "./cart-types.ts";
import type {
  CancelReason,
  Disposition,
  DeliveryMethodType,
  Fulfillment,
  FulfillmentEvent,
  FulfillmentEventStatus,
  FulfillmentOrder,
  HoldReason,
  Order,
  Refund,
  Return,
} from "./order-types.ts";
import type { Segment } from "./segments.ts";
import type {
  Address,
  Attribute,
  ConsentState,
  Customer,
  Instant,
  Location,
  Product,
  Shop,
  StaffMember,
  StockLevel,
} from "./types.ts";

export interface UserError {
  field: string[] | null;
  message: string;
  code: string | null;
}
export type Outcome<T> = { ok: true; value: T } | { ok: false; userErrors: UserError[] };

/** Every change of the model goes through one of these; an illegal one changes nothing and says why. */
export interface StoreVerbs {
  placeOrder(input: PlaceOrder): Outcome<Order>;
  updateOrder(id: number, input: UpdateOrder): Outcome<Order>;
  payOrder(id: number, input?: { amount?: string; gateway?: string }): Outcome<Order>;
  cancelOrder(
    id: number,
    input?: { reason?: CancelReason; refund?: boolean; restock?: boolean; staffNote?: string },
  ): Outcome<Order>;
  refundOrder(id: number, input?: RefundOrder): Outcome<Refund>;
  editOrder(id: number, input: EditOrder): Outcome<Order>;
  closeOrder(id: number): Outcome<Order>;
  reopenOrder(id: number): Outcome<Order>;
  deleteOrder(id: number): Outcome<number>;

  shipOrder(id: number, input?: ShipOrder): Outcome<Fulfillment>;
  updateTracking(
    fulfillmentId: number,
    input: {
      company?: string | null;
      number?: string | null;
      url?: string | null;
      estimatedDeliveryAt?: Instant | null;
    },
  ): Outcome<Fulfillment>;
  cancelFulfillment(fulfillmentId: number): Outcome<Fulfillment>;
  recordFulfillmentEvent(fulfillmentId: number, input: RecordEvent): Outcome<FulfillmentEvent>;
  deleteFulfillmentEvent(eventId: number): Outcome<number>;
  /** Ships what is not shipped, then records DELIVERED on every parcel that is not delivered. */
  deliverOrder(id: number, input?: { happenedAt?: Instant; city?: string }): Outcome<Order>;

  holdFulfillmentOrder(
    id: number,
    input: { reason: HoldReason; reasonNotes?: string; handle?: string },
  ): Outcome<FulfillmentOrder>;
  releaseHold(fulfillmentOrderId: number, input?: { holdIds?: number[] }): Outcome<FulfillmentOrder>;
  rescheduleFulfillmentOrder(id: number, input: { fulfillAt: Instant | null }): Outcome<FulfillmentOrder>;
  /** A scheduled (pre-order) fulfilment order may be shipped now. */
  openScheduled(fulfillmentOrderId: number): Outcome<FulfillmentOrder>;
  moveFulfillmentOrder(id: number, input: { locationId: number }): Outcome<FulfillmentOrder>;
  splitFulfillmentOrder(
    id: number,
    input: { lines: { fulfillmentOrderLineItemId: number; quantity: number }[] },
  ): Outcome<{ kept: FulfillmentOrder; made: FulfillmentOrder }>;
  /** Asks the third-party warehouse (or any fulfilment service) to do the work; it has yet to answer. */
  submitToWarehouse(fulfillmentOrderId: number): Outcome<FulfillmentOrder>;
  answerFromWarehouse(fulfillmentOrderId: number, input: { accepts: boolean }): Outcome<FulfillmentOrder>;
  readyForPickup(fulfillmentOrderId: number): Outcome<FulfillmentOrder>;
  pickUp(fulfillmentOrderId: number): Outcome<Fulfillment>;
  packForLocalDelivery(fulfillmentOrderId: number): Outcome<FulfillmentOrder>;

  requestReturn(orderId: number, input: RequestReturn): Outcome<Return>;
  approveReturn(returnId: number): Outcome<Return>;
  declineReturn(returnId: number, input: { reason: string; note?: string }): Outcome<Return>;
  cancelReturn(returnId: number): Outcome<Return>;
  removeReturn(returnId: number): Outcome<Return>;
  /** Takes the goods back, makes the exchange lines' fulfilment order and, if asked, refunds. */
  processReturn(returnId: number, input?: { refund?: boolean }): Outcome<Return>;
  attachReturnLabel(
    returnId: number,
    input?: {
      carrier?: string | null;
      number?: string | null;
      url?: string | null;
      labelUrl?: string | null;
    },
  ): Outcome<Return>;
  /** Says what became of goods that came back. */
  disposeReturn(returnId: number, input?: { type?: Disposition["type"] }): Outcome<Return>;
  closeReturn(returnId: number): Outcome<Return>;
  reopenReturn(returnId: number): Outcome<Return>;

  createDraftOrder(input: CreateDraft): Outcome<DraftOrder>;
  sendDraftInvoice(id: number, input?: { to?: string; dueAt?: Instant }): Outcome<DraftOrder>;
  completeDraftOrder(id: number, input?: { paymentPending?: boolean }): Outcome<Order>;

  /** Creates the cart when the token is unknown. */
  saveCart(input: {
    token?: string;
    customerId?: number | null;
    lines: { variantId: number; quantity: number; properties?: Attribute[] }[];
    note?: string | null;
  }): Outcome<Cart>;
  /** Creates the checkout when the token is unknown. */
  saveCheckout(input: SaveCheckout): Outcome<AbandonedCheckout>;
  completeCheckout(
    token: string,
    input?: { payment?: "paid" | "pending" | "authorized"; deliveryMethod?: DeliveryMethodType },
  ): Outcome<Order>;
  deleteCheckout(token: string): Outcome<string>;

  createCustomer(input: CustomerInput): Outcome<Customer>;
  updateCustomer(id: number, input: CustomerInput): Outcome<Customer>;
  deleteCustomer(id: number): Outcome<number>;
  setConsent(id: number, input: SetConsent): Outcome<Customer>;
  mergeCustomers(keptId: number, goneId: number): Outcome<Customer>;
  /** The shopper's right to be forgotten: blanks the record and its orders, tells customers/redact. */
  redactCustomer(id: number): Outcome<Customer>;
  /** Only tells customers/data_request. */
  requestCustomerData(id: number): Outcome<Customer>;
  changeTags(
    resource: "Order" | "Customer" | "Product" | "DraftOrder",
    id: number,
    change: { add?: string[]; remove?: string[] },
  ): Outcome<string[]>;

  setStock(variantId: number, input: { locationId?: number; available: number }): Outcome<StockLevel>;
  createProduct(input: ProductInput & { title: string }): Outcome<Product>;
  updateProduct(id: number, input: ProductInput): Outcome<Product>;
  deleteProduct(id: number): Outcome<number>;
  updateShop(
    input: Partial<
      Pick<
        Shop,
        | "name"
        | "email"
        | "contactEmail"
        | "phone"
        | "ianaTimezone"
        | "primaryLocale"
        | "locales"
        | "plan"
        | "primaryDomain"
        | "policies"
        | "customerAccounts"
      >
    >,
  ): Outcome<Shop>;
  updateLocation(
    id: number,
    input: Partial<Pick<Location, "name" | "isActive" | "localPickupEnabled" | "pickupInstructions">>,
  ): Outcome<Location>;
  createDiscount(input: DiscountInput & { title: string }): Outcome<Discount>;
  updateDiscount(id: number, input: DiscountInput): Outcome<Discount>;
  deleteDiscount(id: number): Outcome<number>;
  createSegment(input: SegmentInput): Outcome<Segment>;
  renameSegment(id: number, name: string): Outcome<Segment>;
  deleteSegment(id: number): Outcome<number>;
  saveStaff(input: StaffMember): Outcome<StaffMember>;
}

export interface PlaceOrder {
  customerId?: number | null;
  /** Found by email or made when customerId is absent. */
  customerEmail?: string | null;
  customer?: CustomerInput;
  email?: string | null;
  phone?: string | null;
  name?: string;
  lines: {
    variantId: number;
    quantity: number;
    unitPrice?: string;
    properties?: Attribute[];
    presaleShipsOn?: Instant | null;
  }[];
  shippingAddress?: Partial<Address> | null;
  presentmentCurrencyCode?: string;
  payment?: "paid" | "pending" | "authorized";
  paymentTerms?: { type: "NET" | "RECEIPT" | "FIXED" | "FULFILLMENT"; dueInDays?: number };
  deliveryMethod?: DeliveryMethodType;
  presentedDeliveryName?: string;
  promisedFrom?: Instant | null;
  promisedBy?: Instant | null;
  fulfillBy?: Instant | null;
  locationId?: number;
  shippingPrice?: string;
  discountCode?: string | null;
  sourceName?: Order["sourceName"];
  poNumber?: string | null;
  company?: Customer["company"];
  note?: string | null;
  tags?: string[];
  customAttributes?: Attribute[];
  locale?: string;
  cartToken?: string | null;
  checkoutToken?: string | null;
  draftOrderId?: number | null;
  /** Back-dates the order (the cast does); now unless given. */
  placedAt?: Instant;
}
export interface UpdateOrder {
  note?: string | null;
  tags?: string[];
  email?: string | null;
  phone?: string | null;
  poNumber?: string | null;
  shippingAddress?: Partial<Address>;
  customAttributes?: Attribute[];
  customerId?: number | null;
}
export interface ShipOrder {
  /** All that can be shipped unless given. */
  lines?: { lineItemId: number; quantity: number }[];
  fulfillmentOrderId?: number;
  carrier?: string | null;
  number?: string | null;
  url?: string | null;
  estimatedDeliveryAt?: Instant | null;
  locationId?: number;
  /** Back-dates the parcel (the cast does); now unless given. */
  at?: Instant;
}
export interface RecordEvent {
  status: FulfillmentEventStatus;
  happenedAt?: Instant;
  message?: string | null;
  city?: string | null;
  province?: string | null;
  country?: string | null;
  zip?: string | null;
  address1?: string | null;
  estimatedDeliveryAt?: Instant | null;
}
export interface RefundOrder {
  /** Everything still refundable unless lines or an amount are given. */
  lines?: { lineItemId: number; quantity: number; restockType?: "NO_RESTOCK" | "CANCEL" | "RETURN" }[];
  amount?: string;
  shipping?: boolean;
  note?: string | null;
}
export interface EditOrder {
  add?: { variantId: number; quantity: number }[];
  /** The new quantity; 0 removes the line. */
  set?: { lineItemId: number; quantity: number }[];
  staffNote?: string;
}
export interface RequestReturn {
  lines: { lineItemId: number; quantity: number; reason?: string; customerNote?: string }[];
  exchange?: { variantId: number; quantity: number }[];
  /** False for a return that staff made: it is open at once. */
  needsApproval?: boolean;
}
export interface CreateDraft {
  customerId?: number | null;
  email?: string | null;
  lines: { variantId: number; quantity: number }[];
  poNumber?: string | null;
  note?: string | null;
  tags?: string[];
  createdAt?: Instant;
}
export interface SaveCheckout {
  token?: string;
  cartToken?: string | null;
  customerId?: number | null;
  email?: string | null;
  phone?: string | null;
  lines?: { variantId: number; quantity: number }[];
  shippingAddress?: Partial<Address> | null;
  acceptsMarketing?: boolean;
  acceptsSmsMarketing?: boolean;
  smsMarketingPhone?: string | null;
  presentmentCurrencyCode?: string;
  discountCode?: string | null;
  locale?: string;
}
export interface CustomerInput {
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  phone?: string | null;
  locale?: string;
  note?: string | null;
  tags?: string[];
  address?: Partial<Address>;
  company?: Customer["company"];
  acceptsMarketing?: boolean;
  acceptsSmsMarketing?: boolean;
  createdAt?: Instant;
}
export interface SetConsent {
  channel: "email" | "sms";
  state: ConsentState;
  optInLevel?: "SINGLE_OPT_IN" | "CONFIRMED_OPT_IN" | "UNKNOWN";
  consentUpdatedAt?: Instant;
}
export type DiscountInput = Partial<Omit<Discount, "id" | "createdAt" | "updatedAt" | "usageCount">>;
export interface SegmentInput {
  name: string;
  /** `customer_tags CONTAINS 'vip'`. */
  query: string;
}
export interface ProductInput {
  title?: string;
  description?: string;
  productType?: string;
  tags?: string[];
  status?: Product["status"];
  price?: string;
  /** Of a new product: these instead of the one without a name. */
  variants?: { title: string; price?: string }[];
}
