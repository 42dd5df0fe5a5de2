import { beforeEach, describe, expect, it } from "vitest";
import { earlier, HOUR, later, now } from "#app/clock.ts";
import { inShop, pool, prisma } from "#app/db.server.ts";
import { changeScopes, hasScope, scopesFromWebhook } from "#app/shop/change-scopes.ts";
import { findShopByDomain } from "#app/shop/find-shop.ts";
import { installShop } from "#app/shop/install-shop.ts";
import { isInstalled, requireInstalled } from "#app/shop/installed.ts";
import { readSettings, saveSettings } from "#app/shop/settings.ts";
import { uninstallShop } from "#app/shop/uninstall-shop.ts";
import { shopFactsFromWebhook, updateShop } from "#app/shop/update-shop.ts";

let domain: string;
beforeEach(() => {
  domain = `shop-${crypto.randomUUID().slice(0, 8)}.myshopify.com`;
});

const install = () => installShop(domain, { scopes: ["read_locales", "write_orders"] });
const eventsOf = (shopId: string, name: string) =>
  inShop(shopId, ({ tx }) => tx.domainEvent.count({ where: { shopId, name } }));
const settingsOf = (shopId: string) => inShop(shopId, readSettings);
const uninstall = (shopId: string, saidAt: Date | null = now()) =>
  inShop(shopId, (shop) => uninstallShop(shop, { saidAt }));
const jobs = async (shopId: string) =>
  (
    await pool.query(
      "select t.identifier task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where j.payload->>'shopId' = $1",
      [shopId],
    )
  ).rows.map((row) => row.task as string);

describe("an install", () => {
  it("works from the first minute: settings, the question who it is, and the word that it is there", async () => {
    const shop = await install();
    expect(shop).toMatchObject({ domain, uninstalledAt: null, scopes: ["read_locales", "write_orders"] });
    expect(await settingsOf(shop.id)).toMatchObject({
      shopName: domain.replace(".myshopify.com", ""),
      timeZone: "UTC",
      answersOn: true,
      businessHours: { timeZone: "UTC", monday: [{ from: "09:00", to: "17:00" }], sunday: [] },
    });
    expect(await jobs(shop.id)).toContain("refreshShop");
    expect(await eventsOf(shop.id, "shop.installed")).toBe(1);
  });

  it("made twenty times at once is one install", async () => {
    const shops = await Promise.all(Array.from({ length: 20 }, install));
    expect(new Set(shops.map(({ id }) => id)).size).toBe(1);
    expect(await eventsOf(shops[0]!.id, "shop.installed")).toBe(1);
    expect(await inShop(shops[0]!.id, ({ tx }) => tx.shopSettings.count())).toBe(1);
  });

  it("after an uninstall finds its settings as they were", async () => {
    const shop = await install();
    await inShop(shop.id, (handle) => saveSettings(handle, { supportEmail: "help@tidewater.example" }));
    await uninstall(shop.id);
    const again = await install();
    expect(again).toMatchObject({ id: shop.id, uninstalledAt: null });
    expect(await settingsOf(shop.id)).toMatchObject({ supportEmail: "help@tidewater.example" });
    expect(await eventsOf(shop.id, "shop.installed")).toBe(2);
  });
});

describe("an uninstall", () => {
  it("stops everything at its commit and takes the tokens along", async () => {
    const shop = await install();
    await prisma.session.create({
      data: {
        id: `offline_${domain}`,
        shop: domain,
        state: "",
        isOnline: false,
        accessToken: Buffer.from("x"),
      },
    });
    expect(await uninstall(shop.id)).toBe("applied");
    expect(await inShop(shop.id, isInstalled)).toBe(false);
    await expect(inShop(shop.id, requireInstalled)).rejects.toThrow("uninstalled");
    expect(await prisma.session.count({ where: { shop: domain } })).toBe(0);
    expect(await eventsOf(shop.id, "shop.uninstalled")).toBe(1);
  });

  it("told twice happens once", async () => {
    const shop = await install();
    expect(await Promise.all([uninstall(shop.id), uninstall(shop.id)])).toContain("ignored");
    expect(await eventsOf(shop.id, "shop.uninstalled")).toBe(1);
  });

  it("that comes a day late, after the shop is back, is ignored", async () => {
    const shop = await install();
    expect(await uninstall(shop.id, earlier(shop.installedAt, 24 * HOUR))).toBe("ignored");
    expect((await findShopByDomain(domain))!.uninstalledAt).toBeNull();
    expect(await uninstall(shop.id, later(shop.installedAt, HOUR))).toBe("applied");
  });
});

describe("what Shopify says of a shop", () => {
  it("changes its scopes once, in any order", async () => {
    const { id } = await install();
    const change = (scopes: string[]) => inShop(id, (shop) => changeScopes(shop, scopes));
    expect(await change(["write_orders", "read_locales"])).toBe("ignored");
    expect(await change(["write_orders", "read_locales", "read_draft_orders"])).toBe("applied");
    const { scopes } = (await findShopByDomain(domain))!;
    expect(hasScope(scopes, "read_draft_orders")).toBe(true);
    expect(hasScope(scopes, "read_orders")).toBe(true);
    expect(hasScope(scopes, "read_payment_terms")).toBe(false);
    expect(scopesFromWebhook({ id: 1, previous: [], current: ["read_orders"] })).toEqual(["read_orders"]);
    expect(scopesFromWebhook({ current: "read_orders" })).toBeNull();
  });

  it("moves business hours to its time zone, and leaves what the merchant has set", async () => {
    const { id } = await install();
    const payload = {
      id: 1,
      name: "Tidewater Supply Co",
      email: "owner@tidewater.example",
      customer_email: "help@tidewater.example",
      iana_timezone: "Europe/Berlin",
      currency: "EUR",
      domain: "tidewater.example",
    };
    await inShop(id, (shop) => updateShop(shop, shopFactsFromWebhook(payload)!));
    expect(await settingsOf(id)).toMatchObject({
      shopName: "Tidewater Supply Co",
      timeZone: "Europe/Berlin",
      supportEmail: "help@tidewater.example",
      primaryUrl: "https://tidewater.example",
      businessHours: { timeZone: "Europe/Berlin" },
    });
    await inShop(id, (shop) => saveSettings(shop, { supportEmail: "crew@tidewater.example" }));
    await inShop(id, (shop) => updateShop(shop, shopFactsFromWebhook({ ...payload, email: null })!));
    expect(await settingsOf(id)).toMatchObject({ supportEmail: "crew@tidewater.example" });
  });

  it("in a broken way changes nothing", async () => {
    const { id } = await install();
    expect(shopFactsFromWebhook("nonsense")).toBeNull();
    expect(shopFactsFromWebhook({ name: 7 })).toBeNull();
    await inShop(id, (shop) => updateShop(shop, { timeZone: "Mars/Olympus", name: undefined }));
    expect(await settingsOf(id)).toMatchObject({ timeZone: "UTC" });
  });
});

describe("settings", () => {
  it("are saved field by field, or refused with words", async () => {
    const { id } = await install();
    const save = (changes: object) => inShop(id, (shop) => saveSettings(shop, changes));
    expect(await save({ answersOn: false, languages: ["de", "en"] })).toEqual({ saved: true });
    expect(await save({ supportEmail: "nobody" })).toEqual({
      saved: false,
      problems: { supportEmail: "That is not an email address." },
    });
    expect(await settingsOf(id)).toMatchObject({
      answersOn: false,
      languages: ["de", "en"],
      supportEmail: null,
    });
  });
});
