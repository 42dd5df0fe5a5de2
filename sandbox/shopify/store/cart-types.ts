import type { Address, Attribute, Instant, MoneyBag, Stamped } from "./types.ts";

export interface CartLine {
  id: number;
  variantId: number;
  quantity: number;
  properties: Attribute[];
}
export interface Cart {
  token: string;
  customerId: number | null;
  lines: CartLine[];
  note: string | null;
  createdAt: Instant;
  updatedAt: Instant;
}
/** A checkout begun and not finished; completedAt is set when it becomes an order. */
export interface AbandonedCheckout extends Stamped {
  name: string;
  token: string;
  cartToken: string | null;
  customerId: number | null;
  email: string | null;
  phone: string | null;
  smsMarketingPhone: string | null;
  acceptsMarketing: boolean;
  acceptsSmsMarketing: boolean;
  customerLocale: string | null;
  currencyCode: string;
  presentmentCurrencyCode: string;
  lines: CartLine[];
  shippingAddress: Address | null;
  billingAddress: Address | null;
  discountCodes: string[];
  abandonedCheckoutUrl: string;
  subtotal: MoneyBag;
  totalTax: MoneyBag;
  total: MoneyBag;
  note: string | null;
  completedAt: Instant | null;
  orderId: number | null;
}
export interface DraftOrder extends Stamped {
  name: string;
  status: "OPEN" | "INVOICE_SENT" | "COMPLETED";
  customerId: number | null;
  email: string | null;
  phone: string | null;
  poNumber: string | null;
  note: string | null;
  tags: string[];
  lines: CartLine[];
  shippingAddress: Address | null;
  billingAddress: Address | null;
  invoiceUrl: string;
  invoiceSentAt: Instant | null;
  invoiceEmailTo: string | null;
  dueAt: Instant | null;
  completedAt: Instant | null;
  orderId: number | null;
  currencyCode: string;
  subtotal: MoneyBag;
  totalTax: MoneyBag;
  total: MoneyBag;
}
export interface Discount extends Stamped {
  title: string;
  code: string | null;
  kind: "PERCENTAGE" | "FIXED_AMOUNT" | "FREE_SHIPPING";
  value: number;
  status: "ACTIVE" | "EXPIRED" | "SCHEDULED";
  startsAt: Instant;
  endsAt: Instant | null;
  usageCount: number;
  usageLimit: number | null;
  appliesOncePerCustomer: boolean;
}
