import { describe, expect, it } from "vitest";
import { openShop, sku, value, words } from "./open-shop.ts";

describe("an order's first day", () => {
  it("tells of the order, its work and its payment, and makes the customer", () => {
    const { store, topics } = openShop();
    const order = place(store, { customerEmail: "ada@example.com", customer: { firstName: "Ada" } });
    expect(topics()).toEqual([
      "customers/create",
      "orders/create",
      "fulfillment_orders/order_routing_complete",
      "orders/paid",
      "inventory_levels/update",
      "customers/purchasing_summary",
    ]);
    expect(order).toMatchObject({
      name: "#10001",
      financialStatus: "PAID",
      fulfillmentStatus: "UNFULFILLED",
    });
    expect(store.customerByEmail("ADA@example.com")).toMatchObject({
      firstName: "Ada",
      id: order.customerId,
    });
    expect(store.customerTotals(order.customerId!)).toMatchObject({
      numberOfOrders: 1,
      amountSpent: "153.90",
    });
  });

  it("takes stock, and says when the last piece is gone and when there is some again", () => {
    const { store, topics } = openShop();
    const variantId = sku(store, "Storm Lantern");
    for (const level of store.stock(variantId)) {
      value(store.setStock(variantId, { locationId: level.locationId, available: 0 }));
    }
    topics();
    value(store.setStock(variantId, { available: 2 }));
    expect(topics()).toEqual(["inventory_levels/update", "variants/in_stock"]);
    const order = value(store.placeOrder({ lines: [{ variantId, quantity: 2 }] }));
    expect(topics()).toContain("variants/out_of_stock");
    expect(store.stock(variantId)[0]).toMatchObject({ available: 0, committed: 2, onHand: 2 });
    value(store.cancelOrder(order.id));
    expect(store.stock(variantId)[0]).toMatchObject({ available: 2, committed: 0, onHand: 2 });
  });

  it("sends gift cards and files at once, but not before they are paid", () => {
    const { store, topics } = openShop();
    const variantId = sku(store, "Tidewater Gift Card");
    const paid = value(store.placeOrder({ email: "a@example.com", lines: [{ variantId, quantity: 1 }] }));
    expect(paid).toMatchObject({ fulfillmentStatus: "FULFILLED", shippingAddress: null, shippingLine: null });
    expect(paid.giftCards).toHaveLength(1);
    const owed = value(
      store.placeOrder({ email: "a@example.com", lines: [{ variantId, quantity: 1 }], payment: "pending" }),
    );
    expect(owed).toMatchObject({ financialStatus: "PENDING", fulfillmentStatus: "UNFULFILLED" });
    topics();
    expect(value(store.payOrder(owed.id))).toMatchObject({
      financialStatus: "PAID",
      fulfillmentStatus: "FULFILLED",
    });
    expect(topics()).toEqual(["orders/paid", "fulfillments/create", "orders/updated"]);
  });

  it("refuses what a shop refuses, and changes nothing", () => {
    const { store, changes } = openShop();
    const variantId = sku(store, "Pier Beanie");
    expect(words(store.placeOrder({ lines: [] }))).toBe("Line items can't be blank");
    expect(words(store.placeOrder({ lines: [{ variantId: 1, quantity: 1 }] }))).toBe(
      "Variant does not exist",
    );
    expect(words(store.placeOrder({ lines: [{ variantId, quantity: 0 }] }))).toBe(
      "Quantity must be greater than 0",
    );
    expect(words(store.placeOrder({ lines: [{ variantId, quantity: 1 }], discountCode: "SUMMER25" }))).toBe(
      "Enter a valid discount code",
    );
    expect(store.countOrders()).toBe(0);
    expect(changes).toEqual([]);
  });

  it("takes a discount off, in the money the shopper pays", () => {
    const { store } = openShop();
    const order = place(store, { discountCode: "ahoy10", presentmentCurrencyCode: "USD" });
    expect(order.totals.originalDiscounts.shopMoney.amount).toBe("14.90");
    expect(order.totals.originalTotal).toEqual({
      shopMoney: { amount: "139.00", currencyCode: "EUR" },
      presentmentMoney: { amount: "150.12", currencyCode: "USD" },
    });
    expect(order.discountCodes).toEqual(["AHOY10"]);
  });
});

describe("parcels", () => {
  it("leave one by one, and the order says how far it is", () => {
    const { store, topics } = openShop();
    const order = two(store);
    topics();
    const lines = [{ lineItemId: order.lineItems[0]!.id, quantity: 1 }];
    const first = value(store.shipOrder(order.id, { lines, carrier: "UPS", number: "1Z1" }));
    expect(topics()).toEqual([
      "fulfillments/create",
      "orders/partially_fulfilled",
      "orders/updated",
      "inventory_levels/update",
    ]);
    expect(first.trackingInfo[0]?.url).toContain("ups.com");
    expect(store.order(order.id)).toMatchObject({ fulfillmentStatus: "PARTIALLY_FULFILLED", closedAt: null });
    const tooMany = [{ lineItemId: order.lineItems[1]!.id, quantity: 2 }];
    expect(words(store.shipOrder(order.id, { lines: tooMany }))).toContain(
      "Invalid fulfillment order line item",
    );
    value(store.shipOrder(order.id));
    expect(topics()).toContain("orders/fulfilled");
    expect(store.order(order.id)).toMatchObject({ fulfillmentStatus: "FULFILLED", closedAt: store.now() });
    expect(store.order(order.id)!.fulfillments.map((parcel) => parcel.name)).toEqual([
      "#10001.1",
      "#10001.2",
    ]);
    expect(words(store.shipOrder(order.id))).toContain("no fulfillable items");
  });

  it("are where their latest scan says, whatever order the scans come in", () => {
    const { store, topics } = openShop();
    const parcel = value(store.shipOrder(two(store).id));
    topics();
    const scan = (status: "IN_TRANSIT" | "DELIVERED", happenedAt: string) =>
      value(store.recordFulfillmentEvent(parcel.id, { status, happenedAt }));
    const delivered = scan("DELIVERED", "2026-11-22T10:00:00Z");
    expect(topics()).toEqual(["fulfillment_events/create", "fulfillments/update", "orders/updated"]);
    scan("IN_TRANSIT", "2026-11-21T10:00:00Z");
    const now = store.orderOf("Fulfillment", parcel.id)!.fulfillments[0]!;
    expect(now).toMatchObject({
      displayStatus: "DELIVERED",
      deliveredAt: "2026-11-22T10:00:00Z",
      inTransitAt: "2026-11-21T10:00:00Z",
    });
    topics();
    value(store.deleteFulfillmentEvent(delivered.id));
    expect(topics()[0]).toBe("fulfillment_events/delete");
    expect(store.orderOf("Fulfillment", parcel.id)!.fulfillments[0]).toMatchObject({
      displayStatus: "IN_TRANSIT",
      deliveredAt: null,
    });
  });

  it("can be called back before they arrive", () => {
    const { store } = openShop();
    const order = two(store);
    const parcel = value(store.shipOrder(order.id));
    value(store.cancelFulfillment(parcel.id));
    expect(store.order(order.id)).toMatchObject({ fulfillmentStatus: "UNFULFILLED" });
    value(store.deliverOrder(order.id));
    expect(store.truth(order.id)!.parcels).toMatchObject([{ displayStatus: "DELIVERED" }]);
    const last = store.order(order.id)!.fulfillments.at(-1)!;
    expect(words(store.cancelFulfillment(last.id))).toBe("Fulfillment cannot be cancelled");
  });
});

describe("work that waits", () => {
  it("is held once and released when the last hold goes", () => {
    const { store, topics } = openShop();
    const work = two(store).fulfillmentOrders[0]!;
    topics();
    value(store.holdFulfillmentOrder(work.id, { reason: "INCORRECT_ADDRESS" }));
    expect(topics()).toEqual([
      "fulfillment_orders/placed_on_hold",
      "fulfillment_holds/added",
      "orders/updated",
    ]);
    const twice = value(store.holdFulfillmentOrder(work.id, { reason: "AWAITING_PAYMENT" }));
    expect(topics()).toEqual(["fulfillment_holds/added", "orders/updated"]);
    expect(words(store.shipOrder(work.orderId))).toContain("on hold");
    value(store.releaseHold(work.id, { holdIds: [twice.holds[0]!.id] }));
    expect(topics()).toEqual(["fulfillment_holds/released", "orders/updated"]);
    value(store.releaseHold(work.id));
    expect(topics()).toContain("fulfillment_orders/hold_released");
    expect(store.order(work.orderId)!.fulfillmentOrders[0]!.status).toBe("OPEN");
  });

  it("is scheduled for a pre-order, rescheduled, and opened when its day has come", () => {
    const { store, topics } = openShop();
    const order = value(
      store.placeOrder({ lines: [{ variantId: sku(store, "North Sea Parka"), quantity: 1 }] }),
    );
    const work = order.fulfillmentOrders[0]!;
    expect(order.fulfillmentStatus).toBe("SCHEDULED");
    expect(work.fulfillAt).toBe("2026-12-11T09:00:00Z");
    topics();
    value(store.rescheduleFulfillmentOrder(work.id, { fulfillAt: null }));
    expect(topics()).toEqual(["fulfillment_orders/rescheduled", "orders/updated"]);
    expect(words(store.shipOrder(order.id))).toContain("scheduled");
    value(store.openScheduled(work.id));
    expect(topics()).toEqual(["fulfillment_orders/scheduled_fulfillment_order_ready", "orders/updated"]);
    value(store.shipOrder(order.id));
  });

  it("lies ready in the shop until it is picked up", () => {
    const { store, topics } = openShop();
    const order = place(store, { deliveryMethod: "PICK_UP" });
    const work = order.fulfillmentOrders[0]!;
    topics();
    expect(store.truth(order.id)!.waiting[0]).toMatchObject({
      methodType: "PICK_UP",
      isReadyForPickup: false,
      location: "Berlin shop",
    });
    value(store.readyForPickup(work.id));
    expect(topics()).toEqual(["fulfillment_orders/line_items_prepared_for_pickup", "orders/updated"]);
    expect(store.truth(order.id)!.waiting[0]).toMatchObject({ isReadyForPickup: true });
    value(store.pickUp(work.id));
    expect(store.truth(order.id)).toMatchObject({ waiting: [], parcels: [{ displayStatus: "PICKED_UP" }] });
    expect(words(store.packForLocalDelivery(two(store).fulfillmentOrders[0]!.id))).toContain(
      "not for local delivery",
    );
  });

  it("is moved, split, and handed to a warehouse", () => {
    const { store, topics } = openShop();
    const order = two(store);
    const work = order.fulfillmentOrders[0]!;
    const warehouse = store.locations().find((location) => location.isFulfillmentService)!;
    topics();
    const { made } = value(
      store.splitFulfillmentOrder(work.id, {
        lines: [{ fulfillmentOrderLineItemId: work.lineItems[1]!.id, quantity: 1 }],
      }),
    );
    value(store.moveFulfillmentOrder(made.id, { locationId: warehouse.id }));
    value(store.submitToWarehouse(made.id));
    value(store.answerFromWarehouse(made.id, { accepts: true }));
    expect(topics().filter((topic) => topic !== "orders/updated")).toEqual([
      "fulfillment_orders/split",
      "fulfillment_orders/moved",
      "fulfillment_orders/fulfillment_request_submitted",
      "fulfillment_orders/fulfillment_request_accepted",
    ]);
    expect(store.truth(order.id)!.waiting.map((one) => one.location)).toEqual([
      "Hamburg warehouse",
      "Rhine Logistics",
    ]);
  });
});

function place(store: ReturnType<typeof openShop>["store"], more: object) {
  return value(
    store.placeOrder({ lines: [{ variantId: sku(store, "Harbor Rain Jacket"), quantity: 1 }], ...more }),
  );
}

function two(store: ReturnType<typeof openShop>["store"]) {
  const lines = ["Storm Lantern", "Pier Beanie"].map((title) => ({
    variantId: sku(store, title),
    quantity: 1,
  }));
  return value(store.placeOrder({ email: "bo@example.com", lines }));
}
