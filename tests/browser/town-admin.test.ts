import { expect, test } from "vitest";
import { appFrame, townScene } from "./town-scene.ts";

const scene = townScene();
const inApp = (path = "") => `${scene.town.admin}/store/tidewater/apps/town-key${path}`;

test("a deep link opens the app at that page with a signed launch, and Back means the same in both", async () => {
  const page = await scene.openPage();
  await page.goto(inApp("/app/inbox?thread=7"));
  const frame = await appFrame(page);
  const launch = new URL(frame.url()).searchParams;
  expect(launch.get("thread")).toBe("7");
  expect(launch.get("shop")).toBe("tidewater.myshopify.com");
  expect([...launch.keys()]).toEqual(expect.arrayContaining(["hmac", "host", "id_token", "embedded"]));
  expect(page.url()).toBe(inApp("/app/inbox?thread=7"));

  await page.getByRole("link", { name: "Settings" }).click();
  await page.waitForURL(inApp("/app/settings"));
  await expect.poll(() => frame.textContent("#path")).toBe("/app/settings");
  await page.goBack();
  await page.waitForURL(inApp("/app/inbox?thread=7"));
  await expect.poll(() => frame.textContent("#path")).toBe("/app/inbox");
});

test("the app's requests to itself carry a fresh token of whoever looks", async () => {
  const page = await scene.openPage();
  await page.goto(inApp("/app"));
  const asOwner = await (await appFrame(page)).evaluate(async () => (await fetch("/who")).json());
  expect(asOwner.dest).toBe("https://tidewater.myshopify.com");
  await page.locator(".staff-menu summary").click();
  await page.getByRole("link", { name: /Ben/ }).click();
  await page.waitForURL(/staff=\d+/);
  const asBen = await (await appFrame(page)).evaluate(async () => (await fetch("/who")).json());
  expect(asBen.sub).not.toBe(asOwner.sub);
  expect(asBen.jti).not.toBe(asOwner.jti);
});

test("a request refused for its token is tried once more with a new one", async () => {
  const page = await scene.openPage();
  await page.goto(inApp("/app"));
  const frame = await appFrame(page);
  scene.app.refuseOnce("/who", 401, { "X-Shopify-Retry-Invalid-Session-Request": "1" });
  const status = await frame.evaluate(
    async () => (await fetch("/who", { method: "POST", body: "x" })).status,
  );
  expect(status).toBe(200);
  const tries = scene.app.asked.filter(({ path }) => path === "/who").slice(-2);
  expect(tries.map(({ body }) => body)).toEqual(["x", "x"]);
  expect(tries[0]?.headers.authorization).not.toBe(tries[1]?.headers.authorization);
});

test("a launch that the app bounces comes back with a new token", async () => {
  const page = await scene.openPage();
  const back = encodeURIComponent(`${scene.town.admin}/app?shop=tidewater.myshopify.com&embedded=1&host=x`);
  scene.app.refuseOnce("/app", 302, { location: `/auth/session-token?shop=x&shopify-reload=${back}` });
  await page.goto(inApp("/app?expired=1"));
  const frame = await appFrame(page);
  const [first, second] = scene.app.asked.filter(({ path }) => path === "/app").slice(-2);
  expect(first?.query.get("id_token")).not.toBe(second?.query.get("id_token"));
  expect(frame.url()).toContain("id_token=");
});

test("title bar and save bar are the admin's, and their buttons are the app's", async () => {
  const page = await scene.openPage();
  await page.goto(inApp("/app"));
  const frame = await appFrame(page);
  await expect.poll(() => page.textContent("#title-bar-title")).toBe("Title of /app");
  await page.getByRole("button", { name: "New message" }).click();
  await expect.poll(() => frame.textContent("#said")).toBe("new");
  await page.getByText("More actions").click();
  await page.getByRole("button", { name: "Archive" }).click();
  await expect.poll(() => frame.textContent("#said")).toBe("archive");

  await frame.evaluate(() => shopify.saveBar.show("bar"));
  await page.getByRole("link", { name: "Inbox" }).click();
  expect(await frame.textContent("#path")).toBe("/app");
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => frame.textContent("#said")).toBe("save");
  await frame.evaluate(() => shopify.saveBar.hide("bar"));
  await page.getByRole("link", { name: "Inbox" }).click();
  await page.waitForURL(inApp("/app/inbox"));
});

test("a toast's action and a modal's button reach the app", async () => {
  const page = await scene.openPage();
  await page.goto(inApp("/app"));
  const frame = await appFrame(page);
  await frame.evaluate(() => {
    shopify.toast.show("Closed", { action: "Undo", onAction: () => (document.title = "undone") });
  });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => frame.title()).toBe("undone");
  await frame.evaluate(() => shopify.modal.show("modal"));
  await frame.getByRole("button", { name: "Close it" }).click();
  await expect.poll(() => frame.textContent("#said")).toBe("yes");
  await page.keyboard.press("Escape");
  await frame.locator("dialog").waitFor({ state: "detached" });
});

test("the resource picker hands over what was picked from the shop, and nothing when it was cancelled", async () => {
  const page = await scene.openPage();
  await page.goto(inApp("/app"));
  const frame = await appFrame(page);
  const picking = frame.evaluate(async () => {
    const picked = await shopify.resourcePicker({ type: "product", multiple: true });
    return picked?.map(({ id, title }) => ({ id, title }));
  });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("searchbox").fill("lantern");
  await expect.poll(() => dialog.locator(".picker-row").count()).toBe(1);
  await dialog.getByText("Storm Lantern").click();
  await dialog.getByRole("button", { name: "Add" }).click();
  expect(await picking).toEqual([
    { id: expect.stringMatching(/^gid:\/\/shopify\/Product\/\d+$/), title: "Storm Lantern" },
  ]);

  const cancelled = frame.evaluate(
    async () => (await shopify.resourcePicker({ type: "product" })) === undefined,
  );
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await cancelled).toBe(true);
});

test("more scopes are granted only when the merchant agrees", async () => {
  const page = await scene.openPage();
  await page.goto(inApp("/app"));
  const frame = await appFrame(page);
  const ask = () => frame.evaluate(async () => (await shopify.scopes.request(["write_discounts"])).result);
  const declined = ask();
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await declined).toBe("declined-all");
  const granted = ask();
  await page.getByRole("button", { name: "Update" }).click();
  expect(await granted).toBe("granted-all");
  const { scopes } = await scene.control<{ scopes: string[] }>(
    "GET",
    "/shops/tidewater.myshopify.com/installation",
  );
  expect(scopes).toContain("write_discounts");
});

test("links into Shopify's admin lead to the town's, and the editor's to the storefront", async () => {
  const page = await scene.openPage();
  await page.goto(inApp("/app"));
  await (await appFrame(page)).click("#order");
  await page.waitForURL(`${scene.town.admin}/store/tidewater/orders`);
  await page.locator("td a").first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto(inApp("/app"));
  await (await appFrame(page)).click("#editor");
  await page.waitForURL(`${scene.town.storefront}/_editor?context=apps&shop=tidewater.myshopify.com`);
});

test("a page of the app opened by itself goes into the admin", async () => {
  const page = await scene.openPage();
  await page.goto(`${scene.town.admin}/app/inbox?shop=tidewater.myshopify.com&embedded=1&thread=3`);
  await page.waitForURL(inApp("/app/inbox?thread=3"));
  await appFrame(page);
});

test("on a phone the navigation is a drawer", async () => {
  const page = await scene.openPage({ width: 390, height: 800 });
  await page.goto(inApp("/app"));
  const frame = await appFrame(page);
  const settings = page.getByRole("link", { name: "Settings" });
  expect(await settings.isVisible()).toBe(false);
  await page.getByRole("button", { name: "Menu" }).click();
  await settings.click();
  await expect.poll(() => frame.textContent("#path")).toBe("/app/settings");
  await expect.poll(() => settings.isVisible()).toBe(false);
});

test("a shop that threw the app out is asked before it is installed again", async () => {
  const page = await scene.openPage();
  await page.goto(inApp("/app"));
  await appFrame(page);
  await scene.control("POST", "/shops/tidewater.myshopify.com/uninstall", {});
  await page.goto(inApp("/app"));
  await page.getByRole("button", { name: "Install" }).click();
  await appFrame(page);
});
