import { describe, expect, it } from "vitest";
import { openShop, OPENED_AT, value } from "./open-shop.ts";

const SIZE = { orders: 800, customers: 300 };

describe("a shop that follows from its seed", () => {
  it("is the same every time it is opened", () => {
    const [one, two] = [openShop({ ...SIZE, cast: true }), openShop({ ...SIZE, cast: true })];
    const all = (shop: typeof one) => shop.store.orders({ first: 1000 }).edges.map((edge) => edge.node);
    expect(all(one)).toEqual(all(two));
    expect(one.store.customers({ first: 1000 })).toEqual(two.store.customers({ first: 1000 }));
    expect(one.store.cast()).toEqual(two.store.cast());
    expect(one.store.checkouts()).toEqual(two.store.checkouts());
  });

  it("is another shop under another seed or another domain", () => {
    const names = (shop: ReturnType<typeof openShop>) =>
      shop.store.customers({ first: 20 }).edges.map((edge) => edge.node.email);
    const first = openShop(SIZE);
    expect(names(openShop({ ...SIZE, seed: "other" }))).not.toEqual(names(first));
    const elsewhere = openShop({ ...SIZE, domain: "lone-pine.myshopify.com" });
    const ids = new Set(first.store.orders({ first: 1000 }).edges.map((edge) => edge.node.id));
    for (const { node } of elsewhere.store.orders({ first: 1000 }).edges)
      expect(ids.has(node.id)).toBe(false);
  });

  it("gives each order its time without making it, and in rising order", () => {
    const { store } = openShop(SIZE);
    const orders = store.orders({ first: 1000, sortKey: "ID" }).edges.map((edge) => edge.node);
    const placed = orders.map((order) => order.createdAt);
    expect(placed).toEqual(placed.toSorted());
    const touched = store
      .orders({ first: 1000, sortKey: "UPDATED_AT" })
      .edges.map((edge) => edge.node.updatedAt);
    expect(touched).toEqual(orders.map((order) => order.updatedAt).toSorted());
    for (const order of orders) expect(order.updatedAt >= order.createdAt).toBe(true);
    expect(touched.at(-1)! <= new Date(OPENED_AT).toISOString()).toBe(true);
  });

  it("has a quarter of its orders in the last sixty days, over four hundred days in all", () => {
    const { store } = openShop(SIZE);
    const since = (days: number) => `${new Date(OPENED_AT - days * 86_400_000).toISOString().slice(0, 19)}Z`;
    expect(store.countOrders({ createdMin: since(60) })).toBe(200);
    expect(store.countOrders({ createdMin: since(401) })).toBe(800);
    expect(store.countOrders({ createdMax: since(390) })).toBeGreaterThan(10);
  });

  it("finds an order by number, name, email and phone, and the orders of a customer, alike", () => {
    const { store } = openShop(SIZE);
    const all = store.orders({ first: 1000, reverse: true }).edges.map((edge) => edge.node);
    for (const { node: customer } of store.customers({ first: 300 }).edges) {
      const own = all.filter((order) => order.customerId === customer.id);
      const byTime = (orders: typeof own) => orders.map((order) => order.name);
      expect(byTime(store.ordersOfCustomer(customer.id))).toEqual(byTime(own));
      expect(byTime(store.ordersByEmail(customer.email!.toUpperCase()))).toEqual(byTime(own));
      expect(store.customerByEmail(customer.email!)?.id).toBe(customer.id);
      if (customer.phone) expect(store.customerByPhone(customer.phone)?.id).toBe(customer.id);
    }
    for (const order of all.slice(0, 50)) {
      expect(store.orderByName(order.name)?.id).toBe(order.id);
      expect(store.orderByNumber(order.number)?.id).toBe(order.id);
      expect(store.orderOf("LineItem", order.lineItems[0]!.id)?.id).toBe(order.id);
    }
    expect(store.orderByName("#1")).toBeNull();
    expect(store.order(12345)).toBeNull();
  });

  it("leaves an order's contact as it was when the customer changes theirs", () => {
    const { store } = openShop(SIZE);
    const order = store.orders({ first: 50, reverse: true }).edges.find(({ node }) => node.email)!.node;
    value(store.updateCustomer(order.customerId!, { email: "moved@example.com" }));
    expect(store.ordersByEmail(order.email!).map((one) => one.id)).toContain(order.id);
    expect(store.customerByEmail(order.email!)).toBeNull();
    expect(store.customerByEmail("moved@example.com")?.id).toBe(order.customerId);
  });

  it("keeps a customer's record no younger than the first order", () => {
    const { store } = openShop(SIZE);
    for (const { node } of store.customers({ first: 300 }).edges) {
      const first = store.ordersOfCustomer(node.id).at(-1);
      if (first) expect(node.createdAt <= first.createdAt).toBe(true);
    }
  });

  it("has orders in every state a shop knows", () => {
    const { store } = openShop({ orders: 3000, customers: 900 });
    const orders = store.orders({ first: 3000 }).edges.map((edge) => edge.node);
    const has = (what: (order: (typeof orders)[number]) => boolean) => orders.filter(what).length;
    expect(has((order) => order.customerId === null)).toBeGreaterThan(20);
    expect(has((order) => order.presentmentCurrencyCode !== order.currencyCode)).toBeGreaterThan(300);
    expect(has((order) => order.financialStatus === "REFUNDED")).toBeGreaterThan(20);
    expect(has((order) => order.financialStatus === "PARTIALLY_REFUNDED")).toBeGreaterThan(20);
    expect(has((order) => order.fulfillments.length === 2)).toBeGreaterThan(20);
    expect(
      has((order) => order.fulfillmentOrders[0]!.deliveryMethod?.methodType === "PICK_UP"),
    ).toBeGreaterThan(50);
    const recent = orders.filter((order) => Date.parse(order.createdAt) > OPENED_AT - 60 * 86_400_000);
    const late = recent.filter((order) =>
      store.truth(order.id)!.parcels.some((one) => one.lateByDays && !one.deliveredAt),
    );
    expect(late.length).toBeGreaterThan(3);
  });

  it("adds up: money and goods of every order agree with its parts", () => {
    const { store } = openShop({ ...SIZE, cast: true });
    for (const { node: order } of store.orders({ first: 1000 }).edges) {
      for (const side of ["shopMoney", "presentmentMoney"] as const) {
        const sum = order.lineItems.reduce(
          (total, line) =>
            total +
            Number(line.unitPrice[side].amount) * line.quantity -
            Number(line.totalDiscount[side].amount),
          Number(order.totals.originalShipping[side].amount),
        );
        if (!order.edited && order.returns.length === 0) {
          expect(Number(order.totals.originalTotal[side].amount), order.name).toBeCloseTo(sum, 2);
        }
        const net = Number(order.totals.received[side].amount) - Number(order.totals.refunded[side].amount);
        expect(Number(order.totals.netPayment[side].amount), order.name).toBeCloseTo(net, 2);
      }
      for (const line of order.lineItems) {
        expect(line.currentQuantity).toBeLessThanOrEqual(line.quantity);
        expect(line.unfulfilledQuantity).toBeLessThanOrEqual(line.currentQuantity);
      }
    }
  });

  it("goes back to the opening state", () => {
    const { store } = openShop({ ...SIZE, cast: true });
    const before = store.orders({ first: 1000 });
    const order = before.edges[0]!.node;
    value(store.changeTags("Order", order.id, { add: ["seen"] }));
    value(store.updateProduct(store.products()[0]!.id, { title: "Something else" }));
    value(
      store.placeOrder({
        customerId: order.customerId,
        lines: [{ variantId: store.products()[0]!.variants[0]!.id, quantity: 1 }],
      }),
    );
    store.reset();
    expect(store.orders({ first: 1000 })).toEqual(before);
    expect(store.products()[0]!.title).toBe("Harbor Rain Jacket");
  });
});

describe("a shop of a million orders", () => {
  it("fits in memory, with every look-up at hand", () => {
    const { store } = openShop({ orders: 1_000_000, customers: 400_000 });
    const heapBefore = process.memoryUsage().heapUsed;
    const newestOf = (first: number) => store.orders({ first, sortKey: "UPDATED_AT", reverse: true }).edges;
    const order = newestOf(50).find(({ node }) => node.customerId !== null)!.node;
    expect(store.ordersOfCustomer(order.customerId!).map((one) => one.id)).toContain(order.id);
    expect(store.ordersByEmail(order.email!).map((one) => one.id)).toContain(order.id);
    expect(store.orderByName(order.name)?.id).toBe(order.id);
    const newest = store.orders({ first: 250, sortKey: "CREATED_AT", reverse: true });
    expect(newest.edges).toHaveLength(250);
    const after = store.orders({ first: 250, sortKey: "ID", after: newest.edges[0]!.cursor });
    expect(after.edges.length).toBeLessThanOrEqual(250);
    value(store.changeTags("Order", order.id, { add: ["touched"] }));
    expect(store.order(order.id)?.tags).toEqual(["touched"]);
    expect(store.countOrders()).toBe(1_000_000);
    expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(200_000_000);
  });
});
