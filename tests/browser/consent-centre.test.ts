import { afterAll, beforeAll, expect, it } from "vitest";
import { saveJoinWord } from "#app/consent/join-words.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { preferencesUrl } from "#app/consent/preferences-url.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { inShop } from "#app/db.server.ts";
import { launchChromium } from "#tools/chromium.ts";
import { connectSms, settled } from "#tests/app.ts";
import type { Browser } from "playwright-core";
import { browserDesk, findBarriers, PHONE, WIDE } from "./desk-scene.ts";

const desk = browserDesk();
const MAIL = "maria@letters.example";
let browser: Browser;
let yesPath: string;

beforeAll(async () => {
  await connectSms(desk.app, desk.shopId);
  await inShop(desk.shopId, async (shop) => {
    const fact = { channel: "email", address: MAIL, purpose: "marketing", at: shop.at } as const;
    const shown = { text: "I agree to letters with offers.", version: "2026-11-21/any/email/marketing/en" };
    await recordConsent(shop, { ...fact, state: "granted", source: "storefront", shown, evidence: {} });
    await recordConsent(shop, {
      ...fact,
      state: "revoked",
      source: "keyword",
      evidence: { words: "No more, please" },
    });
    await saveJoinWord(shop, { word: "TIDE", purposes: ["marketing"] });
    const inbound = {
      channel: "sms",
      accountId: null,
      from: "+14155550188",
      text: "Hi",
      at: shop.at,
    } as const;
    const { conversationId: id } = await receiveMessage(shop, { ...inbound, externalId: "yes-1" });
    const { customerId } = await shop.tx.conversation.findFirstOrThrow({ where: { id } });
    yesPath = `/app/customers/${customerId}/yes`;
  });
  browser = await launchChromium();
});
afterAll(() => browser?.close());

it("an address is looked up, its words read, and its proof taken out", async () => {
  const { page, app } = await desk.open("/app/consent");
  await app.getByLabel("Email address or number", { exact: true }).fill(MAIL);
  await app.getByRole("button", { name: "Look up" }).click();
  await app.getByText("I agree to letters with offers.").waitFor();
  await app.getByText("No more, please").waitFor();
  const saved = page.waitForEvent("download");
  await app.getByRole("button", { name: "Page to print" }).click();
  expect((await saved).suggestedFilename()).toBe("consent-proof.html");
});

it("a yes that was told to staff is read out, ticked and kept, and asked again where the law wants it", async () => {
  const { app } = await desk.open(yesPath);
  await app.getByText("Consent is not a condition of any purchase", { exact: false }).first().waitFor();
  await app.getByLabel("Marketing", { exact: true }).check();
  await app.getByLabel("What they said").fill("Yes, text me when the rain jackets are back");
  await app.getByRole("button", { name: "Keep this yes" }).click();
  await app.getByText("It is kept. We ask them", { exact: false }).first().waitFor();
  await app.getByRole("button", { name: "Keep this yes" }).waitFor();
});

it("a list is tried before it is written", async () => {
  const { app } = await desk.open("/app/consent/import");
  const csv = `email,status\n${MAIL},subscribed\nnew@letters.example,unsubscribed\n`;
  await app.getByLabel("CSV file, at most 200,000 rows").setInputFiles({
    name: "old-list.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(csv),
  });
  await app.getByRole("button", { name: "Try it" }).click();
  await app.getByText("1 of 2 rows would be written").waitFor();
  await app.getByRole("button", { name: "Write them" }).click();
  await app.getByText("2 rows came in").waitFor();
  await settled();
  await app.getByText("old-list.csv").waitFor();
  await app.getByText("1 of 2 taken, 0 changed nothing, 1 could not be read").waitFor();
  await app.getByText("Why rows were left out").click();
  await app.getByText("1 row: a yes without saying whether", { exact: false }).waitFor();
});

it("a list that Excel saved with semicolons shows its columns, and takes the country in small letters", async () => {
  const { app } = await desk.open("/app/consent/import");
  await app.getByLabel("CSV file, at most 200,000 rows").setInputFiles({
    name: "liste.csv",
    mimeType: "text/csv",
    buffer: Buffer.from('\uFEFFPhone;"Status; now"\n0151 12345678;no\nnobody;no\n'),
  });
  const options = app.getByLabel("Column of the address").locator("option");
  await expect.poll(() => options.allTextContents()).toEqual(["Phone", "Status; now"]);
  await app.getByLabel("Country of numbers without one").fill("de");
  await app.getByRole("button", { name: "Try it" }).click();
  await app.getByText("1 of 2 rows would be written").waitFor();
  await app.getByText("Rows that are left out").click();
  await app.getByText("Row 3:").waitFor();
});

it("a list that Excel saved in Windows-1252 shows its columns with their umlauts, and is read by them", async () => {
  const { app } = await desk.open("/app/consent/import");
  await app.getByLabel("CSV file, at most 200,000 rows").setInputFiles({
    name: "liste.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Empfänger;Wörter\n\nada@letters.example;Grüße\nnobody;\n", "latin1"),
  });
  const addresses = app.getByLabel("Column of the address");
  await expect.poll(() => addresses.locator("option").allTextContents()).toEqual(["Empfänger", "Wörter"]);
  await addresses.selectOption("Empfänger");
  await app.getByLabel("What the addresses are for").selectOption("email");
  await app.getByRole("button", { name: "Try it" }).click();
  await app.getByText("Rows that are left out").click();
  await app.getByText("Row 4: no address").waitFor();
});

it("a word that joins shows its code and what to print beside it", async () => {
  const { app } = await desk.open("/app/consent/join");
  const code = app.getByRole("img", { name: /Code that opens a text of TIDE/ });
  await code.waitFor();
  expect(await code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await app.getByText("Consent is not a condition of any purchase", { exact: false }).waitFor();
});

it("no page of it has a barrier that axe knows of, wide and on a phone, or is wider than the phone", async () => {
  for (const viewport of [WIDE, PHONE])
    for (const path of [
      "/app/consent",
      "/app/consent/import",
      "/app/consent/join",
      "/app/consent/words",
      yesPath,
    ]) {
      const { page, app } = await desk.open(path, { viewport });
      await app.locator("h1").waitFor();
      if (process.env.SHOTS)
        await page.screenshot({
          path: `${process.env.SHOTS}/${path.replaceAll("/", "-")}-${viewport.width}.png`,
          fullPage: true,
        });
      expect(await findBarriers(app), path).toEqual([]);
      expect(await app.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), path).toBe(
        false,
      );
      await page.context().close();
    }
});

it("a shopper's own page has none either, in light and dark", async () => {
  const at = await inShop(desk.shopId, async (shop) => shop.at);
  const path = new URL(
    preferencesUrl({ id: desk.shopId, at }, { channel: "sms", address: "+14155550123" }, "en"),
  ).pathname;
  for (const colorScheme of ["light", "dark"] as const)
    for (const viewport of [WIDE, PHONE]) {
      const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(`${desk.app.url}${path}`);
      if (process.env.SHOTS)
        await page.screenshot({
          path: `${process.env.SHOTS}/preferences-${colorScheme}-${viewport.width}.png`,
          fullPage: true,
        });
      expect(await findBarriers(page.mainFrame())).toEqual([]);
      await page.getByRole("button", { name: "Send me nothing at all" }).click();
      await page.getByText("Done. We will send you nothing here any more.").waitFor();
      await context.close();
    }
});
