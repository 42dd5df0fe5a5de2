import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { now } from "#app/clock.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { gidOf } from "#app/id.ts";
import { refreshShop } from "#app/shop/refresh-shop.ts";
import { readSettings } from "#app/shop/settings.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { CustomersPage, ReadCustomer } from "#app/shopify/operations/customers.graphql.ts";
import { OrderLines, OrdersByName, OrdersPage, ReadOrder } from "#app/shopify/operations/orders.graphql.ts";
import { ShopFacts } from "#app/shopify/operations/shop.graphql.ts";
import { newShop, openApp } from "#tests/shopify/opened-app.ts";
import { control, town } from "#tests/town.ts";

let domain: string;
let shopId: string;
beforeAll(async () => {
  domain = await newShop("admin");
  ({ shopId } = await openApp(domain));
});
beforeEach(() => town.faults.clear());
afterEach(() => settings(OPEN));

const OPEN = { plan: "standard", redactProtectedData: false, throttleStatus429: false, shopState: "open" };
const settings = (changes: object) => town.shop(domain).settings(changes as Record<string, unknown>);
const fault = (name: "reset" | "500-before" | "500-after" | "malformed", times: number) =>
  town.faults.add({ provider: "shopify", fault: name, times, match: { path: "/graphql/" } });
const aPage = { first: 3, sortKey: "CREATED_AT" as const, reverse: true };
const firstOrder = async () => {
  const page = await askAdmin(shopId, OrdersPage, aPage);
  return page.ok ? page.data.orders.nodes[0]! : expect.unreachable(page.say);
};

const TagOrder = parse(`
  mutation TagOrder($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { field message } } }
`) as TypedDocumentNode<{ tagsAdd: { userErrors: { message: string }[] } }, { id: string; tags: string[] }>;

describe("what the app asks of a shop", () => {
  it("is answered: who it is, its orders page by page, one of them whole, its customers", async () => {
    expect(await askAdmin(shopId, ShopFacts, {})).toMatchObject({
      ok: true,
      data: { shop: { myshopifyDomain: domain } },
    });
    const page = await askAdmin(shopId, OrdersPage, aPage);
    if (!page.ok) return expect.unreachable(page.say);
    expect(page.data.orders.nodes).toHaveLength(3);
    const { id, name } = page.data.orders.nodes[0]!;
    const after = page.data.orders.pageInfo.endCursor;
    const next = await askAdmin(shopId, OrdersPage, { ...aPage, after });
    expect(next).toMatchObject({ ok: true });
    expect(JSON.stringify(next)).not.toContain(`"${id}"`);
    const whole = await askAdmin(shopId, ReadOrder, { id });
    expect(whole).toMatchObject({ ok: true, data: { order: { id, name } } });
    const lastLine = whole.ok ? whole.data.order!.lineItems.pageInfo.endCursor! : expect.unreachable();
    expect(await askAdmin(shopId, OrdersByName, { query: `name:"${name}"` })).toMatchObject({
      ok: true,
      data: { orders: { nodes: [{ id }] } },
    });
    expect(await askAdmin(shopId, OrderLines, { id, after: lastLine })).toMatchObject({ ok: true });
    const customers = await askAdmin(shopId, CustomersPage, { first: 2, sortKey: "UPDATED_AT" });
    const [customer] = customers.ok ? customers.data.customers.nodes : [];
    expect(await askAdmin(shopId, ReadCustomer, { id: customer!.id })).toMatchObject({
      ok: true,
      data: { customer: { id: customer!.id } },
    });
  });

  it("is null where there is no such order, or it is older than what we may read", async () => {
    const id = gidOf("Order", "999");
    expect(await askAdmin(shopId, ReadOrder, { id })).toMatchObject({ ok: true, data: { order: null } });
  });

  it("fills the shop's own page: name, hours in its time zone, languages", async () => {
    await refreshShop(shopId);
    const shop = await prisma.shop.findUniqueOrThrow({ where: { domain } });
    expect(shop).toMatchObject({ currency: expect.any(String), timeZone: expect.stringContaining("/") });
    expect(await inShop(shopId, readSettings)).toMatchObject({
      shopName: shop.name,
      businessHours: { timeZone: shop.timeZone },
      languages: expect.arrayContaining(["en"]),
      supportEmail: expect.stringContaining("@"),
    });
  });

  it("is not asked inside a verb's transaction, nor of a shop that has uninstalled us", async () => {
    await expect(inShop(shopId, () => askAdmin(shopId, ShopFacts, {}))).rejects.toThrow(
      "finish the transaction",
    );
    const gone = crypto.randomUUID();
    const at = now();
    await prisma.shop.create({
      data: { id: gone, domain: `${gone}.myshopify.com`, installedAt: at, uninstalledAt: at },
    });
    expect(await askAdmin(gone, ShopFacts, {})).toMatchObject({ ok: false, because: "uninstalled" });
  });

  it("throws where the question itself is wrong", async () => {
    const Wrong = parse("query Wrong { shop { favouriteColour } }") as typeof ShopFacts;
    await expect(askAdmin(shopId, Wrong, {})).rejects.toThrow("Wrong is not what Shopify takes");
  });
});

describe("a token that Shopify no longer takes", () => {
  it("is renewed on the way, and the answer comes", async () => {
    await control("POST", `/shops/${domain}/expire-tokens`, {});
    expect(await askAdmin(shopId, ShopFacts, {})).toMatchObject({ ok: true });
  });
});

describe("a shop's bucket of points", () => {
  it("empty makes the call wait and come again, whether Shopify says so with 200 or with 429", async () => {
    for (const throttleStatus429 of [false, true]) {
      await settings({ throttleStatus429, bucket: { available: 0, restoreRate: 200 } });
      expect(await askAdmin(shopId, ShopFacts, {})).toMatchObject({ ok: true });
    }
  });

  it("shared by forty calls at once answers each of them", async () => {
    await settings({ bucket: { maximum: 1_000, available: 60, restoreRate: 1_000 } });
    const answers = await Promise.all(Array.from({ length: 40 }, () => askAdmin(shopId, OrdersPage, aPage)));
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
  });

  it("far overdrawn is said at once instead of waited for", async () => {
    const busy = await newShop("busy");
    const { shopId: busyId } = await openApp(busy);
    await town.shop(busy).settings({ bucket: { maximum: 2_000, available: 20, restoreRate: 0.01 } });
    expect(await askAdmin(busyId, ShopFacts, {})).toMatchObject({ ok: true });
    expect(await askAdmin(busyId, OrdersPage, aPage)).toMatchObject({ ok: false, because: "throttled" });
  });
});

describe("where Shopify holds something back", () => {
  it("redacted customer data is null, named, and the rest is there", async () => {
    const { id } = await firstOrder();
    await settings({ redactProtectedData: true });
    const answer = await askAdmin(shopId, ReadOrder, { id });
    expect(answer).toMatchObject({ ok: true, data: { order: { id, email: null, phone: null } } });
    expect(answer.ok && answer.redacted).toContain("order.email");
  });

  it("a missing scope is a value with what the merchant can do", async () => {
    const { scopes } = await control<{ scopes: string[] }>("GET", `/shops/${domain}/installation`);
    await settings({ scopes: ["read_products"] });
    expect(await askAdmin(shopId, OrdersPage, aPage)).toMatchObject({
      ok: false,
      because: "access-denied",
      say: expect.stringContaining("Open Threadline"),
    });
    await settings({ scopes });
    expect(await askAdmin(shopId, OrdersPage, aPage)).toMatchObject({ ok: true });
  });

  it.each([
    ["frozen", "unavailable"],
    ["locked", "unavailable"],
    ["forbidden", "access-denied"],
    ["closed", "uninstalled"],
  ])("a %s shop is %s", async (shopState, because) => {
    await settings({ shopState });
    expect(await askAdmin(shopId, ShopFacts, {})).toMatchObject({ ok: false, because });
  });
});

describe("where Shopify does not answer", () => {
  it.each(["reset", "500-before", "malformed"] as const)("a query is asked again after %s", async (name) => {
    await fault(name, 2);
    expect(await askAdmin(shopId, ShopFacts, {})).toMatchObject({ ok: true });
  });

  it("it is said after the third time", async () => {
    await fault("reset", 3);
    expect(await askAdmin(shopId, ShopFacts, {})).toMatchObject({ ok: false, because: "unavailable" });
  });

  it("a change is never made twice: it is said that nobody knows", async () => {
    const { id } = await firstOrder();
    const since = (await town.ledger()).length;
    await fault("500-after", 1);
    expect(await askAdmin(shopId, TagOrder, { id, tags: ["late"] })).toMatchObject({
      ok: false,
      because: "unavailable",
      maybeDone: true,
      say: expect.stringContaining("may or may not"),
    });
    const changes = (await town.ledger()).slice(since).filter(({ kind }) => kind === "mutation");
    expect(changes).toHaveLength(1);
  });

  it("a change that Shopify refuses says why", async () => {
    const refused = await askAdmin(shopId, TagOrder, { id: gidOf("Order", "999"), tags: ["late"] });
    expect(refused).toMatchObject({ ok: false, because: "user-errors", say: expect.stringMatching(/\w+/) });
  });
});
