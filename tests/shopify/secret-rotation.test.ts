import { afterAll, beforeAll, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.SHOPIFY_API_SECRET = "the-new-secret";
  process.env.SHOPIFY_API_SECRET_PREVIOUS = "town-secret";
});
const { requireStaff } = await import("#app/shop/require-staff.server.ts");
const { askAdmin } = await import("#app/shopify/ask-admin.server.ts");
const { ShopFacts } = await import("#app/shopify/operations/shop.graphql.ts");
const { prisma } = await import("#app/db.server.ts");
const { later, MINUTE, now } = await import("#app/clock.ts");
const { newShop, openApp, refusalOf, withToken } = await import("#tests/shopify/opened-app.ts");
const { control, town } = await import("#tests/town.ts");

let domain: string;
const rotate = (signWith: "old" | "new") =>
  control("POST", "/rotate-secret", { secret: "the-new-secret", signWith });

beforeAll(async () => {
  domain = await newShop("rotated");
  await rotate("old");
});
afterAll(() => town.reset());

it("while Shopify still signs with the old secret, staff open the app and it installs", async () => {
  const { shop, staff } = await openApp(domain);
  expect(shop.domain).toBe(domain);
  expect(staff.role).toBe("owner");
});

it("when Shopify signs with the new one they open it, too", async () => {
  await rotate("new");
  expect((await openApp(domain)).shop.domain).toBe(domain);
});

it("the shop's token is refreshed with the new secret", async () => {
  await prisma.session.update({
    where: { id: `offline_${domain}` },
    data: { expires: later(now(), MINUTE) },
  });
  const { id } = await prisma.shop.findUniqueOrThrow({ where: { domain } });
  expect(await askAdmin(id, ShopFacts, {})).toMatchObject({ ok: true });
});

it("a secret that was never ours opens nothing", async () => {
  const forged = await town.shop(domain).sessionToken({ secret: "the-secret-before-that" });
  expect(await refusalOf(requireStaff(withToken(forged), "view"))).toMatchObject({ status: 401 });
});
