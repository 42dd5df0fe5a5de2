/** A product as Shopify told us, whichever way it came. `undefined` is "not told": what is known stays. */
export interface ProductRecord {
  /** Shopify's numeric id, as text. */
  id: string;
  title: string;
  handle: string;
  vendor: string | null;
  productType: string | null;
  /** ACTIVE, DRAFT, ARCHIVED or UNLISTED. */
  status: string;
  tags: string[];
  publishedAt: Date | null;
  updatedAt: Date;
  variants: VariantRecord[];
  /** The ids of all its variants, told in full or not; null where the source does not say. */
  variantIds: string[] | null;
  /** When it was read whole from the Admin API; null for a webhook. */
  readAt: Date | null;
}

export interface VariantRecord {
  id: string;
  productId: string;
  title: string;
  sku: string | null;
  /** Decimal text in the shop's currency. */
  price: string;
  compareAtPrice: string | null;
  position: number;
  /** CONTINUE: may be sold beyond what is there. */
  inventoryPolicy: string;
  isTracked?: boolean;
  /** How many can be sold, over all places; null where it is not counted. */
  available: number | null;
  /** When `available` was so. */
  stockAt: Date;
  updatedAt: Date;
}
