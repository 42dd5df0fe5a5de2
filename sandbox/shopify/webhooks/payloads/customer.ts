import { fullName } from "../../graphql/addresses.ts";
import { gid } from "../../store/ids.ts";
import type { Address, Consent, Customer } from "../../store/types.ts";
import { type Rendering, restInstant } from "./rest.ts";

/** Customers since 2025-01: no tags, totals or consent (Shopify changelog). */
export function customerPayload(it: Customer, rendering: Rendering) {
  return {
    ...customerInOrder(it, rendering),
    addresses: it.addresses.map((one) => customerAddress(one, it)),
  };
}

/** The customer inside an order or a checkout. */
export function customerInOrder(it: Customer, rendering: Rendering) {
  const home = it.addresses.find((one) => one.id === it.defaultAddressId);
  return {
    id: it.id,
    created_at: restInstant(it.createdAt, rendering),
    updated_at: restInstant(it.updatedAt, rendering),
    first_name: it.firstName,
    last_name: it.lastName,
    state: it.state.toLowerCase(),
    note: it.note,
    verified_email: it.verifiedEmail,
    multipass_identifier: null,
    tax_exempt: it.taxExempt,
    email: it.email,
    phone: it.phone,
    currency: rendering.store.shop().currencyCode,
    tax_exemptions: [],
    admin_graphql_api_id: gid("Customer", it.id),
    // A customer without an address has no such key.
    ...(home && { default_address: customerAddress(home, it) }),
  };
}

export function customerDeletePayload(it: Customer) {
  return {
    id: it.id,
    phone: null,
    addresses: [],
    tax_exemptions: [],
    admin_graphql_api_id: gid("Customer", it.id),
  };
}

export function customerMergePayload(it: Customer, detail: { [key: string]: unknown }) {
  return {
    admin_graphql_api_customer_kept_id: gid("Customer", it.id),
    admin_graphql_api_customer_deleted_id: gid("Customer", Number(detail.deletedId)),
    admin_graphql_api_job_id: null,
    status: "completed",
    errors: [],
  };
}

export function smsConsentPayload(it: Customer, rendering: Rendering) {
  return { id: it.id, phone: it.phone, sms_marketing_consent: smsConsent(it.smsConsent, rendering) };
}

export function emailConsentPayload(it: Customer, rendering: Rendering) {
  const { consent_collected_from: _, ...consent } = smsConsent(it.emailConsent, rendering);
  return { customer_id: it.id, email_address: it.email, email_marketing_consent: consent };
}

export function customerTagsPayload(it: Customer, tags: string[], at: string) {
  return { customerId: gid("Customer", it.id), tags, occurredAt: at };
}

export function purchasingSummaryPayload(it: Customer, at: string, { store }: Rendering) {
  const totals = store.customerTotals(it.id);
  return {
    customerId: gid("Customer", it.id),
    numberOfOrders: totals.numberOfOrders,
    amountSpent: { amount: totals.amountSpent, currencyCode: store.shop().currencyCode },
    lastOrderId: totals.lastOrderId === null ? null : gid("Order", totals.lastOrderId),
    occurredAt: at,
  };
}

function customerAddress(it: Address, owner: Customer) {
  return {
    id: it.id,
    customer_id: owner.id,
    first_name: it.firstName,
    last_name: it.lastName,
    company: it.company,
    address1: it.address1,
    address2: it.address2,
    city: it.city,
    province: it.province,
    country: it.country,
    zip: it.zip,
    phone: it.phone,
    name: fullName(it) ?? "",
    province_code: it.provinceCode,
    country_code: it.countryCode,
    country_name: it.country,
    default: it.id === owner.defaultAddressId,
  };
}

function smsConsent(it: Consent, rendering: Rendering) {
  return {
    state: it.state.toLowerCase(),
    opt_in_level: it.optInLevel?.toLowerCase() ?? null,
    consent_updated_at: restInstant(it.consentUpdatedAt, rendering),
    consent_collected_from: it.collectedFrom?.toLowerCase() ?? null,
  };
}
