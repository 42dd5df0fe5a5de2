import { describe, expect, it } from "vitest";
import { freshShop, type Json, list, SCOPES } from "./one-shop.ts";

const shop = freshShop();
const DAY = 86_400_000;

describe("the Admin API on the real schema", () => {
  it("fails on a field that Shopify does not have, in Shopify's words", async () => {
    const { errors, data } = await shop.ask("{ orders(first: 1) { nodes { nope } } }");
    expect(data).toBeUndefined();
    expect(list(errors)[0]).toMatchObject({
      message: "Field 'nope' doesn't exist on type 'Order'",
      path: ["query", "orders", "nodes", "nope"],
      extensions: { code: "undefinedField", typeName: "Order", fieldName: "nope" },
    });
  });

  it("fails on a value of the wrong type and on an id that is none", async () => {
    const wrong = await shop.ask("{ orders(first: 1, sortKey: NOPE) { nodes { id } } }");
    expect(list(wrong.errors)[0]?.message).toBe(
      "Argument 'sortKey' on Field 'orders' has an invalid value (NOPE). Expected type 'OrderSortKeys'.",
    );
    const noId = await shop.ask("query($id: ID!) { order(id: $id) { id } }", { id: "7" });
    expect(list(noId.errors)[0]?.extensions).toMatchObject({ code: "INVALID_VARIABLE", value: "7" });
  });

  it("says so where the sandbox does not implement a field, and guesses nothing", async () => {
    const { data, errors } = await shop.ask("{ orders(first: 1) { nodes { risk { recommendation } } } }");
    expect(data).toBeNull();
    expect(list(errors)[0]).toMatchObject({
      message: "not implemented in the sandbox: Order.risk",
      extensions: { code: "SANDBOX_NOT_IMPLEMENTED" },
    });
  });

  it("asks for the size of a page", async () => {
    const { errors } = await shop.ask("{ orders { nodes { id } } }");
    expect(list(errors)[0]).toMatchObject({
      message: "you must provide one of first or last",
      extensions: { code: "BAD_REQUEST" },
    });
  });

  it("refuses a field whose scope was not granted", async () => {
    await shop.exchange();
    await shop.shop("POST", "/settings", { scopes: SCOPES.filter((scope) => scope !== "write_customers") });
    const { data, errors } = await shop.ask("{ orders(first: 1) { nodes { id customer { id } } } }");
    expect(list(data?.orders?.nodes)[0]?.customer).toBeNull();
    expect(list(errors)[0]).toMatchObject({
      message: "Access denied for customer field. Required access: `read_customers` access scope.",
      path: ["orders", "nodes", 0, "customer"],
      extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes" },
    });
  });

  it("nulls protected data beside an error where the app is not approved", async () => {
    await shop.ask("{ shop { id } }");
    await shop.shop("POST", "/settings", { redactProtectedData: ["email", "phone"] });
    const { data, errors } = await shop.ask("{ orders(first: 1) { nodes { name email } } }");
    expect(list(data?.orders?.nodes)[0]).toMatchObject({ email: null });
    expect(list(errors)[0]?.message).toMatch(/not approved to access the Order object/);
  });
});

describe("finding orders", () => {
  const names = async (query: string, more = "") => {
    const { data } = await shop.ask(
      `query($query: String) { orders(first: 250, query: $query${more}) { nodes { name } } }`,
      { query },
    );
    return list(data?.orders?.nodes).map((one) => String(one.name));
  };
  it("finds one by its name in full or without the sign", async () => {
    const { orderName } = await shop.cast("on-time");
    expect(await names(`name:${orderName}`)).toEqual([orderName]);
    expect(await names(`name:${orderName!.replace("#", "")}`)).toEqual([orderName]);
  });

  it("finds a customer's by email, by id, and by both with a status", async () => {
    const { customerEmail, customerId, orderName } = await shop.cast("on-time");
    expect(await names(`email:${customerEmail}`)).toContain(orderName);
    expect(await names(`customer_id:${customerId}`)).toContain(orderName);
    expect(await names(`customer_id:${customerId} AND NOT status:cancelled`)).toContain(orderName);
    expect(await names(`customer_id:${customerId} status:cancelled`)).not.toContain(orderName);
  });

  it("pages through what was updated since, newest first, without gap or repeat", async () => {
    const all = await names("", ", sortKey: UPDATED_AT, reverse: true");
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const { data }: Json = await shop.ask(
        `query($after: String) { orders(first: 7, after: $after, sortKey: UPDATED_AT, reverse: true) {
          nodes { name } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      paged.push(...list(data?.orders?.nodes).map((one) => String(one.name)));
      const info: Json | undefined = data?.orders?.pageInfo;
      after = info?.hasNextPage ? String(info.endCursor) : null;
    } while (after);
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(all.length);
  });

  it("knows only the last sixty days unless read_all_orders was granted", async () => {
    await shop.ask("{ shop { id } }");
    const recent = await names("");
    const { body } = await shop.call("GET", "/clock");
    const from = new Date(Date.parse(String(body.now)) - 60 * DAY).toISOString();
    expect(await names(`created_at:<${from}`)).toEqual([]);
    await shop.shop("POST", "/settings", { readAllOrders: true });
    expect((await names("")).length).toBeGreaterThan(recent.length);
    expect(await names(`created_at:<${from}`)).not.toEqual([]);
  });

  it("says so for a search field it does not know", async () => {
    const { errors } = await shop.ask(
      '{ orders(first: 1, query: "chargeback_status:won") { nodes { id } } }',
    );
    expect(list(errors)[0]?.extensions?.code).toBe("SANDBOX_NOT_IMPLEMENTED");
  });
});

describe("an order", () => {
  it("shows parcels, scans, and what still waits", async () => {
    const { orderId } = await shop.cast("split");
    const { data, errors } = await shop.ask(
      `query($id: ID!) { order(id: $id) {
        name displayFulfillmentStatus
        fulfillments(first: 10) { id displayStatus trackingInfo(first: 5) { company number url }
          events(first: 20, sortKey: HAPPENED_AT) { nodes { status happenedAt city } }
          fulfillmentLineItems(first: 10) { nodes { quantity lineItem { title } } } }
        fulfillmentOrders(first: 10) { nodes { id status requestStatus fulfillAt fulfillBy
          fulfillmentHolds { reason displayReason } deliveryMethod { methodType minDeliveryDateTime maxDeliveryDateTime }
          assignedLocation { name } lineItems(first: 10) { nodes { remainingQuantity lineItem { id } } } } }
      } }`,
      { id: `gid://shopify/Order/${orderId}` },
    );
    expect(errors).toBeUndefined();
    expect(list(data?.order?.fulfillments).length).toBeGreaterThan(1);
    expect(list(list(data?.order?.fulfillments)[0]?.trackingInfo)[0]?.number).toBeTruthy();
  });

  it("is found by node, and another shop's id finds nothing", async () => {
    const { data } = await shop.ask(
      '{ a: node(id: "gid://shopify/Order/1") { id } b: order(id: "gid://shopify/Order/1") { id } }',
    );
    expect(data).toEqual({ a: null, b: null });
  });
});
