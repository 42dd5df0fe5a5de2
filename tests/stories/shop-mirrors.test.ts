import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Prisma } from "#app/generated/prisma/client.ts";
import { startImports } from "#app/shopify/bulk/start-imports.ts";
import { imports } from "#app/wiring/imports.ts";
import { readStock } from "#app/catalog/read-stock.ts";
import { findCheckoutsOf } from "#app/carts/find-checkouts.ts";
import { findReturnsOf } from "#app/returns/find-returns.ts";
import type { AbandonedCheckout, Cart, Discount } from "#sandbox/shopify/store/cart-types.ts";
import type { Return } from "#sandbox/shopify/store/order-types.ts";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import type { Location, Product } from "#sandbox/shopify/store/types.ts";
import { install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";

let shopId: string;
let cast: Record<string, CastMember>;

beforeAll(async () => {
  await town.reset();
  const app = await startApp();
  shopId = await install(app);
  cast = Object.fromEntries((await town.cast()).map((member) => [member.role, member]));
  await settled();
});
afterAll(stopApps);

const ask = <T>(method: string, path: string, body?: unknown) =>
  control<T>(method, `/shops/${town.domain}/${path}`, body);
const productOf = (id: number) =>
  look(shopId, ({ tx }) =>
    tx.product.findUnique({
      where: { shopId_id: { shopId, id: String(id) } },
      include: { variants: { orderBy: { position: "asc" } } },
    }),
  );

describe("the shop's goods", () => {
  it("are known when they are made, changed and taken away", async () => {
    const made = await ask<Product>("POST", "products", { title: "Brass compass", price: "31.00" });
    await settled();
    expect(await productOf(made.id)).toMatchObject({
      title: "Brass compass",
      handle: made.handle,
      status: "ACTIVE",
      deletedAt: null,
      variants: [{ price: "31.00", inventoryPolicy: "DENY", available: expect.any(Number) }],
    });
    await town.clock.advance(2_000);
    await ask("PATCH", `products/${made.id}`, { title: "Brass compass, small", price: "29.00" });
    await settled();
    expect(await productOf(made.id)).toMatchObject({
      title: "Brass compass, small",
      variants: [{ price: "29.00" }],
    });
    await ask("DELETE", `products/${made.id}`);
    await settled();
    expect(await productOf(made.id)).toMatchObject({ deletedAt: expect.any(Date), variants: [] });
  });

  it("are whole with more variants than a webhook tells", async () => {
    const variants = Array.from({ length: 130 }, (_, index) => ({ title: `Shade ${index + 1}` }));
    const made = await ask<Product>("POST", "products", { title: "Yarn", price: "4.00", variants });
    await settled();
    const known = await productOf(made.id);
    expect(known?.variants.map(({ title }) => title)).toEqual(variants.map(({ title }) => title));
    expect(known?.readAt).toEqual(expect.any(Date));
  });

  it("are counted as they sell out and come back, and read again when it matters", async () => {
    const [product] = await ask<Product[]>("GET", "products");
    const variant = product!.variants[0]!;
    const setAll = async (available: number) => {
      for (const { locationId } of variant.stock)
        await ask("POST", `variants/${variant.id}/stock`, { locationId, available });
    };
    const count = async () => {
      const known = await productOf(product!.id);
      return known?.variants.find(({ id }) => id === String(variant.id))?.available;
    };
    await setAll(0);
    await settled();
    expect(await count()).toBe(0);
    await town.clock.advance(2_000);
    await setAll(3);
    await settled();
    await town.clock.advance(90_000);
    const id = String(variant.id);
    const read = await readStock(shopId, [id]);
    expect(read.ok && read.stock.get(id)).toMatchObject({
      isSellable: true,
      available: 3 * variant.stock.length,
    });
    expect(await count()).toBe(3 * variant.stock.length);
  });

  it("have their discounts read when one changes, and forgotten when it is deleted", async () => {
    const [known] = await ask<Discount[]>("GET", "discounts");
    await ask("PATCH", `discounts/${known!.id}`, { title: "Ahoy, ten", usageLimit: 500 });
    await settled();
    const stored = (id: number) =>
      look(shopId, ({ tx }) => tx.discount.findUnique({ where: { shopId_id: { shopId, id: String(id) } } }));
    expect(await stored(known!.id)).toMatchObject({
      title: "Ahoy, ten",
      code: known!.code,
      kind: "DiscountCodeBasic",
      usageLimit: 500,
      summary: "10% off entire order",
    });
    await ask("DELETE", `discounts/${known!.id}`);
    await settled();
    expect(await stored(known!.id)).toMatchObject({ code: null, deletedAt: expect.any(Date) });
  });
});

describe("the shop's places and words", () => {
  it("are read at install, policies and languages among them", async () => {
    const policies = await look(shopId, ({ tx }) => tx.shopPolicy.findMany({ where: { shopId } }));
    expect(policies.map(({ type }) => type)).toContain("REFUND_POLICY");
    expect(policies.every(({ body }) => body.length > 0)).toBe(true);
    const locales = await look(shopId, ({ tx }) => tx.shopLocale.findMany({ where: { shopId } }));
    expect(locales.filter(({ isPrimary }) => isPrimary)).toHaveLength(1);
    const places = await look(shopId, ({ tx }) => tx.location.findMany({ where: { shopId } }));
    const told = await ask<Location[]>("GET", "locations");
    expect(places.map(({ name }) => name).sort()).toEqual(told.map(({ name }) => name).sort());
  });

  it("change when Shopify says so: a place, a language, a domain", async () => {
    const [place] = await ask<Location[]>("GET", "locations");
    await town.clock.advance(2_000);
    await ask("PATCH", `locations/${place!.id}`, { name: "Quay 7" });
    const locales = [
      { locale: "en", name: "English", primary: true, published: true },
      { locale: "sv", name: "Swedish", primary: false, published: true },
    ];
    await ask("PATCH", "record", { locales });
    await ask("PATCH", "record", {
      primaryDomain: { host: "quay.example", url: "https://quay.example" },
    });
    await settled();
    const where = { shopId_id: { shopId, id: String(place!.id) } };
    const known = await look(shopId, ({ tx }) => tx.location.findUnique({ where }));
    expect(known).toMatchObject({ name: "Quay 7", fulfillsOnlineOrders: place!.fulfillsOnlineOrders });
    const languages = await look(shopId, ({ tx }) => tx.shopLocale.findMany({ where: { shopId } }));
    expect(languages.map(({ locale }) => locale).sort()).toEqual(["en", "sv"]);
    const shop = await look(shopId, ({ tx }) => tx.shop.findUniqueOrThrow({ where: { id: shopId } }));
    expect(shop.primaryUrl).toBe("https://quay.example");
  });
});

describe("carts and checkouts", () => {
  it("follow a shopper from the cart to the order, and are nobody's once it is placed", async () => {
    const [product] = await ask<Product[]>("GET", "products");
    const lines = [{ variantId: product!.variants[0]!.id, quantity: 2 }];
    const cart = await ask<Cart>("POST", "carts", { lines });
    await settled();
    const keptCart = () =>
      look(shopId, ({ tx }) =>
        tx.cart.findUnique({ where: { shopId_token: { shopId, token: cart.token } } }),
      );
    expect(await keptCart()).toMatchObject({ itemCount: 2 });
    await town.clock.advance(2_000);
    const email = "cora@example.com";
    const begun = await ask<AbandonedCheckout>("POST", "checkouts", { cartToken: cart.token, email });
    await settled();
    const theirs = () =>
      look(shopId, (shop) => findCheckoutsOf(shop, { shopifyId: null, emails: [email], phones: [] }));
    expect(await theirs()).toMatchObject([
      { token: begun.token, total: { currency: "EUR" }, lines: [{ quantity: 2 }] },
    ]);
    await town.clock.advance(2_000);
    await ask("POST", `checkouts/${begun.token}/complete`);
    await settled();
    expect(await theirs()).toEqual([]);
  });

  it("are gone when Shopify deletes them", async () => {
    const [product] = await ask<Product[]>("GET", "products");
    const lines = [{ variantId: product!.variants[0]!.id, quantity: 1 }];
    const cart = await ask<Cart>("POST", "carts", { lines });
    const begun = await ask<AbandonedCheckout>("POST", "checkouts", {
      cartToken: cart.token,
      email: "dan@example.com",
    });
    await settled();
    await town.clock.advance(2_000);
    await ask("DELETE", `checkouts/${begun.token}`);
    await settled();
    const where = { shopId, token: begun.token };
    expect(await look(shopId, ({ tx }) => tx.checkout.count({ where }))).toBe(0);
  });
});

describe("a return", () => {
  it("is known with its lines from the request to the goods' arrival, and told once at each state", async () => {
    const orderId = cast.delivered!.orderId!;
    const asked = await ask<Return>("POST", `orders/${orderId}/return`);
    await settled();
    const known = async () => {
      const [first] = await look(shopId, (shop) => findReturnsOf(shop, [String(orderId)]));
      return first;
    };
    expect(await known()).toMatchObject({ id: String(asked.id), status: "REQUESTED", name: asked.name });
    expect((await known())!.lines.length).toBe(asked.lines.length);
    expect((await known())!.lines[0]).toMatchObject({ title: expect.any(String), reason: "Unknown" });

    await ask("POST", `returns/${asked.id}/approve`);
    await settled();
    const number = "00340434161094015902";
    await ask("POST", `returns/${asked.id}/label`, { carrier: "DHL", number });
    await settled();
    expect(await known()).toMatchObject({
      status: "OPEN",
      parcels: [{ carrier: "DHL", trackingNumber: number }],
      receivedQuantity: 0,
    });
    await ask("POST", `returns/${asked.id}/dispose`);
    await settled();
    expect((await known())!.receivedQuantity).toBe((await known())!.totalQuantity);
    await ask("POST", `returns/${asked.id}/process`, { refund: true });
    await settled();
    expect(await known()).toMatchObject({ status: "CLOSED", closedAt: expect.any(Date) });
    const order = await look(shopId, ({ tx }) =>
      tx.order.findUniqueOrThrow({ where: { shopId_id: { shopId, id: String(orderId) } } }),
    );
    expect(order.financialStatus).toMatch(/REFUNDED/);
    const told = await look(shopId, ({ tx }) =>
      tx.domainEvent.findMany({ where: { shopId, name: "return.changed" }, orderBy: { id: "asc" } }),
    );
    expect(told.map(({ payload }) => (payload as { status: string }).status)).toEqual([
      "REQUESTED",
      "OPEN",
      "CLOSED",
    ]);
  });

  it("that the shop declines says why", async () => {
    const other = cast["on-time"]!.orderId!;
    await town.deliver(other);
    const asked = await ask<Return>("POST", `orders/${other}/return`);
    await ask("POST", `returns/${asked.id}/decline`, { note: "worn" });
    await settled();
    const [known] = await look(shopId, (shop) => findReturnsOf(shop, [String(other)]));
    expect(known).toMatchObject({ status: "DECLINED", declineNote: "worn" });
    expect(await look(shopId, (shop) => findReturnsOf(shop, [String(other)], { openOnly: true }))).toEqual(
      [],
    );
  });
});

describe("what is read in bulk", () => {
  /** Tables, and what of them only one of the two ways knows. */
  const TABLES: Record<string, string[]> = {
    // A webhook does not say whether a variant is counted at all; a count is of when it was told, and orders move it.
    Product: ["readAt"],
    Variant: ["isTracked", "available", "stockAt"],
    // The Admin API has no cart, contact or language of a checkout.
    Checkout: [
      "shopifyId",
      "cartToken",
      "email",
      "phone",
      "customerShopifyId",
      "locale",
      "smsMarketingPhone",
    ],
    Return: ["readAt"],
    ReturnLine: [],
    ReturnParcel: [],
  };
  // Of a return that came to nothing Shopify's search says nothing, and labels are read of those that are not over.
  const OF_RETURNS = Prisma.sql`"returnId" in (select id from "Return" where status not in ('DECLINED', 'CANCELED'))`;
  const ONLY: Record<string, Prisma.Sql> = {
    Product: Prisma.sql`"deletedAt" is null`,
    Return: Prisma.sql`status not in ('DECLINED', 'CANCELED')`,
    ReturnLine: OF_RETURNS,
    ReturnParcel: Prisma.sql`"returnId" in (select id from "Return" where status in ('REQUESTED', 'OPEN'))`,
  };
  const rowsOf = (table: string) =>
    look(shopId, async ({ sql }) => {
      const rows = await sql<{ row: string }>`
        select (to_jsonb(t) - ${TABLES[table]}::text[])::text as row from ${Prisma.raw(`"${table}"`)} t
        where ${ONLY[table] ?? Prisma.sql`true`}`;
      return rows.map(({ row }) => row).sort();
    });
  const readAll = async () => {
    const found: Record<string, string[]> = {};
    for (const table of Object.keys(TABLES)) found[table] = await rowsOf(table);
    return found;
  };

  it("is row for row what webhooks told", async () => {
    await town.clock.advance(2_000);
    const products = await ask<Product[]>("GET", "products");
    const underWay = (await town.order("10025")).returns.find(({ status }) => status === "OPEN");
    await ask("POST", `returns/${underWay!.id}/label`, { carrier: "GLS", number: "YZ123456789" });
    for (const { id } of products.slice(0, 8))
      await ask("PATCH", `products/${id}`, { tags: ["sea", "Ägäis"] });
    await settled();
    const told = await readAll();
    await look(shopId, async ({ sql }) => {
      for (const table of ["Product", "Checkout", "Return"])
        await sql`delete from ${Prisma.raw(`"${table}"`)}`;
    });
    const kinds = ["products", "checkouts", "returns"];
    await look(shopId, (shop) =>
      startImports(
        shop,
        imports.filter(({ kind }) => kinds.includes(kind)),
      ),
    );
    const runsOf = () => look(shopId, ({ tx }) => tx.syncRun.findMany({ where: { kind: { in: kinds } } }));
    // Shopify is asked again after a while whether a file is there: the town's clock brings it nearer.
    for (let waits = 0; waits < 30; waits++) {
      await settled();
      if ((await runsOf()).every(({ state }) => state === "done" || state === "failed")) break;
      await town.clock.advance(30_000);
    }
    const runs = await runsOf();
    expect(runs.map(({ state, problem }) => ({ state, problem }))).toEqual(
      kinds.map(() => ({ state: "done", problem: null })),
    );
    const read = await readAll();
    for (const table of Object.keys(TABLES)) {
      expect(told[table]!.length, table).toBeGreaterThan(0);
      expect(read[table], table).toEqual(told[table]);
    }
  });
});

it("nothing was parked or unknown to the town along the way", async () => {
  expect(await look(shopId, ({ tx }) => tx.parkedJob.count({ where: { shopId } }))).toBe(0);
  expect(await look(shopId, ({ tx }) => tx.receipt.count({ where: { parkedFor: { not: null } } }))).toBe(0);
  expect(await town.unknown()).toEqual([]);
});
