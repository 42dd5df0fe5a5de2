import { describe, expect, it } from "vitest";
import { bulkShop } from "./bulk-run.ts";
import { type Json, list } from "./one-shop.ts";

const shop = bulkShop();

describe("a bulk query is refused", () => {
  it.each([
    ["", "Invalid bulk query: syntax error, unexpected end of file"],
    [
      "{ orders { edges { node { nothing } } } }",
      "Invalid bulk query: Field 'nothing' doesn't exist on type 'Order'",
    ],
    [
      "mutation { orderClose(input: {id: 1}) { userErrors { message } } }",
      "Invalid operation type. Only `query` operations are supported.",
    ],
    ["{ shop { id } }", "Bulk queries must contain at least one connection."],
    [
      "{ orders { edges { node { name lineItems { edges { node { id } } } } } } }",
      "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': orders.",
    ],
    [
      "{ orders { nodes { id } } }",
      "All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'orders { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: 'orders'.",
    ],
    [
      "{ orders { edges { node { id fulfillments { events { edges { node { id } } } } } } } }",
      "Queries that contain a connection field within a list field are not currently supported.",
    ],
    [
      `{ orders { edges { node { id fulfillmentOrders { edges { node { id fulfillments { edges { node { id
        events { edges { node { id } } } } } } } } } } } } }`,
      "Bulk queries cannot contain connections with a nesting depth greater than 2.",
    ],
    [
      `{ orders { edges { node { id a: lineItems { edges { node { id } } } b: shippingLines { edges { node { id } } }
        c: returns { edges { node { id } } } d: fulfillmentOrders { edges { node { id } } }
        e: lineItems { edges { node { id } } } } } } }`,
      "Bulk queries cannot contain more than 5 connections.",
    ],
  ])("%s", async (query, message) => {
    expect(await shop.run(query)).toEqual({
      bulkOperation: null,
      userErrors: [{ field: ["query"], message, code: "INVALID" }],
    });
  });

  it("with node or nodes at the top", async () => {
    const { userErrors } = await shop.run('{ node(id: "gid://shopify/Product/1") { id } }');
    expect(userErrors).toEqual([
      { field: ["query"], message: "Bulk queries cannot contain a top level `node` field.", code: "INVALID" },
      { field: ["query"], message: "Bulk queries must contain at least one connection.", code: "INVALID" },
    ]);
  });
});

describe("a bulk query is taken", () => {
  it("with fragments, page sizes that count for nothing, and two connections below one another", async () => {
    const done = await shop.finish(
      `#graphql
      { orders(first: 2, reverse: true) { edges { cursor node { ...Shown } } } }
      fragment Shown on Order { id fulfillmentOrders(first: 1) { edges { node { id fulfillments { edges { node { id } } } } } } }`,
    );
    expect(done.status).toBe("COMPLETED");
    expect(Number(done.rootObjectCount)).toBeGreaterThan(40);
  });

  it("with fulfilment orders at its root, the same that ordinary pages tell", async () => {
    const done = await shop.finish(
      `{ fulfillmentOrders(includeClosed: true) { edges { node { id
        fulfillments { edges { node { id events { edges { node { id status } } } } } } } } } }`,
    );
    const roots = (await shop.lines(done.url)).filter((one) => !one.__parentId);
    const paged: unknown[] = [];
    for (let after: Json | null = null; ; ) {
      const { data } = await shop.ask(
        `query ($after: String) { fulfillmentOrders(first: 9, includeClosed: true, after: $after) {
          nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      const page: Json = data!.fulfillmentOrders!;
      paged.push(...list(page.nodes).map((one) => one.id));
      if (!page.pageInfo!.hasNextPage) break;
      after = page.pageInfo!.endCursor!;
    }
    expect(paged.length).toBeGreaterThan(40);
    expect(roots.map((one) => one.id).toSorted()).toEqual(paged.toSorted());
  });

  it("only where the sandbox knows every field of it", async () => {
    const query = "{ orders { edges { node { id merchantBusinessEntity { id } } } } }";
    const answer = await shop.ask(
      "mutation ($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id } } }",
      { query },
    );
    expect(JSON.stringify(answer.errors)).toContain(
      "not implemented in the sandbox: Order.merchantBusinessEntity",
    );
  });
});
