import { describe, expect, it } from "vitest";
import type { OrderQuery } from "#sandbox/shopify/store/contract.ts";
import { openShop, value } from "./open-shop.ts";

const SIZE = { orders: 120, customers: 40, cast: true };
const KEYS = ["ID", "CREATED_AT", "UPDATED_AT"] as const;

describe("pages of orders", () => {
  it.each(KEYS)("by %s hold every order once, forwards and backwards, in both directions", (sortKey) => {
    const { store } = openShop(SIZE);
    for (const reverse of [false, true]) {
      const whole = store.orders({ sortKey, reverse, first: 500 }).edges.map((edge) => edge.node.id);
      expect(new Set(whole).size).toBe(store.countOrders());
      expect(walk(store.orders, { sortKey, reverse }, "forwards")).toEqual(whole);
      expect(walk(store.orders, { sortKey, reverse }, "backwards")).toEqual(whole.toReversed());
    }
  });

  it("say whether there is more", () => {
    const { store } = openShop({ ...SIZE, cast: false });
    const first = store.orders({ first: 119 });
    expect(first).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const rest = store.orders({ first: 119, after: first.edges.at(-1)!.cursor });
    expect(rest).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(rest.edges).toHaveLength(1);
  });

  it("neither lose nor repeat what was there when orders are placed meanwhile", () => {
    const { store } = openShop(SIZE);
    const page = store.orders({ first: 10, sortKey: "CREATED_AT", reverse: true });
    const next = store.orders({
      first: 10,
      sortKey: "CREATED_AT",
      reverse: true,
      after: page.edges.at(-1)!.cursor,
    });
    const variantId = store.products()[0]!.variants[0]!.id;
    value(store.placeOrder({ email: "new@example.com", lines: [{ variantId, quantity: 1 }] }));
    const again = store.orders({
      first: 10,
      sortKey: "CREATED_AT",
      reverse: true,
      after: page.edges.at(-1)!.cursor,
    });
    expect(again.edges).toEqual(next.edges);
  });

  it("move an order to the end of the line when it is touched", () => {
    const shop = openShop(SIZE);
    const oldest = shop.store.orders({ first: 1, sortKey: "UPDATED_AT" }).edges[0]!.node;
    shop.wait(60_000);
    value(shop.store.changeTags("Order", oldest.id, { add: ["seen"] }));
    const since = shop.store.orders({ first: 5, sortKey: "UPDATED_AT", updatedMin: shop.store.now() });
    expect(since.edges.map((edge) => edge.node.id)).toEqual([oldest.id]);
  });

  it("hold to ranges and conditions", () => {
    const { store } = openShop(SIZE);
    const all = store.orders({ first: 500 }).edges.map((edge) => edge.node);
    const middle = all.map((order) => order.createdAt).toSorted()[60]!;
    const asked: OrderQuery[] = [
      { createdMin: middle },
      { createdMax: middle },
      { createdMin: middle, sortKey: "CREATED_AT", reverse: true },
      { createdMax: middle, sortKey: "UPDATED_AT" },
    ];
    for (const query of asked) {
      const expected = all.filter((order) =>
        query.createdMin ? order.createdAt >= query.createdMin : order.createdAt <= query.createdMax!,
      );
      expect(store.orders({ ...query, first: 500 }).edges).toHaveLength(expected.length);
      expect(store.countOrders(query)).toBe(expected.length);
    }
    const paid = store.orders({ first: 500, where: (order) => order.financialStatus === "PAID" }).edges;
    expect(paid).toHaveLength(all.filter((order) => order.financialStatus === "PAID").length);
  });

  it("refuse a cursor that is none", () => {
    const { store } = openShop(SIZE);
    expect(() => store.orders({ first: 1, after: "nonsense" })).toThrow("nonsense");
  });
});

type Pages = ReturnType<typeof openShop>["store"]["orders"];

function walk(orders: Pages, query: OrderQuery, way: "forwards" | "backwards"): number[] {
  const found: number[] = [];
  let cursor: string | null = null;
  for (;;) {
    const page = orders(
      way === "forwards" ? { ...query, first: 7, after: cursor } : { ...query, last: 7, before: cursor },
    );
    const ids = page.edges.map((edge) => edge.node.id);
    found.push(...(way === "forwards" ? ids : ids.toReversed()));
    cursor = (way === "forwards" ? page.edges.at(-1) : page.edges[0])?.cursor ?? null;
    if (!(way === "forwards" ? page.hasNextPage : page.hasPreviousPage)) return found;
  }
}
