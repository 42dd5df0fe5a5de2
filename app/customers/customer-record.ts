/** A customer as Shopify told us. `undefined` is "not told" (protected data withheld): what is known stays. */
export interface CustomerRecord {
  /** Shopify's numeric id, as text. */
  id: string;
  updatedAt: Date;
  firstName?: string | null;
  lastName?: string | null;
  /** Lower case. */
  email?: string | null;
  /** E.164. */
  phone?: string | null;
  locale?: string | null;
  country?: string | null;
  province?: string | null;
}
