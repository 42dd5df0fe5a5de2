import { describe, expect, it } from "vitest";
import type { OrderTruth } from "#sandbox/shopify/store/truth-types.ts";
import { openShop } from "./open-shop.ts";

const { store } = openShop({ cast: true });
const DAY = 86_400_000;

function truth(role: string): OrderTruth {
  const member = store.cast().find((one) => one.role === role);
  if (!member?.orderId) throw new Error(`nobody plays ${role}`);
  return store.truth(member.orderId)!;
}

describe("the cast", () => {
  it("has the same order names in every shop, small or large", () => {
    const names = (cast: ReturnType<typeof store.cast>) => cast.map((one) => `${one.role} ${one.orderName}`);
    const large = openShop({ cast: true, orders: 5000, customers: 2000, domain: "tidewater.myshopify.com" });
    expect(names(large.store.cast())).toEqual(names(store.cast()));
    expect(names(store.cast()).slice(0, 4)).toEqual([
      "on-time #10001",
      "late #10002",
      "split #10003",
      "partly-delivered #10004",
    ]);
  });

  it("has four shoppers whom every test knows, and two who answer them", () => {
    const shoppers = store.cast().map((one) => one.shopper);
    expect(shoppers).toEqual(
      expect.arrayContaining(["Ada Lindqvist", "Bruno Costa", "Chiara Rossi", "Dev Patel"]),
    );
    expect(store.staff().map((one) => [one.firstName, one.accountOwner])).toEqual([
      ["Maya", true],
      ["Ben", false],
    ]);
  });

  it("plays every part that the shop's life has", () => {
    const roles = store.cast().map((one) => one.role);
    expect(roles).toEqual(expect.arrayContaining(PARTS));
    expect(new Set(roles).size).toBe(roles.length);
  });

  it("can be reached: each has an email or a phone of their own, but for the order that is nobody's", () => {
    for (const member of store.cast().filter((one) => one.role !== "null-customer")) {
      expect(member.customerEmail ?? member.phone, member.role).toBeTruthy();
      if (member.customerEmail)
        expect(store.customerByEmail(member.customerEmail)?.id).toBe(member.customerId);
      if (member.phone) expect(store.customerByPhone(member.phone)?.id).toBe(member.customerId);
      expect(member.says.length).toBeGreaterThan(20);
    }
    expect(truth("null-customer")).toMatchObject({ email: null, phone: null });
  });

  it("ships on time, late, in two parcels and in part", () => {
    expect(truth("on-time").parcels).toMatchObject([{ lateByDays: null, hasScans: true, deliveredAt: null }]);
    expect(truth("late").parcels).toMatchObject([{ lateByDays: 4, lastScan: { city: "Madrid" } }]);
    expect(truth("split").parcels.map((one) => one.company)).toEqual(["UPS", "DHL Express"]);
    expect(truth("partly-delivered")).toMatchObject({
      parcels: [{ displayStatus: "DELIVERED", items: [{ title: "Enamel Camp Mug", quantity: 2 }] }],
      waiting: [{ items: [{ title: "Driftwood Shelf", quantity: 1 }] }],
    });
    expect(truth("no-scans").parcels).toMatchObject([
      { hasScans: false, lastScan: null, estimatedDeliveryAt: null },
    ]);
    const delayed = truth("delayed").parcels[0]!;
    expect(Date.parse(delayed.estimatedDeliveryAt!) - Date.parse(store.openedAt)).toBe(3 * DAY);
    expect(delayed.lateByDays).toBeNull();
    for (const [role, status] of SCANNED) expect(truth(role).parcels[0]!.displayStatus, role).toBe(status);
  });

  it("waits for a reason", () => {
    expect(truth("packing").waiting).toMatchObject([{ status: "OPEN", methodType: "SHIPPING" }]);
    expect(truth("pre-order").waiting).toMatchObject([
      { status: "SCHEDULED", fulfillAt: "2026-12-11T09:00:00Z" },
    ]);
    expect(truth("pre-order-undated").waiting).toMatchObject([{ status: "SCHEDULED", fulfillAt: null }]);
    expect(truth("on-hold").waiting).toMatchObject([
      { status: "ON_HOLD", holdReasons: ["INCORRECT_ADDRESS"] },
    ]);
    expect(truth("pickup-ready").waiting).toMatchObject([
      { isReadyForPickup: true, location: "Berlin shop" },
    ]);
    expect(truth("pickup-waiting").waiting).toMatchObject([
      { isReadyForPickup: false, methodType: "PICK_UP" },
    ]);
    expect(truth("local-delivery").waiting).toMatchObject([
      { isPackedForLocalDelivery: true, methodType: "LOCAL" },
    ]);
    expect(truth("third-party").waiting).toMatchObject([
      { location: "Rhine Logistics", status: "IN_PROGRESS" },
    ]);
  });

  it("has its money where the story says", () => {
    expect(truth("unpaid")).toMatchObject({ financialStatus: "PENDING", isPaid: false });
    expect(truth("cancelled")).toMatchObject({ cancelReason: "CUSTOMER", financialStatus: "REFUNDED" });
    expect(truth("refunded")).toMatchObject({ financialStatus: "REFUNDED", total: { amount: "0.00" } });
    expect(truth("partly-refunded")).toMatchObject({
      refunded: { amount: "10.00" },
      financialStatus: "PARTIALLY_REFUNDED",
    });
    expect(truth("foreign-currency").total).toEqual({ amount: "166.21", currencyCode: "USD" });
    expect(truth("company")).toMatchObject({
      poNumber: "PO-88213",
      isPaid: false,
      financialStatus: "PENDING",
    });
    const draft = store.cast().find((one) => one.role === "draft-invoice")!;
    expect(store.draftOrder(draft.draftOrderId!)).toMatchObject({ status: "INVOICE_SENT", orderId: null });
  });

  it("has goods that changed after the sale", () => {
    expect(truth("edited").lines).toMatchObject([
      { title: "Enamel Camp Mug", ordered: 3, current: 1, shipped: 1 },
      { title: "Pier Beanie", ordered: 1, current: 1, shipped: 1 },
    ]);
    expect(truth("exchanged")).toMatchObject({
      returnStatus: "RETURNED",
      outstanding: { amount: "0.00" },
      lines: [
        { variantTitle: "S", current: 0 },
        { variantTitle: "M", current: 1, shipped: 1, delivered: 0 },
      ],
    });
    expect(truth("return-open").returnStatus).toBe("IN_PROGRESS");
    expect(truth("return-requested").returnStatus).toBe("RETURN_REQUESTED");
  });

  it("sells over the counter, by file and by card", () => {
    expect(truth("pos")).toMatchObject({ source: "pos", fulfillmentStatus: "FULFILLED" });
    expect(truth("gift-card").lines).toMatchObject([
      { isGiftCard: true, requiresShipping: false, waiting: 0 },
    ]);
    expect(truth("digital").lines).toMatchObject([{ requiresShipping: false, shipped: 1 }]);
    expect(truth("odd-name").name).toBe("EU-10023-X");
    expect(store.orderByName("EU-10023-X")?.number).toBe(10023);
  });

  it("has a shopper with three open orders", () => {
    const theo = store.customerByEmail("theo.marchetti@example.com")!;
    expect(store.ordersOfCustomer(theo.id).map((order) => order.name)).toEqual([
      "#10037",
      "#10036",
      "#10035",
    ]);
  });

  it("tells nobody of what happened before the town opened", () => {
    const shop = openShop({ cast: true });
    expect(shop.changes).toEqual([]);
  });
});

const SCANNED = [
  ["delivered", "DELIVERED"],
  ["out-for-delivery", "OUT_FOR_DELIVERY"],
  ["attempted-delivery", "ATTEMPTED_DELIVERY"],
  ["delayed", "DELAYED"],
  ["failed-delivery", "FAILURE"],
] as const;

const PARTS = [
  "on-time",
  "late",
  "split",
  "partly-delivered",
  "pre-order",
  "on-hold",
  "pickup-ready",
  "pickup-waiting",
  "local-delivery",
  "pos",
  "company",
  "edited",
  "exchanged",
  "draft-invoice",
  "foreign-currency",
  "cancelled",
  "refunded",
  "partly-refunded",
  "gift-card",
  "digital",
  "delivered",
  "out-for-delivery",
  "attempted-delivery",
  "no-scans",
  "unpaid",
  "emoji-name",
  "null-customer",
  "several-open-1",
  "odd-name",
];
