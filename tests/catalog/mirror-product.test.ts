import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { inShop } from "#app/db.server.ts";
import { topics } from "#app/wiring/webhook-topics.ts";
import { makeShop, waitingJobs } from "#tests/orders/a-shop.ts";

const PRODUCT = "788032119674292922";
const SMALL = "642667041472713922";
const LARGE = "757650484644203962";

let shopId: string;
beforeEach(async () => {
  shopId = `goods-${crypto.randomUUID()}`;
  await makeShop(shopId);
});

const hear = (topic: string, payload: object, triggeredAt: Date | null = null) =>
  inShop(shopId, (shop) => topics[topic]!(shop, payload, { topic, triggeredAt }));
const stored = () =>
  inShop(shopId, ({ tx }) =>
    tx.product.findUnique({
      where: { shopId_id: { shopId, id: PRODUCT } },
      include: { variants: { orderBy: { position: "asc" } } },
    }),
  );

const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, "0")}:00Z`;
const variant = (id: string, position: number, minute: number, more: object = {}) => ({
  id,
  admin_graphql_api_id: `gid://shopify/ProductVariant/${id}`,
  title: position === 1 ? "Small" : "Large",
  price: `${10 + minute}.00`,
  position,
  inventory_policy: "deny",
  inventory_quantity: minute,
  product_id: PRODUCT,
  updated_at: at(minute),
  ...more,
});
const product = (minute: number, more: object = {}) => ({
  id: PRODUCT,
  admin_graphql_api_id: `gid://shopify/Product/${PRODUCT}`,
  title: `Jumper, version ${minute}`,
  handle: "jumper",
  vendor: "Acme",
  status: "active",
  tags: "wool, example",
  updated_at: at(minute),
  variants: [variant(SMALL, 1, minute), variant(LARGE, 2, minute)],
  ...more,
});

describe("a product in the mirror", () => {
  it("ends in its newest state whatever the order and number of its webhooks", async () => {
    const versions = [1, 2, 3, 4].map((minute) => product(minute));
    const deliveries = fc.shuffledSubarray([...versions, ...versions], { minLength: 8 });
    await fc.assert(
      fc.asyncProperty(deliveries, async (shuffled) => {
        shopId = `goods-${crypto.randomUUID()}`;
        await makeShop(shopId);
        for (const payload of shuffled) await hear("products/update", payload);
        expect(await stored()).toMatchObject({
          title: "Jumper, version 4",
          tags: ["example", "wool"],
          sourceUpdatedAt: new Date(at(4)),
          variants: [
            { id: SMALL, price: "14.00", available: 4 },
            { id: LARGE, price: "14.00", available: 4 },
          ],
        });
      }),
      { numRuns: 6 },
    );
  });

  it("keeps the exact id of gids, and loses the variants it no longer has", async () => {
    await hear("products/create", product(1));
    await hear("products/update", product(2, { variants: [variant(LARGE, 1, 2)] }));
    expect((await stored())!.variants.map(({ id }) => id)).toEqual([LARGE]);
  });

  it("stays deleted when late news of it comes, of its variants too", async () => {
    await hear("products/create", product(1));
    await hear("products/delete", {
      id: PRODUCT,
      admin_graphql_api_id: `gid://shopify/Product/${PRODUCT}`,
    });
    await hear("products/update", product(9));
    await hear("variants/in_stock", variant(SMALL, 1, 9), new Date(at(9)));
    expect(await stored()).toMatchObject({ deletedAt: expect.any(Date), variants: [] });
    expect(await waitingJobs(shopId, "rereadProduct")).toEqual([]);
  });

  it("is deleted also when that is the first we hear of it", async () => {
    const named = { id: PRODUCT };
    await hear("products/delete", named);
    await hear("products/delete", named);
    await hear("products/create", product(1));
    expect(await stored()).toMatchObject({ deletedAt: expect.any(Date), variants: [] });
  });

  it("is read again where a webhook names more variants than it tells, and then only", async () => {
    await hear("products/create", product(1));
    expect(await waitingJobs(shopId, "rereadProduct")).toEqual([]);
    const gids = [SMALL, LARGE, "999"].map((id) => ({
      admin_graphql_api_id: `gid://shopify/ProductVariant/${id}`,
    }));
    await hear("products/update", product(2, { variant_gids: gids }));
    expect(await waitingJobs(shopId, "rereadProduct")).toEqual([{ shopId, productId: PRODUCT }]);
    expect((await stored())!.variants).toHaveLength(2);
  });

  it("is read again where two states of one second differ: the webhook cannot say which is newer", async () => {
    await hear("products/update", product(3));
    await hear("products/update", product(3, { title: "Jumper, another version 3" }));
    expect(await stored()).toMatchObject({ title: "Jumper, version 3" });
    expect(await waitingJobs(shopId, "rereadProduct")).toHaveLength(1);
  });
});

describe("the stock of a variant", () => {
  it("goes by when Shopify said it, not by when the variant was last changed", async () => {
    await hear("products/create", product(1));
    await hear("variants/out_of_stock", variant(SMALL, 1, 1, { inventory_quantity: 0 }), new Date(at(20)));
    await hear("variants/in_stock", variant(SMALL, 1, 1, { inventory_quantity: 7 }), new Date(at(15)));
    expect((await stored())!.variants[0]).toMatchObject({ available: 0, stockAt: new Date(at(20)) });
    await hear("variants/in_stock", variant(SMALL, 1, 1, { inventory_quantity: 9 }), new Date(at(25)));
    expect((await stored())!.variants[0]).toMatchObject({ available: 9 });
  });

  it("of a product that is not known has the product read", async () => {
    await hear("variants/in_stock", variant(SMALL, 1, 1), new Date(at(1)));
    expect(await stored()).toBeNull();
    expect(await waitingJobs(shopId, "rereadProduct")).toEqual([{ shopId, productId: PRODUCT }]);
  });

  it("may be owed: below nothing is a count too", async () => {
    await hear(
      "products/create",
      product(1, { variants: [variant(SMALL, 1, 1, { inventory_quantity: -3 })] }),
    );
    expect((await stored())!.variants[0]).toMatchObject({ available: -3 });
  });
});

describe("a discount", () => {
  const gid = "gid://shopify/DiscountAutomaticNode/77";
  const discount = () =>
    inShop(shopId, ({ tx }) => tx.discount.findUnique({ where: { shopId_id: { shopId, id: "77" } } }));

  it("is read when it changes, once however often that is said", async () => {
    const payload = { admin_graphql_api_id: gid, title: "Ten off", status: "ACTIVE" };
    await hear("discounts/update", payload);
    await hear("discounts/update", payload);
    expect(await waitingJobs(shopId, "rereadDiscount")).toEqual([{ shopId, gid }]);
  });

  it("leaves a stone when it is deleted, twice like once", async () => {
    await hear("discounts/delete", { admin_graphql_api_id: gid, deleted_at: at(1) });
    await hear("discounts/delete", { admin_graphql_api_id: gid, deleted_at: at(1) });
    expect(await discount()).toMatchObject({ method: "automatic", deletedAt: expect.any(Date) });
  });
});
