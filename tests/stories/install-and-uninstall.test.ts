import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prisma } from "#app/db.server.ts";
import { readSettings } from "#app/shop/settings.ts";
import { type App, install, look, openPage, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { TIDEWATER, town } from "#tests/town.ts";

let app: App;
let shopId: string;
beforeAll(async () => {
  ({ app, shopId } = await openShopWithTexts());
  await settled();
});
afterAll(stopApps);

const row = () => prisma.shop.findUniqueOrThrow({ where: { domain: TIDEWATER } });
const statesOut = () =>
  look(shopId, ({ tx }) =>
    tx.message.findMany({ where: { direction: "out" }, select: { state: true, reason: true } }),
  );
const textsAccepted = async () => (await town.ledger()).filter(({ provider }) => provider === "twilio");
const phone = "+14155550123";

/** The webhook as Shopify would bring it a day late. */
function sayUninstalled(triggeredAt: string): Promise<Response> {
  const body = JSON.stringify({ id: 1, myshopify_domain: TIDEWATER });
  const hmac = createHmac("sha256", process.env.SHOPIFY_API_SECRET!).update(body).digest("base64");
  const headers = {
    "content-type": "application/json",
    "x-shopify-topic": "app/uninstalled",
    "x-shopify-shop-domain": TIDEWATER,
    "x-shopify-webhook-id": crypto.randomUUID(),
    "x-shopify-api-version": "2026-10",
    "x-shopify-triggered-at": triggeredAt,
    "x-shopify-hmac-sha256": hmac,
  };
  return fetch(`${app.url}/webhooks/shopify`, { method: "POST", headers, body });
}

describe("a merchant who opens the app for the first time", () => {
  it("finds the shop known and its orders being read, with nothing connected", async () => {
    expect(await row()).toMatchObject({ name: "Tidewater Supply Co", currency: "EUR", uninstalledAt: null });
    const settings = await look(shopId, readSettings);
    expect(settings.businessHours.timeZone).toBe(settings.timeZone);
    expect(settings.languages[0]).toBe("en");
    expect(settings.supportEmail).toContain("@");
    expect(await look(shopId, ({ tx }) => tx.order.count())).toBeGreaterThan(20);
    expect(settings.firstSyncedAt).toBeInstanceOf(Date);
  });

  it("who later grants or takes away a scope is understood by the next job", async () => {
    const { scopes } = await row();
    await town.settings({ scopes: [...scopes, "read_payment_terms"] });
    await settled();
    expect((await row()).scopes).toContain("read_payment_terms");
    await town.settings({ scopes });
    await settled();
    expect((await row()).scopes).toEqual([...scopes].sort());
  });
});

describe("a merchant who uninstalls", () => {
  it("has nothing sent from that moment on, not even what was waiting", async () => {
    const refused = { provider: "twilio", fault: "429", times: null } as const;
    await town.faults.add({ ...refused, match: { method: "POST" } });
    await town.text(phone, "Where is my order?");
    await town.settle();
    await expect.poll(statesOut).toEqual([{ state: "queued", reason: expect.anything() }]);
    await town.uninstall();
    await expect.poll(async () => (await row()).uninstalledAt).toBeInstanceOf(Date);
    await town.faults.clear();
    await town.clock.advance(3 * 3_600_000);
    await settled();
    expect(await textsAccepted()).toEqual([]);
    expect(await statesOut()).toEqual([{ state: "suppressed", reason: "uninstalled" }]);
  });

  it("is gone from every door: staff, stream, chat and texts", async () => {
    const token = await town.sessionToken();
    const headers = { authorization: `Bearer ${token}`, "user-agent": "Mozilla/5.0 Chrome/153" };
    expect((await openPage(app, "/app.data")).status).toBe(401);
    expect((await fetch(`${app.url}/live`, { headers })).status).toBe(401);
    expect(await prisma.session.count({ where: { shop: TIDEWATER } })).toBe(0);
    const before = await look(shopId, ({ tx }) => tx.message.count());
    await town.text(phone, "Hello?");
    await settled();
    expect(await textsAccepted()).toEqual([]);
    expect(
      await look(shopId, ({ tx }) => tx.message.count({ where: { direction: "out" } })),
    ).toBeLessThanOrEqual(before);
  });

  it("and comes back finds everything as it was; a late word of the uninstall changes nothing", async () => {
    await town.clock.advance(1_000);
    expect(await install(app)).toBe(shopId);
    await settled();
    expect(await row()).toMatchObject({ uninstalledAt: null, name: "Tidewater Supply Co" });
    expect((await sayUninstalled("2026-01-01T00:00:00Z")).status).toBe(200);
    await settled();
    expect((await row()).uninstalledAt).toBeNull();
    await town.text("+14155550124", "Where is my order?");
    await settled();
    expect((await textsAccepted()).length).toBeGreaterThan(0);
  });
});
