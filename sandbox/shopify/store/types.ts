/**
 * The records of one sandbox shop. Ids are numbers below 2^53 (see ids.ts for gids), instants are ISO strings in UTC
 * without milliseconds, money is a decimal string. Status words are the Admin API's enum values.
 * Orders and all that hangs on them stand in order-types.ts, carts, checkouts and drafts in cart-types.ts,
 * and what can be asked of and done to these records in contract.ts.
 */
export type Instant = string;
export interface Money {
  amount: string;
  currencyCode: string;
}
export interface MoneyBag {
  shopMoney: Money;
  presentmentMoney: Money;
}
export interface Stamped {
  id: number;
  createdAt: Instant;
  updatedAt: Instant;
}
export interface Attribute {
  key: string;
  value: string;
}
export interface Address {
  id: number;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string;
  address2: string | null;
  city: string;
  province: string | null;
  provinceCode: string | null;
  zip: string;
  country: string;
  countryCode: string;
  phone: string | null;
}

export interface Shop extends Stamped {
  domain: string;
  name: string;
  email: string;
  contactEmail: string;
  phone: string | null;
  currencyCode: string;
  ianaTimezone: string;
  primaryLocale: string;
  locales: { locale: string; name: string; primary: boolean; published: boolean }[];
  plan: { displayName: string; shopifyPlus: boolean; partnerDevelopment: boolean };
  billingAddress: Address;
  primaryDomain: { host: string; url: string };
  orderNumberPrefix: string;
  orderNumberSuffix: string;
  taxesIncluded: boolean;
  policies: Policy[];
  customerAccounts: "classic" | "new_customer_accounts";
}
export interface Policy {
  id: number;
  type:
    | "REFUND_POLICY"
    | "SHIPPING_POLICY"
    | "PRIVACY_POLICY"
    | "TERMS_OF_SERVICE"
    | "CONTACT_INFORMATION"
    | "LEGAL_NOTICE";
  title: string;
  body: string;
  url: string;
  createdAt: Instant;
  updatedAt: Instant;
}
export interface StaffMember {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  accountOwner: boolean;
  locale: string;
}
export interface Location extends Stamped {
  name: string;
  address: Address;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  /** True for a third-party warehouse (a fulfilment service's location). */
  isFulfillmentService: boolean;
  localPickupEnabled: boolean;
  pickupInstructions: string | null;
}

export interface Product extends Stamped {
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  description: string;
  descriptionHtml: string;
  tags: string[];
  status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  isGiftCard: boolean;
  options: { name: string; values: string[] }[];
  /** A two-colour hint for drawing the picture; the storefront makes an SVG of it. */
  picture: { hue: number; glyph: string };
  variants: Variant[];
  publishedAt: Instant | null;
}
export interface Variant extends Stamped {
  productId: number;
  inventoryItemId: number;
  title: string;
  sku: string;
  barcode: string | null;
  price: string;
  compareAtPrice: string | null;
  selectedOptions: { name: string; value: string }[];
  position: number;
  taxable: boolean;
  requiresShipping: boolean;
  grams: number;
  inventoryPolicy: "DENY" | "CONTINUE";
  /** Date from which a pre-order ships; null when the item is an ordinary one. */
  presaleShipsOn: Instant | null;
  stock: StockLevel[];
}
export interface StockLevel {
  locationId: number;
  available: number;
  onHand: number;
  committed: number;
  incoming: number;
  updatedAt: Instant;
}

export type ConsentState =
  | "SUBSCRIBED"
  | "UNSUBSCRIBED"
  | "NOT_SUBSCRIBED"
  | "PENDING"
  | "REDACTED"
  | "INVALID";
export interface Consent {
  state: ConsentState;
  optInLevel: "SINGLE_OPT_IN" | "CONFIRMED_OPT_IN" | "UNKNOWN" | null;
  consentUpdatedAt: Instant | null;
  collectedFrom: "SHOPIFY" | "OTHER" | null;
}
export interface Customer extends Stamped {
  /** Position in the seed's sequence, or null for one added later. */
  k: number | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string;
  state: "ENABLED" | "DISABLED" | "INVITED" | "DECLINED";
  verifiedEmail: boolean;
  note: string | null;
  tags: string[];
  taxExempt: boolean;
  addresses: Address[];
  defaultAddressId: number | null;
  emailConsent: Consent;
  smsConsent: Consent;
  company: { contactId: number; companyId: number; companyName: string; locationName: string } | null;
  /** After customers/redact every personal field is null. */
  redactedAt: Instant | null;
  /** The record that swallowed this one, if it was merged away. */
  mergedIntoId: number | null;
}
