import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { trackingUrl } from "#app/orders/tracking/tracking-url.ts";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { checkAccess } from "#tests/browser/check-access.ts";
import { PHONE, WIDE } from "#tests/browser/desk-scene.ts";
import { openChat } from "#tests/chat.ts";
import { town } from "#tests/town.ts";
import { launchChromium } from "#tools/chromium.ts";

let app: App;
let shopId: string;
let storefront: string;
let browser: Browser;
let cast: Record<string, CastMember>;
const contexts: BrowserContext[] = [];
const problems: string[] = [];

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  storefront = (await town.addresses()).storefront;
  cast = Object.fromEntries((await town.cast()).map((member) => [member.role, member]));
  await settled();
  await openChat(app); // The shop's chat is on.
  browser = await launchChromium();
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  expect(problems.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await stopApps();
});

async function visit(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: WIDE,
    ...options,
  });
  context.setDefaultTimeout(60_000);
  contexts.push(context);
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(url);
  return page;
}

async function parcelPage(role: string, locale: string | null = null): Promise<string> {
  const at = await town.clock.now();
  const where = { orderId: String(cast[role]!.orderId) };
  const parcel = await look(shopId, ({ tx }) =>
    tx.fulfillment.findFirstOrThrow({ where, orderBy: { shippedAt: "asc" } }),
  );
  return app.url + new URL(trackingUrl({ id: shopId, at }, parcel.id, locale)).pathname;
}

const isWiderThanItsWindow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

describe("a parcel's page in a real browser", () => {
  for (const [name, viewport] of Object.entries({ "on a wide screen": WIDE, "on a phone": PHONE }))
    for (const colorScheme of ["light", "dark"] as const)
      test(`is within reach for everyone ${name}, ${colorScheme}`, async () => {
        // axe is a script, and the page's policy lets none run: here alone it is set aside.
        const options = { viewport, colorScheme, bypassCSP: true };
        for (const role of ["on-time", "late", "split", "no-scans", "delivered"]) {
          const page = await visit(await parcelPage(role, "de"), options);
          expect(await checkAccess(page, "body"), role).toEqual([]);
          expect(await isWiderThanItsWindow(page), role).toBe(false);
        }
        const gone = await visit(`${app.url}/track/x`.replace("/x", `/${"A".repeat(59)}`), options);
        expect(await checkAccess(gone, "body")).toEqual([]);
        problems.length = 0; // Chromium reports the 404 itself as an error.
      });

  test("asks nobody for anything and sets no cookie, and needs no script", async () => {
    const asked: string[] = [];
    const page = await visit("about:blank", { javaScriptEnabled: false });
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const url = await parcelPage("on-time");
    await page.goto(url);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain(
      "On its way with DHL Express",
    );
    expect(await page.locator("ol.scans > li").count()).toBeGreaterThan(1);
    expect(asked.filter((path) => path !== "/favicon.ico")).toEqual([new URL(url).pathname]);
    expect(await page.context().cookies()).toEqual([]);
    const colour = await page
      .locator("article")
      .evaluate((element) => getComputedStyle(element).borderRadius);
    expect(colour, "its style is let through by its policy").not.toBe("0px");
  });

  test("leads to the storefront with the chat open", async () => {
    const page = await visit(`${storefront}/#threadline`);
    await page.locator(".panel").waitFor();
    expect(await page.getByRole("textbox", { name: "Write a message" }).isVisible()).toBe(true);
  });
});

describe("the order tracking block in a shop's theme", () => {
  const block = (page: Page) => page.locator(".threadline-tracking");

  for (const [name, viewport] of Object.entries({ "on a wide screen": WIDE, "on a phone": PHONE }))
    test(`takes a stranger from number and email by their code to the order ${name}`, async () => {
      const { customerEmail, orderName } = cast[viewport === WIDE ? "late" : "on-time"]!;
      const page = await visit(`${storefront}/pages/track-order?locale=en`, { viewport });
      expect(await checkAccess(page, ".threadline-tracking")).toEqual([]);
      await block(page).getByLabel("Order number").fill(orderName!);
      await block(page).getByLabel("Email of the order").fill(customerEmail!);
      await page.keyboard.press("Enter");
      await block(page).getByText("6-digit code").waitFor();
      await settled();
      const code = /\d{6}/.exec((await town.mail(customerEmail!)).at(-1)!.text)![0];
      // The cursor stands in the field already.
      await page.keyboard.type(code);
      await page.keyboard.press("Enter");
      await block(page).getByText(`Order ${orderName}`).waitFor();
      expect(await block(page).getByRole("link", { name: "See this parcel" }).getAttribute("href")).toMatch(
        /\/track\//,
      );
      expect(await checkAccess(page, ".threadline-tracking")).toEqual([]);
      expect(await isWiderThanItsWindow(page)).toBe(false);
      await page.reload();
      await block(page).getByText(`Order ${orderName}`).waitFor();
    });

  test("shows a signed-in customer their parcels at once, in their language", async () => {
    const page = await visit(
      `${storefront}/account/sign-in?customer=${cast.split!.customerId}&return=/pages/track-order`,
    );
    await page.goto(`${storefront}/pages/track-order?locale=de`);
    await block(page).getByText(`Bestellung ${cast.split!.orderName}`).waitFor();
    expect(await block(page).locator("section").count()).toBe(2);
    expect(await checkAccess(page, ".threadline-tracking")).toEqual([]);
  });

  test("says in words that nothing came of it where the app cannot be reached, and works again after", async () => {
    const page = await visit(`${storefront}/pages/track-order?locale=en`);
    await page.route("**/apps/threadline/track/**", (route) => route.abort());
    await block(page).getByLabel("Tracking number").fill("1234567891");
    await page.keyboard.press("Enter");
    await block(page).getByText("That did not work").waitFor();
    await page.unroute("**/apps/threadline/track/**");
    await page.keyboard.press("Enter");
    await block(page).getByText("6-digit code").waitFor();
    problems.length = 0; // The cut connection, on purpose.
  });
});
