import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { appToml, freshShop, list, SHOP } from "./one-shop.ts";

const shop = freshShop();
const MINUTE = 60_000;
let orderId: number;

beforeEach(async () => {
  await shop.shop("POST", "/install");
  orderId = (await shop.cast("on-time")).orderId!;
});
const change = (note: string) => shop.shop("PATCH", `/orders/${orderId}`, { note });
const settle = () => shop.call("POST", "/settle");
const log = async () => (await shop.call("GET", "/webhooks")).body.webhooks as { [key: string]: never }[];
const fault = (more: object) => shop.call("POST", "/faults", { provider: "webhooks", times: 1, ...more });
const notes = () => shop.webhooks("orders/updated").map(({ body }) => String(body.note));

describe("a webhook", () => {
  it("carries Shopify's headers and a signature over the raw body", async () => {
    await change("Leave it with the neighbour");
    await settle();
    const [request] = shop.app.requests;
    expect(request!.path).toBe("/webhooks/shopify");
    expect(request!.headers).toMatchObject({
      "content-type": "application/json",
      "x-shopify-topic": "orders/updated",
      "x-shopify-shop-domain": SHOP,
      "x-shopify-api-version": "2026-10",
      "x-shopify-hmac-sha256": createHmac("sha256", "town-secret").update(request!.body).digest("base64"),
    });
    expect(request!.headers["x-shopify-webhook-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(request!.headers["x-shopify-triggered-at"]).toMatch(/\.\d{9}Z$/);
    expect(JSON.parse(request!.body)).toMatchObject({
      admin_graphql_api_id: `gid://shopify/Order/${orderId}`,
      note: "Leave it with the neighbour",
    });
  });

  it("shares its event with the others that one act set off", async () => {
    const order = await shop.shop("POST", "/orders", {
      customerEmail: "ada@example.com",
      lines: await aLine(),
    });
    await shop.shop("POST", `/orders/${order.id}/ship`, { carrier: "DHL", number: "JD014600003" });
    await settle();
    const shipped = shop.webhooks("fulfillments/create")[0]!;
    const updated = shop.webhooks("orders/updated").at(-1)!;
    expect(updated.headers["x-shopify-event-id"]).toBe(shipped.headers["x-shopify-event-id"]);
    expect(updated.headers["x-shopify-webhook-id"]).not.toBe(shipped.headers["x-shopify-webhook-id"]);
    expect(shipped.body).toMatchObject({
      order_id: order.id,
      tracking_number: "JD014600003",
      status: "success",
    });
  });

  it("leaves in order for one order", async () => {
    for (const note of ["one", "two", "three"]) await change(note);
    await settle();
    expect(notes()).toEqual(["one", "two", "three"]);
  });

  it("is not sent before the app is installed, nor after it was thrown out", async () => {
    await shop.shop("POST", "/uninstall");
    await change("too late");
    await settle();
    expect(shop.webhooks().map((one) => one.topic)).toEqual(["app/uninstalled"]);
  });

  it("is not sent where the scope for its topic is gone", async () => {
    await shop.shop("POST", "/settings", { scopes: ["read_products"] });
    await change("unseen");
    await settle();
    expect(shop.webhooks("orders/updated")).toEqual([]);
  });

  it("leaves protected data out where the app is not approved", async () => {
    await shop.shop("POST", "/settings", { redactProtectedData: true });
    await change("who is it");
    await settle();
    const { body } = shop.webhooks("orders/updated")[0]!;
    for (const key of ["email", "contact_email", "phone", "order_status_url"])
      expect(body).not.toHaveProperty(key);
    expect(Object.keys(body.shipping_address!).sort()).toEqual([
      "country",
      "country_code",
      "province",
      "province_code",
    ]);
    expect(body.customer).not.toHaveProperty("first_name");
    expect(body.name).toMatch(/^#/);
  });
});

describe("an app that does not answer", () => {
  it("is tried eight times more over four hours, with the payload as it was", async () => {
    shop.app.answer = (_request, res) => void res.writeHead(503).end();
    await change("first");
    await settle();
    await change("second");
    await settle();
    await shop.call("POST", "/clock", { advanceMs: 4 * 60 * MINUTE });
    await settle();
    const sent = await log();
    expect(sent.map((one) => (one.attempts as unknown[]).length)).toEqual([9, 9]);
    expect(sent.map((one) => one.outcome)).toEqual(["lost", "lost"]);
    expect(notes().filter((note) => note === "first")).toHaveLength(9);
    const ids = new Set(shop.webhooks().map((one) => one.headers["x-shopify-webhook-id"]));
    expect(ids.size).toBe(2);
  });

  it("gets it on the next try once it is back", async () => {
    shop.app.answer = (_request, res) => void res.writeHead(500).end();
    await change("hello?");
    await settle();
    shop.app.answer = (_request, res) => void res.writeHead(200).end();
    await shop.call("POST", "/clock", { advanceMs: MINUTE });
    await settle();
    expect((await log())[0]).toMatchObject({ outcome: "delivered" });
  });

  it("is told at once, when asked for, what it was too busy to take, and of nothing else that waits", async () => {
    shop.app.answer = (_request, res) => void res.writeHead(500).end();
    await change("broken");
    await settle();
    shop.app.answer = (_request, res) => void res.writeHead(503).end();
    await change("busy");
    await settle();
    shop.app.answer = (_request, res) => void res.writeHead(200).end();
    expect((await shop.call("POST", "/webhooks/come-again", {})).body).toEqual({ sent: 1 });
    await settle();
    expect((await log()).map((one) => one.outcome)).toEqual(["retrying", "delivered"]);
    expect(notes().at(-1)).toBe("busy");
  });

  it("can be sent what waits at once", async () => {
    shop.app.answer = (_request, res) => void res.writeHead(500).end();
    await change("hello?");
    await settle();
    shop.app.answer = (_request, res) => void res.writeHead(200).end();
    const { body } = await shop.call("POST", "/webhooks/flush", { all: true });
    expect(body).toEqual({ delivered: 1, waiting: 0 });
  });
});

describe("the ledger of deliveries", () => {
  const ledger = async (since = 0) => (await shop.call("GET", `/webhooks/ledger?since=${since}`)).body;

  it("holds every attempt with its answer, and how many are yet to come", async () => {
    shop.app.answer = (_request, res) => void res.writeHead(503).end();
    await change("hello?");
    await settle();
    expect(await ledger()).toMatchObject({
      lines: [
        { attempt: 0, status: null, outcome: "waiting", topic: "orders/updated", shop: SHOP },
        { attempt: 1, status: 503, outcome: "retrying", ms: expect.any(Number) },
      ],
      waiting: 1,
    });
    shop.app.answer = (_request, res) => void res.writeHead(200).end();
    await shop.call("POST", "/clock", { advanceMs: MINUTE });
    await settle();
    const later = await ledger(2);
    expect(later).toMatchObject({
      lines: [{ n: 3, attempt: 2, status: 200, outcome: "delivered" }],
      waiting: 0,
    });
  });

  it("says of an app that keeps silent that it was given up after five seconds", async () => {
    shop.app.answer = () => undefined;
    await change("anybody there?");
    await settle();
    const { lines } = (await ledger()) as { lines: { status: number | null; ms: number }[] };
    expect(lines.at(-1)).toMatchObject({
      attempt: 1,
      status: null,
      error: expect.stringMatching(/timeout/i),
    });
    expect(lines.at(-1)!.ms).toBeGreaterThanOrEqual(4_900);
  });

  it("is empty after a reset", async () => {
    await change("once");
    await settle();
    await shop.call("POST", "/reset", {});
    expect(await ledger()).toEqual({ lines: [], waiting: 0 });
  });
});

describe("the fault menu", () => {
  it("loses a webhook", async () => {
    await fault({ fault: "drop" });
    await change("lost");
    await change("kept");
    await settle();
    expect(notes()).toEqual(["kept"]);
  });

  it("repeats a webhook under the same id", async () => {
    await fault({ fault: "duplicate", copies: 3 });
    await change("again");
    await settle();
    expect(notes()).toEqual(["again", "again", "again", "again"]);
    expect(new Set(shop.webhooks().map((one) => one.headers["x-shopify-webhook-id"])).size).toBe(1);
  });

  it("repeats a webhook days later, when it is asked to", async () => {
    await fault({ fault: "duplicate", delayMs: 7 * 24 * 60 * MINUTE });
    await change("again");
    await settle();
    expect(notes()).toEqual(["again"]);
    await shop.call("POST", "/clock", { advanceMs: 7 * 24 * 60 * MINUTE });
    await settle();
    expect(notes()).toEqual(["again", "again"]);
  });

  it("tells one event by way of two subscriptions", async () => {
    await fault({ fault: "twin" });
    await change("twice");
    await settle();
    const told = shop.webhooks("orders/updated").map(({ headers }) => headers);
    expect(told).toHaveLength(2);
    expect(new Set(told.map((headers) => headers["x-shopify-event-id"])).size).toBe(1);
    expect(new Set(told.map((headers) => headers["x-shopify-webhook-id"])).size).toBe(2);
  });

  it("delays a webhook by the town's clock", async () => {
    await fault({ fault: "delay", delayMs: 60 * MINUTE });
    await change("late");
    await settle();
    expect(notes()).toEqual([]);
    await shop.call("POST", "/clock", { advanceMs: 60 * MINUTE });
    await settle();
    expect(notes()).toEqual(["late"]);
  });

  it("shuffles webhooks", async () => {
    await fault({ fault: "shuffle", times: 3 });
    for (const note of ["one", "two", "three"]) await change(note);
    await settle();
    expect(notes().sort()).toEqual(["one", "three", "two"]);
    expect(notes()[0]).toBe("three");
  });

  it("sends a stale version after a newer one", async () => {
    await fault({ fault: "stale" });
    await change("old");
    await change("new");
    await settle();
    expect(notes()).toEqual(["old", "new", "old"]);
  });
});

describe("repeats and duties", () => {
  it("sends an order's webhook twenty times, shuffled with older versions", async () => {
    await change("old");
    await change("new");
    await settle();
    shop.app.requests.length = 0;
    await shop.shop("POST", `/orders/${orderId}/replay-webhook`, {
      topic: "orders/updated",
      times: 20,
      older: true,
    });
    await settle();
    expect(notes().filter((note) => note === "new").length).toBeGreaterThanOrEqual(20);
    expect(notes()).toContain("old");
  });

  it("asks for a customer's data, and forgets the shop two days after it left", async () => {
    const { id } = await shop.shop("GET", `/orders/${orderId}`);
    expect(id).toBe(orderId);
    const { customerId } = await shop.cast("on-time");
    await shop.shop("POST", "/compliance", { topic: "customers/data_request", customerId });
    await shop.shop("POST", "/uninstall");
    await settle();
    expect(shop.webhooks("customers/data_request")[0]!.body).toMatchObject({
      shop_domain: SHOP,
      customer: { id: customerId },
      orders_requested: expect.arrayContaining([orderId]),
    });
    expect(shop.webhooks("shop/redact")).toEqual([]);
    await shop.call("POST", "/clock", { advanceMs: 48 * 60 * MINUTE });
    await settle();
    expect(shop.webhooks("shop/redact")).toHaveLength(1);
  });
});

describe("a subscription", () => {
  const filtered = freshShop(
    {},
    `${appToml(undefined, ["app/uninstalled"])}
[[webhooks.subscriptions]]
topics = ["orders/updated"]
uri = "/webhooks/shopify"
filter = "note:wanted"
include_fields = ["id", "note", "customer.id"]
`,
  );
  it("may name a filter and the fields it wants", async () => {
    await filtered.shop("POST", "/install");
    const order = (await filtered.cast("on-time")).orderId;
    for (const note of ["wanted", "unwanted"]) await filtered.shop("PATCH", `/orders/${order}`, { note });
    await filtered.call("POST", "/settle");
    expect(filtered.webhooks().map(({ body }) => body)).toEqual([
      { id: order, note: "wanted", customer: { id: expect.any(Number) } },
    ]);
  });

  it("may be made through the API", async () => {
    const { data } = await filtered.ask(
      `mutation { webhookSubscriptionCreate(topic: FULFILLMENTS_CREATE, webhookSubscription: {uri: "/webhooks/shopify"}) {
        webhookSubscription { id topic uri apiVersion { handle } } userErrors { field message } } }`,
    );
    expect(data?.webhookSubscriptionCreate?.webhookSubscription).toMatchObject({
      topic: "FULFILLMENTS_CREATE",
      apiVersion: { handle: "2026-10" },
    });
    const { orderId: waiting } = await filtered.cast("packing");
    await filtered.shop("POST", `/orders/${waiting}/ship`, { carrier: "DHL", number: "JD01" });
    await filtered.call("POST", "/settle");
    expect(filtered.webhooks("fulfillments/create")[0]!.body).toMatchObject({ tracking_number: "JD01" });
  });
});

async function aLine() {
  const { data } = await shop.ask("{ productVariants(first: 1) { nodes { legacyResourceId } } }");
  return [{ variantId: Number(list(data?.productVariants?.nodes)[0]?.legacyResourceId), quantity: 1 }];
}
