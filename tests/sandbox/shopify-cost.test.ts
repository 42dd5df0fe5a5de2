import { describe, expect, it } from "vitest";
import { freshShop, type Json, list } from "./one-shop.ts";

const shop = freshShop();
const costOf = (answer: Json) => answer.extensions!.cost!;

describe("what a request costs", () => {
  it("is asked by objects and page sizes, and charged by what came", async () => {
    const cost = costOf(
      await shop.ask("{ orders(first: 250) { nodes { id lineItems(first: 5) { nodes { id } } } } }"),
    );
    expect(cost).toMatchObject({ requestedQueryCost: 68 });
    expect(Number(cost.actualQueryCost)).toBeLessThan(68);
    expect(cost.throttleStatus).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 });
  });

  it("is ten points for a mutation and one for an order", async () => {
    const id = `gid://shopify/Order/${(await shop.cast("on-time")).orderId}`;
    expect(costOf(await shop.ask("query($id: ID!) { order(id: $id) { id name } }", { id }))).toMatchObject({
      requestedQueryCost: 1,
      actualQueryCost: 1,
    });
    const tag = await shop.ask(
      'mutation($id: ID!) { tagsAdd(id: $id, tags: ["vip"]) { node { id } userErrors { message } } }',
      { id },
    );
    expect(costOf(tag)).toMatchObject({ requestedQueryCost: 10, actualQueryCost: 10 });
  });

  it("may not pass a thousand points", async () => {
    const deep =
      "{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { variant { inventoryItem { id inventoryLevels(first: 250) { nodes { id } } } } } } } } }";
    const { data, errors } = await shop.ask(deep);
    expect(data).toBeUndefined();
    expect(list(errors)[0]!.extensions).toMatchObject({ code: "MAX_COST_EXCEEDED", maxCost: 1000 });
  });
});

describe("the bucket", () => {
  it("throttles when it is empty, without data, and fills again with time", async () => {
    await shop.ask("{ shop { id } }");
    await shop.shop("POST", "/settings", { bucket: { available: 5, restoreRate: 1 } });
    const query = "{ orders(first: 50) { nodes { id } } }";
    const refused = await shop.ask(query);
    expect(refused).toMatchObject({ status: 200 });
    expect(refused.data).toBeUndefined();
    expect(list(refused.errors)).toEqual([
      {
        message: "Throttled",
        extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
      },
    ]);
    expect(costOf(refused)).toMatchObject({ requestedQueryCost: 9, actualQueryCost: null });
    await shop.call("POST", "/clock", { advanceMs: 10_000 });
    expect((await shop.ask(query)).data).toBeDefined();
  });

  it("may answer 429 instead, as some have seen", async () => {
    await shop.ask("{ shop { id } }");
    await shop.shop("POST", "/settings", {
      bucket: { available: 0, restoreRate: 0.001 },
      throttleStatus429: true,
    });
    expect((await shop.ask("{ shop { id } }")).status).toBe(429);
  });

  it("grows with the plan", async () => {
    await shop.ask("{ shop { id } }");
    await shop.shop("POST", "/settings", { plan: "plus" });
    const { throttleStatus } = costOf(await shop.ask("{ shop { id } }"));
    expect(throttleStatus).toMatchObject({ maximumAvailable: 20_000, restoreRate: 1000 });
  });
});
