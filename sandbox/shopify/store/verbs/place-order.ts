import type { Desk } from "../desk.ts";
import { makeOrder, putOnTerms } from "../make-order.ts";
import type { OrderPlan, PlannedLine } from "../order-plan.ts";
import { tokenOf } from "../token.ts";
import type { Order } from "../order-types.ts";
import { done, missing, refused } from "../outcome.ts";
import { regionOf } from "../people.ts";
import { customerByEmail } from "../reads.ts";
import { saveOrder, type Told, tell } from "../save-order.ts";
import { sendAtOnce } from "../send-at-once.ts";
import { settleOrder } from "../settle-order.ts";
import type { Address, Customer, Instant } from "../types.ts";
import type { Outcome, PlaceOrder } from "../verb-types.ts";
import { createCustomer } from "./customers.ts";
import { commitStock } from "./stock.ts";

/** A shopper (or staff, or the counter) places an order; gift cards and files leave at once if paid. */
export function placeOrder(desk: Desk, input: PlaceOrder): Outcome<Order> {
  const lines = linesOf(desk, input);
  if (!lines.ok) return lines;
  const who = customerOf(desk, input);
  if (!who.ok) return who;
  const discount = [...desk.discounts.values()].find(
    (one) => one.code?.toLowerCase() === input.discountCode?.toLowerCase(),
  );
  if (input.discountCode && discount?.status !== "ACTIVE") {
    return refused("Enter a valid discount code", ["discountCode"], "INVALID");
  }
  const at = input.placedAt ?? desk.now();
  const plan = planOf(desk, input, lines.value, who.value, at);
  const order = makeOrder(desk, { ...plan, discount: discount ?? null });
  putOnTerms(desk, order, plan);
  if (discount) discount.usageCount += 1;
  settleOrder(order);
  const sent = sendAtOnce(desk.domain, order, at);
  const told: Told[] = [{ topic: "orders/create" }];
  for (const work of order.fulfillmentOrders) {
    told.push({
      topic: "fulfillment_orders/order_routing_complete",
      resource: "FulfillmentOrder",
      id: work.id,
      record: work,
    });
  }
  if (order.financialStatus === "PAID") told.push({ topic: "orders/paid" });
  for (const parcel of sent) {
    told.push({ topic: "fulfillments/create", resource: "Fulfillment", id: parcel.id, record: parcel });
  }
  if (order.fulfillmentStatus === "FULFILLED") told.push({ topic: "orders/fulfilled" });
  saveOrder(desk, order, at, told);
  commitStock(desk, order, at);
  if (who.value) {
    tell(desk, at, {
      topic: "customers/purchasing_summary",
      resource: "Customer",
      id: who.value.id,
      record: who.value,
    });
  }
  return done(order);
}

function linesOf(desk: Desk, input: PlaceOrder): Outcome<PlannedLine[]> {
  if (!input.lines?.length) return refused("Line items can't be blank", ["lines"], "BLANK");
  const lines: PlannedLine[] = [];
  for (const [i, line] of input.lines.entries()) {
    const variant = desk.variants.get(line.variantId);
    const product = variant && desk.products.get(variant.productId);
    if (!variant || !product) return missing("Variant", `lines.${i}.variantId`);
    if (!Number.isInteger(line.quantity) || line.quantity < 1) {
      return refused("Quantity must be greater than 0", ["lines", String(i), "quantity"], "INVALID");
    }
    lines.push({
      product,
      variant,
      quantity: line.quantity,
      unitPrice: line.unitPrice ?? variant.price,
      properties: line.properties ?? [],
      ...(line.presaleShipsOn === undefined ? {} : { presaleShipsOn: line.presaleShipsOn }),
    });
  }
  return done(lines);
}

function customerOf(desk: Desk, input: PlaceOrder): Outcome<Customer | null> {
  if (input.customerId === null) return done(null);
  if (input.customerId !== undefined) {
    const customer = desk.customers.get(input.customerId);
    return customer ? done(customer) : missing("Customer", "customerId");
  }
  const email = input.customerEmail ?? input.customer?.email ?? input.email;
  const known = email ? customerByEmail(desk, email) : null;
  if (known) return done(known);
  if (!email && !input.customer) return done(null);
  return createCustomer(desk, { ...input.customer, email: email ?? null, locale: input.locale ?? "en" });
}

function planOf(
  desk: Desk,
  input: PlaceOrder,
  lines: PlannedLine[],
  customer: Customer | null,
  at: Instant,
): Omit<OrderPlan, "discount"> & { discount: null } {
  const { n, id, number } = desk.nextOrder();
  const isCounter = input.sourceName === "pos";
  const methodType = input.deliveryMethod ?? (isCounter ? "RETAIL" : "SHIPPING");
  const isSent = methodType === "SHIPPING" || methodType === "LOCAL";
  const address =
    isSent && lines.some((line) => line.variant.requiresShipping) ? addressOf(input, customer) : null;
  return {
    id,
    n,
    number,
    name: input.name ?? `#${number}`,
    at,
    customer,
    email: input.email === undefined ? (customer?.email ?? null) : input.email,
    phone: input.phone ?? null,
    locale: input.locale ?? customer?.locale ?? null,
    lines,
    shippingAddress: address,
    presentmentCurrencyCode: input.presentmentCurrencyCode ?? desk.currencyCode,
    payment: input.paymentTerms ? "on-terms" : (input.payment ?? "paid"),
    gateway: isCounter ? "cash" : input.payment === "pending" ? "Bank Deposit" : "shopify_payments",
    paymentTerms: input.paymentTerms
      ? { type: input.paymentTerms.type, dueInDays: input.paymentTerms.dueInDays ?? null }
      : null,
    methodType,
    presentedName: input.presentedDeliveryName ?? nameOf(methodType),
    promisedFrom: input.promisedFrom ?? null,
    promisedBy: input.promisedBy ?? null,
    fulfillBy: input.fulfillBy ?? null,
    locationId: input.locationId ?? desk.locations[isSent ? 0 : 1]!.id,
    shippingPrice: input.shippingPrice ?? (methodType === "SHIPPING" ? "4.90" : "0.00"),
    discount: null,
    sourceName: input.sourceName ?? "web",
    poNumber: input.poNumber ?? null,
    company: input.company ?? customer?.company ?? null,
    note: input.note ?? null,
    tags: input.tags ?? [],
    customAttributes: input.customAttributes ?? [],
    cartToken: input.cartToken ?? null,
    checkoutToken: input.checkoutToken ?? (isCounter ? null : tokenOf(`${desk.domain}/${n}/checkout`)),
    draftOrderId: input.draftOrderId ?? null,
  };
}

function nameOf(methodType: OrderPlan["methodType"]): string | null {
  if (methodType === "SHIPPING") return "Standard";
  if (methodType === "LOCAL") return "Local delivery";
  return methodType === "PICK_UP" ? "Berlin shop" : null;
}

function addressOf(input: PlaceOrder, customer: Customer | null): Omit<Address, "id"> {
  const known = customer?.addresses.find((address) => address.id === customer.defaultAddressId);
  return fullAddress({ ...known, ...input.shippingAddress }, customer);
}

/** An address with every field: what was not given is empty, and a country's name follows from its code. */
export function fullAddress(
  given: Partial<Address>,
  customer: { firstName?: string | null; lastName?: string | null; phone?: string | null } | null,
): Omit<Address, "id"> {
  const countryCode = given.countryCode ?? "DE";
  return {
    firstName: given.firstName ?? customer?.firstName ?? null,
    lastName: given.lastName ?? customer?.lastName ?? null,
    company: given.company ?? null,
    address1: given.address1 ?? "Hafenweg 1",
    address2: given.address2 ?? null,
    city: given.city ?? "Hamburg",
    province: given.province ?? null,
    provinceCode: given.provinceCode ?? null,
    zip: given.zip ?? "20457",
    country: given.country ?? regionOf(countryCode)?.country ?? countryCode,
    countryCode,
    phone: given.phone ?? customer?.phone ?? null,
  };
}
