import { beforeAll, expect, it } from "vitest";
import { DAY, earlier, HOUR, now } from "#app/clock.ts";
import { promotionFacts } from "#app/conversations/promotion-facts.ts";
import { inShop, prisma } from "#app/db.server.ts";

const SHOP = "limits";
const PHONE = "+14015550100";

beforeAll(async () => {
  await prisma.shop.create({ data: { id: SHOP, domain: `${SHOP}.myshopify.com`, installedAt: now() } });
  await inShop(SHOP, async ({ tx, sql, at }) => {
    const facts = { country: "US", province: "FL", createdAt: at };
    await tx.customer.create({ data: { shopId: SHOP, id: "c", ...facts } });
    await sql`insert into "Conversation" ("shopId", id, "customerId", status, channel, version, "lastSeq",
      "lastActivityAt", "staffReadSeq", "shopperReadSeq", unread, "createdAt")
      values (${SHOP}, 'v', 'c', 'open', 'sms', 1, 1, ${at}, 0, 0, false, ${at})`;
    const yesterday = earlier(at, DAY + HOUR);
    for (const [seq, [purpose, state, stateAt]] of [
      ["marketing", "delivered", at] as const,
      ["cart-reminder", "unknown", earlier(at, 23 * HOUR)] as const,
      ["marketing", "failed", at] as const,
      ["marketing", "delivered", yesterday] as const,
      ["service", "delivered", at] as const,
      ["marketing", "queued", at] as const,
    ].entries())
      await sql`insert into "Message" ("shopId", id, "conversationId", seq, version, direction, "authorKind",
        channel, address, body, purpose, intent, state, fence, at, "stateAt")
        values (${SHOP}, ${`m${seq}`}, 'v', ${seq + 1}, ${seq + 1}, 'out', 'automation', 'sms', ${PHONE}, 'Hello',
          ${purpose}, ${`i${seq}`}, ${state}, 0, ${at}, ${stateAt})`;
  });
});

const facts = () =>
  inShop(SHOP, async (shop) => {
    const where = { shopId_id: { shopId: SHOP, id: "m5" } };
    return (await promotionFacts(shop, [await shop.tx.message.findUniqueOrThrow({ where })])).get("m5")!;
  });

it("counts the promotions of a day that left or may have left, and looks at number and address", async () => {
  const { marketingToday, recipient } = await facts();
  expect(marketingToday).toBe(2);
  expect(recipient.map(({ region }) => region)).toEqual(["RI", "FL"]);
});

it("looks at where everybody of one person lives, and where their orders of a year were sent", async () => {
  await inShop(SHOP, async ({ tx, sql, at }) => {
    const person = { shopId: SHOP, createdAt: at, country: "US" };
    await tx.customer.create({ data: { ...person, id: "d", shopifyId: "77", province: "HI" } });
    await tx.customer.create({ data: { ...person, id: "e", province: "TX", mergedIntoId: "d" } });
    await tx.customer.create({ data: { ...person, id: "z", shopifyId: "99", province: "AK" } });
    await sql`update "Customer" set "partOfId" = 'd' where "shopId" = ${SHOP} and id = 'c'`;
    for (const [id, facts] of [
      ["1", { customerShopifyId: "77", placedAt: earlier(at, 300 * DAY), toCountry: "US", toRegion: "CA" }],
      ["2", { customerShopifyId: "77", placedAt: earlier(at, 400 * DAY), toCountry: "US", toRegion: "NV" }],
      ["3", { phone: PHONE, placedAt: earlier(at, DAY), toCountry: "DE", toRegion: null }],
      ["4", { customerShopifyId: "99", placedAt: at, toCountry: "US", toRegion: "AK" }],
      ["5", { customerShopifyId: "77", placedAt: at, toCountry: null, toRegion: null }],
    ] as const)
      await tx.order.create({
        data: {
          ...{ shopId: SHOP, id, name: id, nameKey: id, currency: "USD", total: "1", requiresShipping: true },
          ...{ sourceUpdatedAt: at, ...facts },
        },
      });
  });
  const [byNumber, ...byAddress] = (await facts()).recipient;
  expect(byNumber!.region).toBe("RI");
  expect(byAddress.map(({ country, region }) => `${country} ${region}`).sort()).toEqual([
    "DE null",
    "US CA",
    "US FL",
    "US HI",
    "US TX",
  ]);
});

it("knows the merchant's own limits, and none where nothing was set", async () => {
  expect((await facts()).own).toEqual({ hours: { open: 0, close: 24 }, aDay: Number.POSITIVE_INFINITY });
  await inShop(
    SHOP,
    ({ sql }) =>
      sql`insert into "ShopSettings" ("shopId", "businessHours", "answersOn", "promotionsFrom", "promotionsADay")
        values (${SHOP}, '{}', true, 11, 1)`,
  );
  expect((await facts()).own).toEqual({ hours: { open: 11, close: 20 }, aDay: 1 });
});
