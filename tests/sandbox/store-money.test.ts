import { describe, expect, it } from "vitest";
import { openShop, sku, value, words } from "./open-shop.ts";

type Store = ReturnType<typeof openShop>["store"];

describe("orders called off", () => {
  it("give everything back and leave nothing to send", () => {
    const { store, topics } = openShop();
    const order = place(store);
    topics();
    value(store.cancelOrder(order.id, { reason: "CUSTOMER" }));
    expect(topics().filter((topic) => topic !== "inventory_levels/update")).toEqual([
      "fulfillment_orders/cancelled",
      "refunds/create",
      "orders/cancelled",
      "orders/updated",
    ]);
    expect(store.truth(order.id)).toMatchObject({
      cancelReason: "CUSTOMER",
      financialStatus: "REFUNDED",
      waiting: [],
      refunded: { amount: "61.00" },
      total: { amount: "0.00" },
      lines: [{ ordered: 2, current: 0, waiting: 0 }],
    });
    expect(words(store.cancelOrder(order.id))).toBe("Cannot cancel an order that has already been canceled");
  });

  it("void a payment that never came, and cannot be called off once sent", () => {
    const { store } = openShop();
    const owed = place(store, { payment: "pending" });
    expect(value(store.cancelOrder(owed.id))).toMatchObject({ financialStatus: "VOIDED" });
    const sent = place(store);
    value(store.shipOrder(sent.id));
    expect(words(store.cancelOrder(sent.id))).toBe("Cannot cancel an order that has been fulfilled");
  });
});

describe("refunds", () => {
  it("of some goods take them off the order", () => {
    const { store, topics } = openShop();
    const order = place(store);
    topics();
    value(store.refundOrder(order.id, { lines: [{ lineItemId: order.lineItems[0]!.id, quantity: 1 }] }));
    expect(topics().slice(0, 2)).toEqual(["refunds/create", "orders/updated"]);
    expect(store.order(order.id)).toMatchObject({ financialStatus: "PARTIALLY_REFUNDED" });
    expect(store.truth(order.id)).toMatchObject({
      lines: [{ ordered: 2, current: 1, waiting: 1 }],
      total: { amount: "33.00" },
    });
  });

  it("of an amount leave the goods, and never exceed what was paid", () => {
    const { store } = openShop();
    const order = place(store);
    value(store.refundOrder(order.id, { amount: "11.00" }));
    expect(store.truth(order.id)).toMatchObject({
      refunded: { amount: "11.00" },
      total: { amount: "50.00" },
      outstanding: { amount: "0.00" },
    });
    expect(words(store.refundOrder(order.id, { amount: "50.01" }))).toContain("cannot exceed");
    value(store.refundOrder(order.id, { amount: "50.00" }));
    expect(store.order(order.id)!.financialStatus).toBe("REFUNDED");
  });
});

describe("edits", () => {
  it("keep the first quantity beside the current one, and may leave something to pay", () => {
    const { store, changes } = openShop();
    const order = place(store);
    changes.length = 0;
    const line = order.lineItems[0]!;
    value(
      store.editOrder(order.id, {
        set: [{ lineItemId: line.id, quantity: 1 }],
        add: [{ variantId: sku(store, "Storm Lantern"), quantity: 1 }],
      }),
    );
    expect(changes[0]).toMatchObject({
      topic: "orders/edited",
      detail: { removals: [{ id: line.id, delta: 1 }] },
    });
    expect(store.truth(order.id)).toMatchObject({
      isEdited: true,
      financialStatus: "PARTIALLY_PAID",
      outstanding: { amount: "36.00" },
      lines: [
        { ordered: 2, current: 1, waiting: 1 },
        { title: "Storm Lantern", ordered: 1, current: 1, waiting: 1 },
      ],
    });
    expect(value(store.payOrder(order.id)).financialStatus).toBe("PAID");
  });

  it("never take off what has been sent", () => {
    const { store } = openShop();
    const order = place(store);
    value(store.shipOrder(order.id));
    const set = [{ lineItemId: order.lineItems[0]!.id, quantity: 1 }];
    expect(words(store.editOrder(order.id, { set }))).toBe(
      "Quantity can't be lower than the fulfilled quantity",
    );
    expect(words(store.editOrder(order.id, {}))).toBe("There are no changes to commit.");
  });
});

describe("returns", () => {
  it("are asked for, approved, and end in money", () => {
    const { store, topics } = openShop();
    const order = place(store);
    const lines = [{ lineItemId: order.lineItems[0]!.id, quantity: 1 }];
    expect(words(store.requestReturn(order.id, { lines }))).toBe("Return line item has an invalid quantity.");
    value(store.deliverOrder(order.id));
    topics();
    const asked = value(store.requestReturn(order.id, { lines }));
    expect(store.order(order.id)!.returnStatus).toBe("RETURN_REQUESTED");
    value(store.approveReturn(asked.id));
    expect(words(store.declineReturn(asked.id, { reason: "OTHER" }))).toContain("Return is not declinable.");
    value(store.processReturn(asked.id));
    expect(topics().filter((topic) => !/orders\/updated|inventory/.test(topic))).toEqual([
      "returns/request",
      "returns/approve",
      "returns/process",
      "refunds/create",
      "returns/close",
    ]);
    expect(store.truth(order.id)).toMatchObject({ returnStatus: "RETURNED", refunded: { amount: "28.00" } });
  });

  it("may end in other goods, that wait to be sent", () => {
    const { store } = openShop();
    const order = place(store);
    value(store.deliverOrder(order.id));
    const asked = value(
      store.requestReturn(order.id, {
        lines: [{ lineItemId: order.lineItems[0]!.id, quantity: 2 }],
        exchange: [{ variantId: sku(store, "Pier Beanie") + 10, quantity: 2 }],
        needsApproval: false,
      }),
    );
    value(store.processReturn(asked.id));
    expect(store.truth(order.id)).toMatchObject({
      financialStatus: "PAID",
      outstanding: { amount: "0.00" },
      lines: [{ current: 0 }, { variantTitle: "Rust", current: 2, waiting: 2 }],
      waiting: [{ items: [{ title: "Pier Beanie", quantity: 2 }] }],
    });
  });
});

describe("what comes before an order", () => {
  it("is a cart, then a checkout, then an order with the tokens of both", () => {
    const { store, topics } = openShop();
    const lines = [{ variantId: sku(store, "Pier Beanie"), quantity: 1 }];
    const cart = value(store.saveCart({ lines }));
    value(store.saveCart({ token: cart.token, lines: [{ ...lines[0]!, quantity: 2 }] }));
    const checkout = value(store.saveCheckout({ cartToken: cart.token }));
    expect(words(store.completeCheckout(checkout.token))).toBe("Email can't be blank");
    value(
      store.saveCheckout({
        token: checkout.token,
        email: "mo@example.com",
        shippingAddress: { firstName: "Mo" },
      }),
    );
    expect(topics()).toEqual(["carts/create", "carts/update", "checkouts/create", "checkouts/update"]);
    const order = value(store.completeCheckout(checkout.token));
    expect(order).toMatchObject({
      cartToken: cart.token,
      checkoutToken: checkout.token,
      email: "mo@example.com",
    });
    expect(order.lineItems[0]!.quantity).toBe(2);
    expect(store.checkoutByToken(checkout.token)).toMatchObject({ orderId: order.id });
    expect(store.cart(cart.token)).toBeNull();
    expect(words(store.completeCheckout(checkout.token))).toBe("Checkout is already completed");
  });

  it("is an invoice that is sent and paid", () => {
    const { store, topics } = openShop();
    const customer = value(store.createCustomer({ email: "kay@example.com" }));
    const draft = value(
      store.createDraftOrder({
        customerId: customer.id,
        lines: [{ variantId: sku(store, "Storm Lantern"), quantity: 1 }],
      }),
    );
    value(store.sendDraftInvoice(draft.id));
    expect(store.draftOrder(draft.id)).toMatchObject({
      status: "INVOICE_SENT",
      invoiceEmailTo: "kay@example.com",
    });
    topics();
    const order = value(store.completeDraftOrder(draft.id));
    expect(order).toMatchObject({ sourceName: "shopify_draft_order", financialStatus: "PAID" });
    expect(topics()).toEqual(expect.arrayContaining(["orders/create", "draft_orders/update"]));
    expect(words(store.sendDraftInvoice(draft.id))).toBe("Draft order is already completed");
  });
});

describe("customers", () => {
  it("say what they allow, channel by channel", () => {
    const { store, topics } = openShop();
    const customer = value(store.createCustomer({ email: "kay@example.com", phone: "+14155550199" }));
    topics();
    value(store.setConsent(customer.id, { channel: "sms", state: "SUBSCRIBED" }));
    value(store.setConsent(customer.id, { channel: "email", state: "UNSUBSCRIBED" }));
    expect(topics().filter((topic) => topic !== "customers/update")).toEqual([
      "customers_marketing_consent/update",
      "customers_email_marketing_consent/update",
    ]);
    expect(store.customer(customer.id)).toMatchObject({
      smsConsent: { state: "SUBSCRIBED" },
      emailConsent: { state: "UNSUBSCRIBED" },
    });
    const without = value(store.createCustomer({ email: "no.phone@example.com" }));
    expect(words(store.setConsent(without.id, { channel: "sms", state: "SUBSCRIBED" }))).toContain(
      "phone number is required",
    );
  });

  it("have a contact of their own", () => {
    const { store } = openShop();
    const kay = value(store.createCustomer({ email: "kay@example.com", phone: "+14155550199" }));
    expect(words(store.createCustomer({ email: "KAY@example.com" }))).toBe("Email has already been taken");
    expect(words(store.createCustomer({ email: "o@example.com", phone: "+14155550199" }))).toBe(
      "Phone has already been taken",
    );
    expect(words(store.createCustomer({ email: "nonsense" }))).toBe("Email is invalid");
    value(store.updateCustomer(kay.id, { email: "kay@example.com", firstName: "Kay" }));
    expect(store.customerByPhone("+14155550199")?.firstName).toBe("Kay");
  });

  it("are forgotten with the contact on their orders, and the topic still says whose they were", () => {
    const { store, changes } = openShop();
    const order = place(store, {
      customerEmail: "kay@example.com",
      phone: "+14155550199",
      note: "Ring twice",
    });
    changes.length = 0;
    value(store.redactCustomer(order.customerId!));
    expect(changes.at(-1)).toMatchObject({
      topic: "customers/redact",
      detail: { email: "kay@example.com", orderIds: [order.id] },
    });
    expect(JSON.stringify(store.order(order.id))).not.toMatch(/kay@example|4155550199|Ring twice/);
    expect(store.customer(order.customerId!)).toMatchObject({
      email: null,
      smsConsent: { state: "REDACTED" },
    });
    expect(store.customerByEmail("kay@example.com")).toBeNull();
  });

  it("are merged with their orders, and only those without orders can be deleted", () => {
    const { store, topics } = openShop();
    const order = place(store, { customerEmail: "old@example.com" });
    const kept = value(store.createCustomer({ email: "new@example.com" }));
    topics();
    expect(words(store.deleteCustomer(order.customerId!))).toContain("associated orders");
    value(store.mergeCustomers(kept.id, order.customerId!));
    expect(topics()).toEqual(["orders/updated", "customers/merge", "customers/update"]);
    expect(store.ordersOfCustomer(kept.id).map((one) => one.id)).toEqual([order.id]);
    expect(store.customer(order.customerId!)).toBeNull();
    const lone = value(store.createCustomer({ email: "lone@example.com" }));
    value(store.deleteCustomer(lone.id));
    expect(store.customer(lone.id)).toBeNull();
  });

  it("are tagged by the added and the removed", () => {
    const { store, changes } = openShop();
    const kay = value(store.createCustomer({ email: "kay@example.com", tags: ["vip"] }));
    changes.length = 0;
    value(store.changeTags("Customer", kay.id, { add: ["VIP", "b2b"], remove: ["nothing"] }));
    expect(changes.map((change) => [change.topic, change.detail.tags])).toEqual([
      ["customer.tags_added", ["b2b"]],
      ["customers/update", undefined],
    ]);
  });
});

describe("a record that was read", () => {
  it("does not change under its reader", () => {
    const { store } = openShop();
    const order = place(store);
    const before = structuredClone(order);
    value(store.shipOrder(order.id));
    value(store.updateOrder(order.id, { note: "Ring twice" }));
    expect(order).toEqual(before);
    expect(store.order(order.id)!.note).toBe("Ring twice");
  });
});

function place(store: Store, more: object = {}) {
  return value(
    store.placeOrder({
      lines: [{ variantId: sku(store, "Pier Beanie"), quantity: 2 }],
      shippingPrice: "5.00",
      ...more,
    }),
  );
}
