import axe from "axe-core";
import { createTransport } from "nodemailer";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { freshTown } from "#tests/sandbox/one-town.ts";
import { callGraph } from "#tests/sandbox/graph-call.ts";
import { send } from "#tests/sandbox/twilio-call.ts";
import { launchChromium } from "#tools/chromium.ts";

const ADA = "+46701740605";
const MAIL_OF_ADA = "ada.lindqvist@example.com";
const DOT = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const used = freshTown(["shopify", "meta", "whatsapp", "messenger", "instagram", "sms", "mail", "page"], {
  orders: 20,
  customers: 10,
});
const PAGE = "123456789012345";
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(async () => {
  await page.close();
  expect(errors.splice(0)).toEqual([]);
});

async function open(width = 1440, height = 900): Promise<void> {
  page = await browser.newPage({ viewport: { width, height } });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(used.town.url);
  await page.locator("#orders .card").first().waitFor();
}
const card = (name: string) => page.locator("#orders .card", { has: page.locator("b", { hasText: name }) });

describe("the one page of the town", () => {
  test("places an order, ships it, delays the parcel and sees it delivered", async () => {
    await open();
    await page.getByRole("button", { name: "Place order" }).click();
    const placed = page.locator("#orders .card").first();
    await placed.getByRole("button", { name: "Ship it" }).click();
    await placed.locator(".parcel").waitFor();
    await placed.getByRole("button", { name: "Delay 3 days" }).click();
    await placed.locator(".parcel", { hasText: "delayed" }).waitFor();
    await placed.getByRole("button", { name: "Delivered" }).click();
    await placed.locator(".parcel", { hasText: "· delivered" }).waitFor();
    expect(await placed.getByRole("button", { name: "Ship it" }).count()).toBe(0);
  });

  test("writes on WhatsApp from the same phone, shows buttons and taps one", async () => {
    const graph = (path: string, body: object) => callGraph(used, "EAAtownWhatsAppSystemUser", path, body);
    await graph("/102290129340398/subscribed_apps", {});
    await open();
    await page.getByLabel("Phone", { exact: true }).selectOption(ADA);
    await page.getByLabel("App", { exact: true }).selectOption("WhatsApp");
    await page.getByLabel("Text", { exact: true }).fill("Which order?");
    await page.getByLabel("Text", { exact: true }).press("Enter");
    await page.locator(".screen .out", { hasText: "Which order?" }).waitFor();
    const buttons = [{ type: "reply", reply: { id: "o1", title: "#1001" } }];
    await graph("/106540352242922/messages", {
      messaging_product: "whatsapp",
      to: ADA,
      type: "interactive",
      interactive: { type: "button", body: { text: "This one?" }, action: { buttons } },
    });
    await page
      .locator(".screen .in", { hasText: "This one?" })
      .getByRole("button", { name: "#1001" })
      .click();
    await page.locator(".screen .out", { hasText: "#1001" }).waitFor();
    await page.locator(".screen .in small", { hasText: "read" }).waitFor();
  });

  test("writes to the shop's Page from the same phone and presses what it offers", async () => {
    const { token } = (await used.call("POST", "/messenger/accounts", { id: PAGE })).body as {
      token: string;
    };
    const graph = (path: string, body: object) => callGraph(used, token, `/${PAGE}${path}`, body);
    await graph("/subscribed_apps", { subscribed_fields: "messages,messaging_postbacks" });
    await open();
    await page.getByLabel("Phone", { exact: true }).selectOption(ADA);
    await page.getByLabel("App", { exact: true }).selectOption("Messenger");
    await page.getByLabel("Text", { exact: true }).fill("Is the jacket warm?");
    await page.getByLabel("Text", { exact: true }).press("Enter");
    await page.locator(".screen .out", { hasText: "Is the jacket warm?" }).waitFor();
    await graph("/messages", {
      recipient: { id: `2400${ADA.slice(1)}` },
      messaging_type: "RESPONSE",
      message: {
        text: "Which size?",
        quick_replies: [{ content_type: "text", title: "Medium", payload: "m" }],
      },
    });
    await page
      .locator(".screen .in", { hasText: "Which size?" })
      .getByRole("button", { name: "Medium" })
      .click();
    await page.locator(".screen .out", { hasText: "Medium" }).waitFor();
  });

  test("writes a mail to the shop and answers one, where the shop has its mail posted to it", async () => {
    const { body: app } = await used.call("GET", "/app");
    await used.call("POST", "/mail-receivers", { address: "help@tidewater.example", url: `${app.url}/mail` });
    await open();
    await page.getByText("Write a mail").click();
    await page.getByLabel("Subject").fill("Hello");
    await page.getByLabel("Words").fill("Is the shop open today?");
    await page.locator(".compose").getByRole("button", { name: "Send" }).click();
    await page.locator(".letter", { hasText: "to help@tidewater.example" }).waitFor();
    const answer = {
      from: "help@tidewater.example",
      to: MAIL_OF_ADA,
      subject: "Re: Hello",
      text: "Until six.",
    };
    await createTransport(used.town.smtp).sendMail(answer);
    const received = page.locator(".letter", { hasText: `to ${MAIL_OF_ADA}` });
    await received.locator("summary").click();
    await received.getByLabel("Reply").fill("Thank you");
    await received.getByRole("button", { name: "Reply" }).click();
    await expect
      .poll(() => page.locator(".letter", { hasText: "to help@tidewater.example" }).count())
      .toBe(2);
  });

  test("texts the shop from a phone and shows the answer as it comes", async () => {
    await open();
    await page.getByLabel("Phone", { exact: true }).selectOption(ADA);
    await page.getByLabel("Text", { exact: true }).fill("Where is my order?");
    await page.getByLabel("Text", { exact: true }).press("Enter");
    await page.locator(".screen .out", { hasText: "Where is my order?" }).waitFor();
    await send(used, { To: ADA, Body: "On its way: https://dhl.example/1" });
    await page.locator(".screen .in a", { hasText: "https://dhl.example/1" }).waitFor();
    expect(used.app.requests[0]?.form.Body).toBe("Where is my order?");
    await page.getByLabel("Picture").setInputFiles({ name: "dot.png", mimeType: "image/png", buffer: DOT });
    await page.getByRole("button", { name: "Send", exact: true }).click();
    const picture = page.locator(".screen .out img");
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  });

  test("moves the clock for the whole town", async () => {
    await open();
    const before = Date.parse(String((await used.call("GET", "/clock")).body.now));
    await page.getByRole("button", { name: "+1 day" }).click();
    await page.locator("#log li.clock").waitFor({ state: "attached" });
    const shown = async () => Date.parse((await page.locator("#clock").getAttribute("datetime")) ?? "");
    await expect.poll(async () => Math.round(((await shown()) - before) / 3_600_000)).toBe(24);
  });

  test("says in words why the town refused", async () => {
    await open();
    await page.getByLabel("Order", { exact: true }).fill("#99999999");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("alert").filter({ hasText: "no order #99999999" }).waitFor();
  });

  test("shows one panel at a time on a phone, without scrolling sideways", async () => {
    await open(390, 844);
    for (const name of ["Orders", "Phones", "Mail", "Log", "Shop", "Admin"]) {
      await page.getByRole("navigation").getByRole("button", { name }).click();
      expect(await page.locator("main > section:visible").count()).toBe(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
  });

  test.each([1440, 390])("has no accessibility faults at %i px", async (width) => {
    await open(width);
    await card("#10002").locator("summary").click();
    await card("#10002").locator(".actions").waitFor();
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    expect(found).toEqual([]);
  });
});
