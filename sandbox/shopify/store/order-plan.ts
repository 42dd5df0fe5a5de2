import type { Discount } from "./cart-types.ts";
import type { DeliveryMethodType, Order } from "./order-types.ts";
import type { Address, Attribute, Customer, Instant, Product, Variant } from "./types.ts";

/** All that decides what an order is on its first day. Every legality check has been made before. */
export interface OrderPlan {
  id: number;
  n: number;
  number: number;
  name: string;
  at: Instant;
  customer: Customer | null;
  email: string | null;
  phone: string | null;
  locale: string | null;
  lines: PlannedLine[];
  shippingAddress: Omit<Address, "id"> | null;
  presentmentCurrencyCode: string;
  payment: "paid" | "pending" | "authorized" | "on-terms";
  gateway: string;
  paymentTerms: { type: "NET" | "RECEIPT" | "FIXED" | "FULFILLMENT"; dueInDays: number | null } | null;
  methodType: DeliveryMethodType;
  presentedName: string | null;
  promisedFrom: Instant | null;
  promisedBy: Instant | null;
  fulfillBy: Instant | null;
  locationId: number;
  /** In the shop's currency. */
  shippingPrice: string;
  discount: Discount | null;
  sourceName: Order["sourceName"];
  poNumber: string | null;
  company: Customer["company"];
  note: string | null;
  tags: string[];
  customAttributes: Attribute[];
  cartToken: string | null;
  checkoutToken: string | null;
  draftOrderId: number | null;
}
export interface PlannedLine {
  product: Product;
  variant: Variant;
  quantity: number;
  unitPrice: string;
  properties: Attribute[];
  /** Undefined takes the variant's own date; null is a pre-order whose date nobody knows. */
  presaleShipsOn?: Instant | null;
}
