import { gid } from "../store/ids.ts";
import type { CustomerQuery, Page } from "../store/contract.ts";
import type { Consent, Customer } from "../store/types.ts";
import { fullName } from "./addresses.ts";
import { type Arguments, type Call, named, notImplemented, text, type TypeFields } from "./call.ts";
import { pageOf, pagingOf } from "./connection.ts";
import { findOrders } from "./find-orders.ts";
import { idArgument } from "./ids.ts";
import { metafieldsOf } from "./metafields.ts";
import { findOrder, metafieldOf } from "./orders.ts";
import {
  fieldsOf,
  isFound,
  isInstant,
  isNumber,
  isText,
  parseSearch,
  requiredTerms,
  type Term,
} from "./search-query.ts";

export const customerFields: TypeFields = {
  QueryRoot: {
    customer: (_: unknown, args, call) => findCustomer(idArgument("Customer", args.id), call),
    customers: (_: unknown, args, call) => findCustomers(args, call),
    customersCount: (_: unknown, args, call) =>
      call.store.countCustomers(customerQuery(text(args.query) ?? "")),
    customerByIdentifier: (_: unknown, args, call) =>
      identify(args.identifier as { [by: string]: string | undefined }, call),
  },
  Customer: {
    id: (it: Customer) => gid("Customer", it.id),
    legacyResourceId: (it: Customer) => String(it.id),
    firstName: (it: Customer) => it.firstName,
    lastName: (it: Customer) => it.lastName,
    displayName: (it: Customer) => fullName(it) ?? it.email ?? it.phone ?? "",
    email: (it: Customer) => it.email,
    phone: (it: Customer) => it.phone,
    locale: (it: Customer) => it.locale,
    state: (it: Customer) => it.state,
    note: (it: Customer) => it.note,
    tags: (it: Customer) => [...it.tags].sort(),
    taxExempt: (it: Customer) => it.taxExempt,
    verifiedEmail: (it: Customer) => it.verifiedEmail,
    validEmailAddress: (it: Customer) => it.email !== null,
    createdAt: (it: Customer) => it.createdAt,
    updatedAt: (it: Customer) => it.updatedAt,
    numberOfOrders: (it: Customer, _, call) => String(call.store.customerTotals(it.id).numberOfOrders),
    amountSpent: (it: Customer, _, call) => ({
      amount: call.store.customerTotals(it.id).amountSpent,
      currencyCode: call.store.shop().currencyCode,
    }),
    lastOrder: (it: Customer, _, call) => {
      const { lastOrderId } = call.store.customerTotals(it.id);
      return lastOrderId === null ? null : findOrder(lastOrderId, call);
    },
    orders: (it: Customer, args, call) => findOrders(args, call, { customerId: it.id }),
    defaultAddress: (it: Customer) => it.addresses.find((one) => one.id === it.defaultAddressId) ?? null,
    addresses: (it: Customer, args) => it.addresses.slice(0, (args.first as number | null) ?? undefined),
    addressesV2: (it: Customer, args) => pageOf(it.addresses, args, (one) => one.id),
    defaultEmailAddress: (it: Customer) => (it.email === null ? null : it),
    defaultPhoneNumber: (it: Customer) => (it.phone === null ? null : it),
    emailMarketingConsent: (it: Customer) => (it.email === null ? null : it.emailConsent),
    smsMarketingConsent: (it: Customer) => (it.phone === null ? null : it.smsConsent),
    canDelete: (it: Customer, _, call) => call.store.customerTotals(it.id).numberOfOrders === 0,
    dataSaleOptOut: () => false,
    mergeable: (it: Customer) => it,
    companyContactProfiles: (it: Customer) => (it.company ? [it] : []),
    metafield: (it: Customer, args, call) => metafieldOf(gid("Customer", it.id), args, call),
    metafields: (it: Customer, args, call) =>
      pageOf(metafieldsOf(gid("Customer", it.id), args, call), args, ({ id }) => id),
  },
  CustomerEmailAddress: {
    emailAddress: (it: Customer) => it.email,
    validFormat: (it: Customer) => /^\S+@\S+\.\S+$/.test(it.email ?? ""),
    marketingState: (it: Customer) =>
      it.emailConsent.state === "REDACTED" ? "INVALID" : it.emailConsent.state,
    marketingOptInLevel: (it: Customer) => it.emailConsent.optInLevel,
    marketingUpdatedAt: (it: Customer) => it.emailConsent.consentUpdatedAt,
    sourceLocation: () => null,
  },
  CustomerPhoneNumber: {
    phoneNumber: (it: Customer) => it.phone,
    marketingState: (it: Customer) => it.smsConsent.state,
    marketingOptInLevel: (it: Customer) => it.smsConsent.optInLevel,
    marketingUpdatedAt: (it: Customer) => it.smsConsent.consentUpdatedAt,
    marketingCollectedFrom: (it: Customer) => it.smsConsent.collectedFrom,
    smsMarketingConsent: (it: Customer) => it.smsConsent,
    sourceLocation: () => null,
  },
  CustomerSmsMarketingConsent: {
    // 2026-10 renamed this one state; the older objects keep NOT_SUBSCRIBED.
    state: (it: Consent) => (it.state === "NOT_SUBSCRIBED" ? "NEVER_SUBSCRIBED" : it.state),
    optInLevel: (it: Consent) => it.optInLevel,
    updatedAt: (it: Consent) => it.consentUpdatedAt,
    collectedFrom: (it: Consent) => it.collectedFrom,
    sourceLocation: () => null,
  },
  CustomerSmsMarketingConsentState: {
    ...olderConsent(),
    consentCollectedFrom: (it: Consent) => it.collectedFrom,
    marketingOptInLevel: (it: Consent) => it.optInLevel ?? "UNKNOWN",
  },
  CustomerEmailMarketingConsentState: olderConsent(),
  CustomerMergeable: {
    isMergeable: (it: Customer) => it.redactedAt === null,
    reason: (it: Customer) => (it.redactedAt === null ? null : "The customer was redacted."),
    errorFields: (it: Customer) => (it.redactedAt === null ? [] : ["REDACTED_AT"]),
    mergeInProgress: () => null,
  },
  CompanyContact: {
    id: (it: Customer) => gid("CompanyContact", it.company!.contactId),
    company: (it: Customer) => it.company,
    customer: (it: Customer) => it,
  },
};

export function findCustomer(id: number, call: Call): Customer | null {
  const found = call.store.customer(id);
  return found && named("Customer", found);
}

function olderConsent(): TypeFields[string] {
  return {
    marketingState: (it: Consent) => it.state,
    marketingOptInLevel: (it: Consent) => it.optInLevel,
    consentUpdatedAt: (it: Consent) => it.consentUpdatedAt,
    sourceLocation: () => null,
  };
}

function identify(by: { [by: string]: string | undefined }, call: Call): Customer | null {
  if (by.id != null) return findCustomer(idArgument("Customer", by.id), call);
  if (by.emailAddress != null) return call.store.customerByEmail(by.emailAddress);
  if (by.phoneNumber != null) return call.store.customerByPhone(by.phoneNumber);
  throw notImplemented("customerByIdentifier by customId");
}

const FIELDS: Record<string, (customer: Customer, term: Term) => boolean> = {
  id: (it, term) => isNumber(it.id, term),
  email: (it, term) => isText(it.email, term),
  phone: (it, term) => isText(it.phone, term),
  first_name: (it, term) => isText(it.firstName, term),
  last_name: (it, term) => isText(it.lastName, term),
  state: (it, term) => isText(it.state, term),
  tag: (it, term) => it.tags.some((tag) => isText(tag, term)),
  tag_not: (it, term) => !it.tags.some((tag) => isText(tag, term)),
  country: (it, term) =>
    it.addresses.some((one) => isText(one.country, term) || isText(one.countryCode, term)),
  created_at: (it, term) => isInstant(it.createdAt, term),
  updated_at: (it, term) => isInstant(it.updatedAt, term),
  customer_date: (it, term) => isInstant(it.createdAt, term),
};

function findCustomers(args: Arguments, call: Call): Page<Customer> {
  const sortKey = {
    NAME: "NAME",
    CREATED_AT: "CREATED_AT",
    UPDATED_AT: "UPDATED_AT",
    ID: "ID",
    RELEVANCE: "ID",
  }[String(args.sortKey ?? "ID")] as CustomerQuery["sortKey"];
  if (!sortKey) throw notImplemented(`customers sorted by ${args.sortKey}`);
  return call.store.customers({ ...customerQuery(text(args.query) ?? ""), ...pagingOf(args), sortKey });
}

function customerQuery(text: string): CustomerQuery {
  const search = parseSearch(text);
  for (const field of fieldsOf(search))
    if (!FIELDS[field]) throw notImplemented(`search field ${field} of customers`);
  const query: CustomerQuery = {};
  for (const { field, value, comparator, isPrefix } of requiredTerms(search)) {
    if (field === "email" && !isPrefix) query.email = value;
    if (field === "phone" && !isPrefix) query.phone = value;
    if (field === "updated_at" && comparator.includes(">"))
      query.updatedMin = `${new Date(value).toISOString().slice(0, 19)}Z`;
  }
  if (search.kind !== "all" || search.of.length)
    query.where = (customer) => isFound(search, (term) => matches(customer, term));
  return query;
}

function matches(customer: Customer, term: Term): boolean {
  if (term.field !== null) return FIELDS[term.field]!(customer, term);
  const { firstName, lastName, email, phone } = customer;
  return [firstName, lastName, fullName(customer), email, phone].some((one) => isText(one, term));
}
