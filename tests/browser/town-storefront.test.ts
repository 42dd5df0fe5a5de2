import { expect, test } from "vitest";
import { townScene } from "./town-scene.ts";

const scene = townScene();

test("a shopper finds a product, chooses a size, and pays; the shop's admin has the order", async () => {
  const page = await scene.openPage();
  await page.goto(scene.town.storefront);
  await page.getByRole("link", { name: /Harbor Rain Jacket/ }).click();
  await page.locator(".options").getByText("L", { exact: true }).click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("button", { name: "Check out" }).click();
  await page.getByLabel("Email", { exact: true }).fill("mara@example.com");
  await page.getByLabel("Last name").fill("Quist");
  await page.getByLabel("Address").fill("Elbchaussee 1");
  await page.getByLabel("Postal code").fill("22765");
  await page.getByLabel("City").fill("Hamburg");
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.getByRole("heading", { name: "Thank you!" }).waitFor();
  const words = await page.textContent("main");
  const [name = ""] = /#\d+/.exec(words ?? "") ?? [];

  await page.goto(`${scene.town.admin}/store/tidewater/orders?query=mara@example.com`);
  await page.getByRole("link", { name }).click();
  await page.getByText("Harbor Rain Jacket - L").waitFor();
});

test("leaving the checkout after giving an email leaves an abandoned checkout behind", async () => {
  const page = await scene.openPage();
  await page.goto(`${scene.town.storefront}/products/storm-lantern`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("button", { name: "Check out" }).click();
  const remembered = page.waitForResponse((answer) => answer.url().endsWith("/checkout/contact"));
  await page.getByLabel("Email", { exact: true }).fill("gone@example.com");
  await page.getByLabel("Last name").focus();
  const { token } = (await (await remembered).json()) as { token: string };
  await page.goto(scene.town.storefront);
  await page.goto(`${scene.town.storefront}/checkouts/ac/${token}/recover`);
  expect(await page.getByLabel("Email", { exact: true }).inputValue()).toBe("gone@example.com");
});

test("a shopper of the cast signs in with one click and sees their order's parcel", async () => {
  const page = await scene.openPage();
  await page.goto(`${scene.town.storefront}/account`);
  await page.getByRole("button", { name: /Ada Lindqvist/ }).click();
  await page.getByRole("heading", { name: "Hello, Ada" }).waitFor();
  await page.locator(".orders a").first().click();
  await page.locator(".parcel").first().waitFor();
});

test("the switch in the theme editor turns the app embed off and on for everyone once it is saved", async () => {
  const page = await scene.openPage();
  await page.goto(
    `${scene.town.admin}/store/tidewater/themes/current/editor?context=apps&activateAppId=town-key/chat-embed`,
  );
  const preview = page.frameLocator("iframe");
  const embed = preview.locator(".shopify-app-block");
  await embed.waitFor({ state: "attached" });
  await page.locator(".switch").click();
  await embed.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  const shopper = await scene.openPage();
  await shopper.goto(scene.town.storefront);
  expect(await shopper.locator(".shopify-app-block").count()).toBe(0);
});

test("in Arabic the shop reads from right to left, also on a small phone, and nothing is cut off", async () => {
  const page = await scene.openPage({ width: 360, height: 740 });
  for (const path of [
    "/?locale=ar",
    "/products/harbor-rain-jacket",
    "/account/login",
    "/?locale=de",
    "/cart",
  ]) {
    await page.goto(scene.town.storefront + path);
    const isAsked = path !== "/cart" && !path.includes("de");
    if (isAsked) expect(await page.getAttribute("html", "dir")).toBe("rtl");
    const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect([path, content! <= screen!]).toEqual([path, true]);
  }
});
