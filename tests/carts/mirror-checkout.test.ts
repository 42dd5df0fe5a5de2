import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { findCheckoutsOf } from "#app/carts/find-checkouts.ts";
import { plainAmount } from "#app/carts/plain-amount.ts";
import { pruneCarts } from "#app/carts/prune-carts.ts";
import { layTombstones } from "#app/customers/forgotten.ts";
import { inShop } from "#app/db.server.ts";
import { topics } from "#app/wiring/webhook-topics.ts";
import { makeShop } from "#tests/orders/a-shop.ts";

const TOKEN = "bd5a8aa1ecd019dd3520ff791ee3a24c";
const CART = "68778783ad298f1c80c3bafcddeea02f";

let shopId: string;
beforeEach(async () => {
  shopId = `baskets-${crypto.randomUUID()}`;
  await makeShop(shopId);
});

const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, "0")}:00Z`;
const hear = (topic: string, payload: object, minute?: number) =>
  inShop(shopId, (shop) =>
    topics[topic]!(shop, payload, { topic, triggeredAt: minute === undefined ? null : new Date(at(minute)) }),
  );
const stored = () =>
  inShop(shopId, ({ tx }) => tx.checkout.findUnique({ where: { shopId_token: { shopId, token: TOKEN } } }));
const line = (quantity: number) => ({
  variant_id: 11,
  product_id: 1,
  title: "Lamp",
  quantity,
  price: "20.00",
});
const checkout = (minute: number, more: object = {}) => ({
  token: TOKEN,
  cart_token: CART,
  email: "Ada@Example.com",
  phone: null,
  shipping_address: { phone: "0701234567", country_code: "SE" },
  customer: { id: 42, admin_graphql_api_id: "gid://shopify/Customer/42" },
  created_at: at(0),
  updated_at: at(minute),
  completed_at: null,
  currency: "SEK",
  presentment_currency: "SEK",
  total_price: `${minute}.00`,
  line_items: [line(minute)],
  discount_codes: [{ code: "AHOY" }],
  abandoned_checkout_url: `https://shop.example/checkouts/ac/${TOKEN}/recover?key=1`,
  ...more,
});
const theirs = (person: Partial<Parameters<typeof findCheckoutsOf>[1]>) =>
  inShop(shopId, (shop) => findCheckoutsOf(shop, { shopifyId: null, emails: [], phones: [], ...person }));

describe("a checkout in the mirror", () => {
  it("ends in its newest state whatever the order and number of its webhooks", async () => {
    const versions = [1, 2, 3, 4].map((minute) => checkout(minute));
    const deliveries = fc.shuffledSubarray([...versions, ...versions], { minLength: 8 });
    await fc.assert(
      fc.asyncProperty(deliveries, async (shuffled) => {
        shopId = `baskets-${crypto.randomUUID()}`;
        await makeShop(shopId);
        for (const payload of shuffled) await hear("checkouts/update", payload);
        expect(await stored()).toMatchObject({
          total: "4",
          lines: [{ quantity: 4, variantId: "11", title: "Lamp" }],
          email: "ada@example.com",
          phone: "+46701234567",
          customerShopifyId: "42",
          discountCodes: ["AHOY"],
        });
      }),
      { numRuns: 6 },
    );
  });

  it("is found by customer, by email and by phone, once each", async () => {
    await hear("checkouts/create", checkout(1));
    const all = { shopifyId: "42", emails: ["ada@example.com"], phones: ["+46701234567"] };
    for (const person of [{ shopifyId: "42" }, { emails: all.emails }, { phones: all.phones }, all])
      expect(await theirs(person)).toMatchObject([{ token: TOKEN, total: { amount: "1", currency: "SEK" } }]);
    expect(await theirs({ emails: ["eve@example.com"] })).toEqual([]);
    expect(await theirs({})).toEqual([]);
  });

  it("keeps what was withheld later, and lets a field go that is told empty", async () => {
    await hear("checkouts/create", checkout(1));
    const { email: _, phone: __, shipping_address: ___, ...withheld } = checkout(2);
    await hear("checkouts/update", withheld);
    expect(await stored()).toMatchObject({ email: "ada@example.com", phone: "+46701234567", total: "2" });
    await hear("checkouts/update", checkout(3, { email: null }));
    expect(await stored()).toMatchObject({ email: null, total: "3" });
  });

  it("once it became an order is nobody's open checkout, late news or not", async () => {
    await hear("checkouts/update", checkout(5, { completed_at: at(5) }));
    await hear("checkouts/update", checkout(4));
    expect(await theirs({ shopifyId: "42" })).toEqual([]);
    expect(await stored()).toMatchObject({ completedAt: new Date(at(5)) });
  });

  it("takes a yes to texts with the phone it was given for, and no phone without a yes", async () => {
    const phone = { sms_marketing_phone: "+46709999999" };
    await hear("checkouts/create", checkout(1, { ...phone, buyer_accepts_sms_marketing: true }));
    expect(await stored()).toMatchObject({ smsMarketingPhone: "+46709999999" });
    await hear("checkouts/update", checkout(2, { ...phone, buyer_accepts_sms_marketing: false }));
    expect(await stored()).toMatchObject({ smsMarketingPhone: null });
  });

  it.each([
    ["properties as a list, no address, no customer", { shipping_address: [], customer: null }],
    ["lines that are no lines", { line_items: [null, 7, { title: ["x"] }] }],
    ["no lines at all", { line_items: undefined }],
  ])("bears %s", async (_, odd) => {
    await hear("checkouts/create", checkout(1, odd));
    expect(await stored()).toMatchObject({ token: TOKEN });
  });
});

it.each([
  ["298.00", "298"],
  ["298.0", "298"],
  ["9.50", "9.5"],
  ["500", "500"],
  ["-3.00", "-3"],
  ["example string", "example string"],
])("an amount of %s is kept as %s", (told, kept) => {
  expect(plainAmount(told)).toBe(kept);
});

describe("a deleted checkout", () => {
  const gone = { id: "981820079255243537", cart_token: CART };

  it("is gone, and late news from before does not bring it back", async () => {
    await hear("checkouts/create", checkout(1));
    await hear("checkouts/delete", gone, 5);
    await hear("checkouts/delete", gone, 5);
    await hear("checkouts/update", checkout(4));
    expect(await stored()).toBeNull();
  });

  it("is not made by news that comes after its deletion", async () => {
    await hear("checkouts/delete", gone, 5);
    await hear("checkouts/create", checkout(1));
    expect(await stored()).toBeNull();
  });

  it("makes room for a new checkout of the same cart", async () => {
    await hear("checkouts/delete", gone, 5);
    await hear("checkouts/create", checkout(6));
    expect(await stored()).toMatchObject({ total: "6" });
    // The deletion comes once more, late.
    await hear("checkouts/delete", gone, 5);
    expect(await stored()).not.toBeNull();
  });
});

describe("a forgotten person's checkout", () => {
  it("is not taken in again, by customer or by token", async () => {
    await inShop(shopId, (shop) => layTombstones(shop, "customer", ["42"]));
    await hear("checkouts/update", checkout(1));
    expect(await stored()).toBeNull();
    await inShop(shopId, (shop) => layTombstones(shop, "checkout", [TOKEN]));
    await hear("checkouts/update", checkout(2, { customer: null }));
    expect(await stored()).toBeNull();
  });
});

describe("a cart", () => {
  const cart = (second: number, quantity: number) => ({
    id: CART,
    token: CART,
    created_at: "2026-11-20T10:00:00.000Z",
    updated_at: `2026-11-20T10:00:0${second}.500Z`,
    line_items: quantity ? [{ ...line(quantity), properties: null }] : [],
  });
  const kept = () =>
    inShop(shopId, ({ tx }) => tx.cart.findUnique({ where: { shopId_token: { shopId, token: CART } } }));

  it("follows its newest webhook, and stays empty once it was emptied", async () => {
    await hear("carts/create", cart(1, 2));
    await hear("carts/update", cart(4, 0));
    await hear("carts/update", cart(3, 5));
    expect(await kept()).toMatchObject({ itemCount: 0, lines: [] });
  });

  it("is pruned with old checkouts after three months, a batch at a time", async () => {
    await hear("carts/create", cart(1, 2));
    await hear("checkouts/create", checkout(1));
    const later = new Date("2027-02-25T10:00:00Z");
    const prune = () => inShop(shopId, (shop) => pruneCarts({ ...shop, at: later }, 1));
    expect(await prune()).toBe(2);
    expect(await prune()).toBe(0);
    expect([await kept(), await stored()]).toEqual([null, null]);
  });
});
