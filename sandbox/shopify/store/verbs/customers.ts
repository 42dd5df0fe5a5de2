import type { Desk } from "../desk.ts";
import { later } from "../instants.ts";
import { done, missing, refused } from "../outcome.ts";
import { customerByEmail, customerByPhone, ordersOf } from "../reads.ts";
import { saveOrder, takeOrder, tell } from "../save-order.ts";
import { consent } from "../seed-customers.ts";
import type { Consent, Customer, Instant } from "../types.ts";
import type { CustomerInput, Outcome, SetConsent } from "../verb-types.ts";
import { fullAddress } from "./place-order.ts";
import { tellOfSegments } from "./segments.ts";

export function createCustomer(desk: Desk, input: CustomerInput): Outcome<Customer> {
  const wrong = contactTaken(desk, input, null);
  if (wrong) return wrong;
  if (!input.email && !input.phone && !input.firstName && !input.lastName) {
    return refused("Customer must have a name, phone number or email address", null, "INVALID");
  }
  const at = input.createdAt ?? desk.now();
  const customer: Customer = {
    id: desk.nextCustomerId(),
    k: null,
    createdAt: at,
    updatedAt: at,
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    locale: "en",
    state: "DISABLED",
    verifiedEmail: true,
    note: null,
    tags: [],
    taxExempt: false,
    addresses: [],
    defaultAddressId: null,
    emailConsent: consent(input.acceptsMarketing === true, at),
    smsConsent: consent(input.acceptsSmsMarketing === true, at),
    company: null,
    redactedAt: null,
    mergedIntoId: null,
  };
  write(desk, customer, input);
  desk.customers.put(customer);
  told(desk, "customers/create", customer, at);
  tellOfSegments(desk, null, customer);
  return done(customer);
}

export function updateCustomer(desk: Desk, id: number, input: CustomerInput): Outcome<Customer> {
  const customer = take(desk, id);
  if (!customer) return missing("Customer");
  const wrong = contactTaken(desk, input, id);
  if (wrong) return wrong;
  const before = { ...customer };
  write(desk, customer, input);
  save(desk, customer, desk.now());
  told(desk, "customers/update", customer, desk.now());
  tellOfSegments(desk, before, customer);
  return done(customer);
}

export function deleteCustomer(desk: Desk, id: number): Outcome<number> {
  const customer = desk.customers.get(id);
  if (!customer) return missing("Customer");
  if (ordersOf(desk, id).length > 0) {
    return refused("Customer can’t be deleted because they have associated orders", ["id"], "INVALID");
  }
  desk.customers.remove(id);
  told(desk, "customers/delete", customer, desk.now());
  return done(id);
}

export function setConsent(desk: Desk, id: number, input: SetConsent): Outcome<Customer> {
  const customer = take(desk, id);
  if (!customer) return missing("Customer", "customerId");
  const contact = input.channel === "sms" ? customer.phone : customer.email;
  if (!contact) {
    const what = input.channel === "sms" ? "phone number" : "email address";
    return refused(
      `A ${what} is required to set the ${input.channel === "sms" ? "SMS" : "email"} consent state.`,
      ["input"],
      "INVALID",
    );
  }
  const at = desk.now();
  const given: Consent = {
    state: input.state,
    optInLevel: input.optInLevel ?? "SINGLE_OPT_IN",
    consentUpdatedAt: input.consentUpdatedAt ?? at,
    collectedFrom: "OTHER",
  };
  if (input.channel === "sms") customer.smsConsent = given;
  else customer.emailConsent = given;
  save(desk, customer, at);
  const topic =
    input.channel === "sms"
      ? "customers_marketing_consent/update"
      : "customers_email_marketing_consent/update";
  told(desk, topic, customer, at);
  told(desk, "customers/update", customer, at);
  return done(customer);
}

/** As Shopify does: the kept record takes the orders and what it lacks; the other one is gone. */
export function mergeCustomers(desk: Desk, keptId: number, goneId: number): Outcome<Customer> {
  const kept = take(desk, keptId);
  const gone = desk.customers.get(goneId);
  if (!kept) return missing("Customer", "customerOneId");
  if (!gone || keptId === goneId) return missing("Customer", "customerTwoId");
  const at = desk.now();
  for (const { id } of ordersOf(desk, goneId)) {
    const order = takeOrder(desk, id)!;
    order.customerId = keptId;
    saveOrder(desk, order, at, []);
  }
  kept.email ??= gone.email;
  kept.phone ??= gone.phone;
  const keptTags = kept.tags;
  kept.tags = [...new Set([...kept.tags, ...gone.tags])];
  kept.addresses.push(...gone.addresses);
  desk.customers.remove(goneId);
  save(desk, kept, at);
  tell(desk, at, {
    topic: "customers/merge",
    resource: "Customer",
    id: keptId,
    record: kept,
    detail: { keptId, deletedId: goneId, status: "completed" },
  });
  told(desk, "customers/update", kept, at);
  tellOfSegments(desk, { ...kept, tags: keptTags }, kept);
  return done(kept);
}

/** Blanks the customer and the contact of every order; the topic carries what an app needs to find its own rows. */
export function redactCustomer(desk: Desk, id: number): Outcome<Customer> {
  const customer = take(desk, id);
  if (!customer) return missing("Customer");
  const at = desk.now();
  const detail = {
    email: customer.email,
    phone: customer.phone,
    orderIds: ordersOf(desk, id).map((one) => one.id),
  };
  for (const orderId of detail.orderIds) {
    const order = takeOrder(desk, orderId)!;
    Object.assign(order, {
      email: null,
      phone: null,
      shippingAddress: null,
      billingAddress: null,
      note: null,
    });
    for (const work of order.fulfillmentOrders) work.destination = null;
    saveOrder(desk, order, at, []);
  }
  const blank: Consent = { state: "REDACTED", optInLevel: null, consentUpdatedAt: at, collectedFrom: null };
  Object.assign(customer, { firstName: null, lastName: null, email: null, phone: null, note: null });
  Object.assign(customer, { addresses: [], defaultAddressId: null, redactedAt: at, tags: [] });
  Object.assign(customer, { emailConsent: blank, smsConsent: blank });
  save(desk, customer, at);
  tell(desk, at, { topic: "customers/redact", resource: "Customer", id, record: customer, detail });
  return done(customer);
}

export function requestCustomerData(desk: Desk, id: number): Outcome<Customer> {
  const customer = desk.customers.get(id);
  if (!customer) return missing("Customer");
  const detail = {
    email: customer.email,
    phone: customer.phone,
    orderIds: ordersOf(desk, id).map((one) => one.id),
    dataRequestId: desk.nextId("CustomerChild"),
  };
  tell(desk, desk.now(), {
    topic: "customers/data_request",
    resource: "Customer",
    id,
    record: customer,
    detail,
  });
  return done(customer);
}

function write(desk: Desk, customer: Customer, input: CustomerInput): void {
  const { address, acceptsMarketing: _m, acceptsSmsMarketing: _s, createdAt: _c, ...plain } = input;
  for (const [key, value] of Object.entries(plain))
    if (value !== undefined) Object.assign(customer, { [key]: value });
  if (!address) return;
  const made = { id: desk.nextId("CustomerChild"), ...fullAddress(address, customer) };
  customer.addresses = [made, ...customer.addresses];
  customer.defaultAddressId = made.id;
}

function contactTaken(desk: Desk, input: CustomerInput, own: number | null) {
  if (input.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.email)) {
    return refused("Email is invalid", ["email"], "INVALID");
  }
  if (input.phone && !/^\+[1-9]\d{6,14}$/.test(input.phone))
    return refused("Phone is invalid", ["phone"], "INVALID");
  const byEmail = input.email ? customerByEmail(desk, input.email) : null;
  if (byEmail && byEmail.id !== own) return refused("Email has already been taken", ["email"], "TAKEN");
  const byPhone = input.phone ? customerByPhone(desk, input.phone) : null;
  if (byPhone && byPhone.id !== own) return refused("Phone has already been taken", ["phone"], "TAKEN");
  return null;
}

function take(desk: Desk, id: number): Customer | null {
  const customer = desk.customers.get(id);
  return customer && structuredClone(customer);
}

function save(desk: Desk, customer: Customer, at: Instant): void {
  customer.updatedAt = later(customer.updatedAt, at);
  desk.customers.put(customer);
}

function told(desk: Desk, topic: string, customer: Customer, at: Instant): void {
  tell(desk, at, { topic, resource: "Customer", id: customer.id, record: customer });
}
