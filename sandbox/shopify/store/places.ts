import { idRange } from "./ids.ts";
import { DAY, instant } from "./instants.ts";
import type { Address, Location, Policy, Shop, StaffMember } from "./types.ts";

/** The shop's own record: Tidewater Supply Co for the default domain, a name made of the domain for others. */
export function makeShop(domain: string, currencyCode: string, openedAt: number): Shop {
  const id = idRange(domain, "Place");
  const createdAt = instant(openedAt - 430 * DAY);
  const handle = domain.replace(/\.myshopify\.com$/, "");
  const name = handle === "tidewater" ? "Tidewater Supply Co" : titled(handle);
  return {
    id,
    createdAt,
    updatedAt: createdAt,
    domain,
    name,
    email: `hello@${handle}.example`,
    contactEmail: `hello@${handle}.example`,
    phone: "+4917139200990",
    currencyCode,
    ianaTimezone: "Europe/Berlin",
    primaryLocale: "en",
    customerAccounts: "classic",
    locales: [
      { locale: "en", name: "English", primary: true, published: true },
      { locale: "fr", name: "French", primary: false, published: true },
      { locale: "de", name: "German", primary: false, published: true },
    ],
    plan: { displayName: "Basic", shopifyPlus: false, partnerDevelopment: false },
    billingAddress: { ...place(id + 1, "Am Sandtorkai 12", "Hamburg", "20457"), company: name },
    primaryDomain: { host: domain, url: `https://${domain}` },
    orderNumberPrefix: "#",
    orderNumberSuffix: "",
    taxesIncluded: true,
    policies: policies(id, domain, createdAt),
  };
}

export function makeLocations(domain: string, openedAt: number): Location[] {
  const base = idRange(domain, "Place") + 100;
  const createdAt = instant(openedAt - 430 * DAY);
  const location = (i: number, name: string, address: Address, more: Partial<Location>): Location => ({
    id: base + i,
    createdAt,
    updatedAt: createdAt,
    name,
    address,
    isActive: true,
    fulfillsOnlineOrders: true,
    isFulfillmentService: false,
    localPickupEnabled: false,
    pickupInstructions: null,
    ...more,
  });
  return [
    location(1, "Hamburg warehouse", place(base + 11, "Am Sandtorkai 12", "Hamburg", "20457"), {}),
    location(2, "Berlin shop", place(base + 12, "Kastanienallee 40", "Berlin", "10435"), {
      localPickupEnabled: true,
      pickupInstructions: "Mon to Sat, 10 to 18. Bring the order number.",
    }),
    location(3, "Rhine Logistics", place(base + 13, "Hafenstraße 7", "Duisburg", "47119"), {
      isFulfillmentService: true,
    }),
  ];
}

/** Maya owns the shop, Ben answers shoppers. */
export function makeStaff(domain: string): StaffMember[] {
  const base = idRange(domain, "Place") + 500;
  const member = (i: number, firstName: string, lastName: string, accountOwner: boolean): StaffMember => ({
    id: base + i,
    firstName,
    lastName,
    email: `${firstName.toLowerCase()}@${domain.replace(/\.myshopify\.com$/, "")}.example`,
    accountOwner,
    locale: "en",
  });
  return [member(1, "Maya", "Okonkwo", true), member(2, "Ben", "Hartley", false)];
}

function policies(shopId: number, domain: string, at: string): Policy[] {
  const policy = (i: number, type: Policy["type"], title: string, path: string, body: string): Policy => ({
    id: shopId + 50 + i,
    type,
    title,
    body: `<p>${body}</p>`,
    url: `https://${domain}/policies/${path}`,
    createdAt: at,
    updatedAt: at,
  });
  return [
    policy(
      1,
      "REFUND_POLICY",
      "Refund policy",
      "refund-policy",
      "Send anything back within 30 days of delivery. We refund within five working days of its arrival. Gift cards and e-books are final.",
    ),
    policy(
      2,
      "SHIPPING_POLICY",
      "Shipping policy",
      "shipping-policy",
      "We pack orders within two working days. Germany takes one to three working days, the rest of the EU three to six, the United Kingdom and the United States six to twelve.",
    ),
    policy(
      3,
      "PRIVACY_POLICY",
      "Privacy policy",
      "privacy-policy",
      "We keep what the law and your order need, and nothing else.",
    ),
    policy(
      4,
      "TERMS_OF_SERVICE",
      "Terms of service",
      "terms-of-service",
      "Prices include VAT. Tidewater Supply Co, Hamburg.",
    ),
  ];
}

function place(id: number, address1: string, city: string, zip: string): Address {
  return {
    id,
    firstName: null,
    lastName: null,
    company: null,
    address1,
    address2: null,
    city,
    province: null,
    provinceCode: null,
    zip,
    country: "Germany",
    countryCode: "DE",
    phone: null,
  };
}

function titled(handle: string): string {
  return handle
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
