/** A checkout begun, as Shopify told us, whichever way it came. `undefined` is "not told": what is known stays. */
export interface CheckoutRecord {
  /** What carts, checkouts and orders are joined on: webhooks tell no id. */
  token: string;
  /** Shopify's numeric id: the Admin API and deletions know it. */
  shopifyId?: string;
  cartToken?: string | null;
  customerShopifyId?: string | null;
  /** Lower case. */
  email?: string | null;
  /** E.164. */
  phone?: string | null;
  /** E.164, given with a yes to texts at checkout; null where there was none. */
  smsMarketingPhone?: string | null;
  locale?: string | null;
  /** The money the shopper would pay in. */
  currency: string;
  total: string;
  lines: BasketLine[];
  discountCodes: string[];
  /** Where the shopper goes on with it. */
  recoverUrl: string | null;
  startedAt: Date;
  completedAt: Date | null;
  updatedAt: Date;
}

/** A line of a cart or a checkout. */
export interface BasketLine {
  variantId: string | null;
  productId: string | null;
  title: string;
  variantTitle: string | null;
  quantity: number;
  /** Of one piece, as decimal text. */
  price: string | null;
}
