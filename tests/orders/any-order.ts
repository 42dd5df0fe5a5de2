import fc from "fast-check";
import type { LiveGroup, LiveOrder, LiveParcel } from "#app/orders/live-order.ts";

export const AT = new Date("2026-11-21T09:00:00Z");

const day = fc
  .integer({ min: -40, max: 40 })
  .map((days) => new Date(AT.getTime() + days * 86_400_000 + 3_600_000));
const past = fc
  .integer({ min: 0, max: 40 })
  .map((days) => new Date(AT.getTime() - days * 86_400_000 - 3_600_000));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const amount = fc.integer({ min: 0, max: 10_000_000 }).map((cents) => (cents / 100).toFixed(2));

/** Where this shopper lives: none of it may be in what a text from a phone says. */
export const HOME = {
  name: "Bruno Costa",
  company: "Casa Costa",
  address1: "Rua das Flores 17",
  address2: "3. andar",
  city: "Vilanova",
  zip: "4400-123",
  country: "PT",
};

const EVENTS = [
  "ATTEMPTED_DELIVERY",
  "CARRIER_PICKED_UP",
  "CONFIRMED",
  "DELAYED",
  "DELIVERED",
  "FAILURE",
  "IN_TRANSIT",
  "LABEL_PRINTED",
  "OUT_FOR_DELIVERY",
  "READY_FOR_PICKUP",
  "SOMETHING_NEW",
];
const event = fc.record({
  id: fc.integer({ min: 1, max: 1e9 }).map(String),
  status: fc.constantFrom(...EVENTS),
  at: past,
  city: fc.constantFrom(null, "Leipzig", "VILANOVA", "Vila Nova", "Porto"),
  country: fc.constantFrom(null, "DE", "PT"),
  estimatedDeliveryAt: maybe(day),
});

export const LINES = ["11", "12", "13", "14"];
const items = fc.uniqueArray(
  fc.record({ lineId: fc.constantFrom(...LINES), quantity: fc.integer({ min: 0, max: 9 }) }),
  { selector: ({ lineId }) => lineId, maxLength: 4 },
);

export const anyParcel: fc.Arbitrary<LiveParcel> = fc.record({
  id: fc.integer({ min: 1, max: 1e9 }).map(String),
  status: fc.constantFrom("SUCCESS", "SUCCESS", "SUCCESS", "CANCELLED", "PENDING", "NEW_STATUS"),
  displayStatus: maybe(fc.constantFrom("FULFILLED", "IN_TRANSIT", "DELIVERED", "PICKED_UP", "NEW_STATUS")),
  shippedAt: past,
  deliveredAt: maybe(past),
  estimatedDeliveryAt: maybe(day),
  tracking: fc.array(
    fc.record({
      company: maybe(fc.constantFrom("DHL", "Baltic Letter Post")),
      number: maybe(fc.constant("JD014600003")),
      url: maybe(fc.constant("https://carrier.example/JD014600003")),
    }),
    { maxLength: 2 },
  ),
  items,
  events: fc.array(event, { maxLength: 5 }),
});

const anyGroup: fc.Arbitrary<LiveGroup> = fc.record({
  id: fc.integer({ min: 1, max: 1e9 }).map(String),
  status: fc.constantFrom(
    "OPEN",
    "IN_PROGRESS",
    "ON_HOLD",
    "SCHEDULED",
    "CLOSED",
    "CANCELLED",
    "INCOMPLETE",
    "NEW",
  ),
  requestStatus: fc.constantFrom("UNSUBMITTED", "SUBMITTED", "ACCEPTED"),
  method: maybe(fc.constantFrom("SHIPPING", "PICK_UP", "LOCAL", "RETAIL", "NONE", "PICKUP_POINT")),
  fulfillAt: maybe(day),
  holds: fc.array(fc.constantFrom("AWAITING_PAYMENT", "HIGH_RISK_OF_FRAUD", "INCORRECT_ADDRESS", "NEW"), {
    maxLength: 2,
  }),
  promisedFrom: maybe(day),
  promisedBy: maybe(day),
  location: maybe(fc.constant("Harbour shop")),
  isPrepared: fc.boolean(),
  items: fc.uniqueArray(
    fc
      .record({ lineId: fc.constantFrom(...LINES), total: fc.nat(9), share: fc.integer({ min: 0, max: 9 }) })
      .map(({ lineId, total, share }) => ({ lineId, total, remaining: Math.min(total, share) })),
    { selector: ({ lineId }) => lineId, maxLength: 4 },
  ),
});

const money = (value: string) => ({ amount: value, currency: "EUR" });

/** Orders in every state that Shopify's words allow, and some that they do not. */
export const anyOrder: fc.Arbitrary<LiveOrder> = fc
  .record({
    cancelledAt: maybe(past),
    cancelReason: fc.constantFrom(
      null,
      "CUSTOMER",
      "FRAUD",
      "INVENTORY",
      "DECLINED",
      "STAFF",
      "OTHER",
      "NEW",
    ),
    isPos: fc.boolean(),
    isEdited: fc.boolean(),
    financialStatus: fc.constantFrom(
      null,
      "PAID",
      "PENDING",
      "PARTIALLY_PAID",
      "AUTHORIZED",
      "VOIDED",
      "REFUNDED",
    ),
    total: amount,
    received: amount,
    refunded: fc.oneof(fc.constant("0.00"), amount),
    outstanding: fc.oneof(fc.constant("0.00"), amount),
    payBy: maybe(day),
    quantities: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)),
    parcels: fc.array(anyParcel, { maxLength: 4 }),
    groups: fc.array(anyGroup, { maxLength: 4 }),
    hasHome: fc.boolean(),
  })
  .map(({ quantities, hasHome, total, received, refunded, outstanding, ...order }) => ({
    ...order,
    id: "5500000000001",
    name: "#1001",
    timeZone: "Europe/Berlin",
    placedAt: new Date("2026-11-10T10:00:00Z"),
    email: "bruno@example.com",
    phone: "+351912345678",
    customerShopifyId: "77",
    companyName: null,
    poNumber: null,
    retailLocation: null,
    total: money(total),
    received: money(received),
    refunded: money(refunded),
    outstanding: money(outstanding),
    statusPageUrl: "https://shop.example/orders/token?key=secret",
    shippingAddress: hasHome ? HOME : null,
    lines: LINES.map((id, index) => ({
      id,
      title: TITLES[index]!,
      variantTitle: index === 0 ? "Default Title" : null,
      currentQuantity: quantities[index]!,
      unfulfilledQuantity: 0,
      requiresShipping: index < 2,
      isGiftCard: index === 2,
    })),
    exchanges: [],
    openReturns: [],
  }));

export const TITLES = ["Mug", "Lamp", "Gift card", "E-book"];
