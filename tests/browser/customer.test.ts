import { mkdirSync } from "node:fs";
import type { Frame } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { inShop } from "#app/db.server.ts";
import { saveSettings } from "#app/shop/settings.ts";
import { settled } from "#tests/app.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";
import { browserDesk, findBarriers, PHONE, WIDE } from "./desk-scene.ts";

const PHONE_NUMBER = "+15035554801";
const desk = browserDesk();
let shopifyId: number;
let customerId: string;

beforeAll(async () => {
  const made = await control<{ id: number }>("POST", `/shops/${TIDEWATER}/customers`, {
    firstName: "Nora",
    lastName: "Lindqvist",
    email: "nora.lindqvist@example.com",
    phone: PHONE_NUMBER,
    note: "Allergic to wool",
    tags: ["vip"],
    locale: "de",
    address: { countryCode: "DE", city: "Kiel" },
  });
  shopifyId = made.id;
  for (let k = 0; k < 18; k++) {
    const lines = [{ title: "Harbor Rain Jacket", quantity: 1 }];
    const order = await town.placeOrder({ customerId: shopifyId, lines });
    await town.ship(order.id);
  }
  await inShop(desk.shopId, (shop) => saveSettings(shop, { staffMayNote: true, staffMayTag: true }));
  await control("POST", `/shops/${TIDEWATER}/customers/${shopifyId}/consent`, {
    channel: "sms",
    state: "SUBSCRIBED",
  });
  await control("POST", `/shops/${TIDEWATER}/customers/${shopifyId}/tags`, { add: ["wholesale"] });
  await settled();
  const row = await inShop(desk.shopId, ({ tx, id: shopId }) =>
    tx.customer.findUniqueOrThrow({ where: { shopId_shopifyId: { shopId, shopifyId: String(shopifyId) } } }),
  );
  customerId = row.id;
});

const openCustomer = (viewport = WIDE) => desk.open(`/app/customers/${customerId}`, { viewport });
const entries = (app: Frame) => app.locator(".tl-timeline li");

describe("a customer's page", () => {
  it("shows who they are, what they allow and what they bought, and older things on demand", async () => {
    const { app } = await openCustomer();
    await app.getByText("Allergic to wool").waitFor();
    await app.getByText("wholesale").waitFor();
    await app.getByText("Marketing by text").first().waitFor();
    await expect.poll(() => entries(app).count()).toBe(30);
    await app.getByRole("button", { name: "Older" }).click();
    // 18 orders, 18 parcels, one yes, and the first word of them.
    await expect.poll(() => entries(app).count()).toBe(38);
    await app.getByText("First known here").waitFor();
  });

  it("a changed note is shown as Shopify will have it, saved, and the page says what came of it", async () => {
    const { app } = await openCustomer();
    await app.getByRole("button", { name: "Change note" }).click();
    await app.getByRole("textbox", { name: "Note" }).fill("Allergic to wool and silk");
    await app.getByRole("button", { name: "Preview" }).click();
    await app.getByText("Shopify will show").waitFor();
    expect((await inTown()).note).toBe("Allergic to wool");
    await app.getByRole("button", { name: "Save in Shopify" }).click();
    await app.getByText("Done", { exact: true }).first().waitFor();
    expect((await inTown()).note).toBe("Allergic to wool and silk");
  });

  it("tags are added with Enter and taken away, by keyboard alone", async () => {
    const { page, app } = await openCustomer();
    await app.getByRole("button", { name: "Change tags" }).focus();
    await page.keyboard.press("Enter");
    await app.getByRole("button", { name: "Take away wholesale" }).focus();
    await page.keyboard.press("Enter");
    await app.getByLabel("New tag").focus();
    await page.keyboard.type("gifts");
    await page.keyboard.press("Enter");
    await app.getByRole("button", { name: "Save in Shopify" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await inTown()).tags.toSorted()).toEqual(["gifts", "vip"]);
    await app.locator(".tl-tags", { hasText: "gifts" }).first().waitFor();
  });

  it("is a click away from their conversation, which says what matters while writing", async () => {
    const { conversationId } = await inShop(desk.shopId, (shop) =>
      receiveMessage(shop, {
        channel: "sms",
        accountId: null,
        from: PHONE_NUMBER,
        text: "Is wool in it?",
        externalId: crypto.randomUUID(),
        at: shop.at,
      }),
    );
    for (const viewport of [WIDE, PHONE]) {
      const { page, app } = await desk.open(`/app/inbox/${conversationId}`, { viewport });
      if (viewport === PHONE) await app.locator(".tl-panel-open").click();
      const facts = app.locator(".tl-person-facts");
      await facts.getByText("Allergic to wool").waitFor();
      await facts.getByText("Marketing by text: Yes").waitFor();
      expect(await findBarriers(app)).toEqual([]);
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/panel-${viewport.width}.png` });
      await facts.getByRole("link", { name: "Profile and timeline" }).click();
      await app.getByText("Messages by text: 1 from them").waitFor();
    }
  });

  it("has no barrier that axe knows of, wide and on a phone, and is not wider than the phone", async () => {
    for (const viewport of [WIDE, PHONE]) {
      const { page, app } = await openCustomer(viewport);
      await entries(app).first().waitFor();
      expect(await findBarriers(app)).toEqual([]);
      expect(await app.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
      if (process.env.SHOTS) {
        mkdirSync(process.env.SHOTS, { recursive: true });
        await page.screenshot({ path: `${process.env.SHOTS}/customer-${viewport.width}.png` });
      }
    }
  });
});

const inTown = () =>
  control<{ note: string | null; tags: string[] }>("GET", `/shops/${TIDEWATER}/customers/${shopifyId}`);
