import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readDisclosures } from "#app/consent/disclosure-words.ts";
import { readConsent } from "#app/consent/ledger.ts";
import { type App, connectSms, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { checkAccess } from "#tests/browser/check-access.ts";
import { PHONE, WIDE } from "#tests/browser/desk-scene.ts";
import { TIDEWATER, control, town } from "#tests/town.ts";
import { launchChromium } from "#tools/chromium.ts";

let app: App;
let shopId: string;
let storefront: string;
let browser: Browser;
const contexts: BrowserContext[] = [];
const problems: string[] = [];
const asked: string[] = [];

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  storefront = (await town.addresses()).storefront;
  await settled();
  browser = await launchChromium();
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  expect(problems.splice(0)).toEqual([]);
  asked.length = 0;
});
afterAll(async () => {
  await browser?.close();
  await stopApps();
});

async function visit(locale: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: WIDE, locale: "en-US", ...options });
  context.setDefaultTimeout(60_000);
  contexts.push(context);
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${storefront}/pages/news?locale=${locale}`);
  return page;
}

const block = (page: Page) => page.locator(".threadline-sign-up");
const isWiderThanItsWindow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
const said = (address: string) =>
  look(shopId, (shop) => readConsent(shop, [{ channel: "sms", address }])) as Promise<
    { purpose: string; state: string; shown: string; version: string; source: string }[]
  >;

describe("the sign-up block in a shop's theme", () => {
  test("leads a visitor without a script to the words of their country, and the ledger keeps those words", async () => {
    const page = await visit("en", { javaScriptEnabled: false });
    await block(page).getByLabel("Your mobile number with its country code").fill("+1 415 555 7300");
    expect(asked.filter((url) => url.includes("/apps/threadline"))).toEqual([]);
    await block(page).getByRole("button", { name: "Continue" }).click();
    const choice = page.locator("label.choice").filter({ hasText: "Offers and news" });
    const words = await choice.locator("small").innerText();
    const disclosure = await look(shopId, async (shop) =>
      (await readDisclosures(shop))({
        country: "US",
        channel: "sms",
        purposes: ["marketing"],
        locale: "en-US",
      }),
    );
    expect(words).toBe(disclosure.text);
    expect(await said("+14155557300"), "an address alone is no yes").toEqual([]);
    expect(await choice.getByRole("checkbox").isChecked()).toBe(false);
    await choice.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Yes, I agree" }).click();
    await page.getByRole("status").waitFor();
    await settled();
    const [entry, ...others] = await said("+14155557300");
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      purpose: "marketing",
      state: "pending",
      source: "storefront",
      shown: words,
      version: disclosure.version,
    });
    expect(
      asked.filter((url) => url.includes("555")),
      "in no URL",
    ).toEqual([]);
  });

  test("speaks the language of the page that it stands in to the end, whatever the browser's", async () => {
    const page = await visit("de");
    await block(page).getByLabel("Ihre Handynummer").fill("+49 1511 2345678");
    await page.keyboard.press("Enter");
    await page.getByText("Kreuzen Sie an").waitFor();
    const choice = page.locator("label.choice").first();
    const words = await choice.locator("small").innerText();
    await choice.getByRole("checkbox").check();
    await page.locator("button.main").click();
    await page.getByRole("status").getByText("Danke").waitFor();
    await settled();
    expect(await said("+4915112345678")).toMatchObject([{ shown: words }]);
  });

  test("says at the field what is wrong with an address", async () => {
    const page = await visit("fr");
    await block(page).getByRole("textbox").fill("12");
    await page.keyboard.press("Enter");
    const field = page.getByRole("textbox");
    await page.getByRole("alert").waitFor();
    expect(await field.getAttribute("aria-describedby")).toBe("fault");
    expect(await field.inputValue()).toBe("12");
  });

  for (const [name, viewport] of Object.entries({
    "on a wide screen": WIDE,
    "on a phone": PHONE,
    "on a small phone": { width: 320, height: 640 },
  }))
    test(`is within reach for everyone ${name}`, async () => {
      const page = await visit("de", { viewport });
      expect(await checkAccess(page, ".threadline-sign-up")).toEqual([]);
      expect(await isWiderThanItsWindow(page)).toBe(false);
    });

  test("says what the merchant wrote as text alone, and asks for what they chose", async () => {
    const settings = { heading: "<b>Ten & more</b>", button: '"Go"', ask: "email" };
    await control("POST", `/shops/${TIDEWATER}/theme`, { block: "sign-up", settings });
    const page = await visit("en");
    expect(await block(page).getByRole("heading").innerText()).toBe("<b>Ten & more</b>");
    expect(await block(page).getByRole("button").innerText()).toBe('"Go"');
    expect(await block(page).getByLabel("Your email address").getAttribute("type")).toBe("email");
  });
});
