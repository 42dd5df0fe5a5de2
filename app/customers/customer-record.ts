import type { Money } from "#app/money.ts";

/** A customer as Shopify told us. `undefined` is "not told" (protected data withheld): what is known stays. */
export interface CustomerRecord {
  /** Shopify's numeric id, as text. */
  id: string;
  updatedAt: Date;
  /** Read at this moment, so of two of the same second it is the newer. */
  isLive?: boolean;
  firstName?: string | null;
  lastName?: string | null;
  /** Lower case. */
  email?: string | null;
  /** E.164. */
  phone?: string | null;
  locale?: string | null;
  country?: string | null;
  province?: string | null;
  note?: string | null;
  /** All of them. */
  tags?: string[];
  totals?: Totals;
  /** Metafields that the settings name, by "namespace.key". */
  loyalty?: Record<string, string>;
  /** What Shopify keeps of their marketing consent, whatever it is worth (consent/keep-told-consent.ts). */
  consents?: ToldConsent[];
}

/** What they bought in all, as Shopify counts it. */
export interface Totals {
  orders: number;
  spent: Money;
}

export interface ToldConsent {
  channel: "sms" | "email" | "whatsapp";
  /** E.164 or lower-case address; null where it is withheld. */
  address: string | null;
  /** Shopify's words in capitals: SUBSCRIBED, UNSUBSCRIBED, PENDING … */
  state: string | null;
  /** SINGLE_OPT_IN, CONFIRMED_OPT_IN, UNKNOWN. */
  level: string | null;
  /** `consentUpdatedAt`; null where Shopify does not know. */
  at: Date | null;
  /** SHOPIFY (their checkout or account), OTHER (an app, an import). */
  collectedFrom: string | null;
}
