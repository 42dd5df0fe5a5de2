import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { proxySignature } from "#sandbox/shopify/proxy-signature.ts";
import { type RunningTown, startTown } from "#sandbox/town.ts";
import { openStubApp, type StubApp } from "#tests/browser/stub-app.ts";
import { type Shopper, shopperAt } from "./shopper.ts";

let app: StubApp;
let town: RunningTown;
let shopper: Shopper;
beforeAll(async () => {
  app = await openStubApp();
  town = await startTown({ appUrl: app.url, orders: 10, customers: 5, parts: ["shopify", "storefront"] });
});
beforeEach(() => {
  shopper = shopperAt(town.storefront);
});
afterAll(async () => {
  await town.close();
  await app.close();
});

test("a request to the app proxy reaches the app signed, with the shop and no shopper", async () => {
  const answer = await shopper.get("/apps/threadline/chat/session?a=1&ids[]=2&ids[]=3&signature=forged");
  const { path } = (await answer.json()) as { path: string };
  expect(path).toBe("/proxy/chat/session");
  const query = app.asked.at(-1)!.query;
  expect(query.get("shop")).toBe("tidewater.myshopify.com");
  expect(query.get("path_prefix")).toBe("/apps/threadline");
  expect(query.get("logged_in_customer_id")).toBe("");
  expect(query.getAll("ids[]")).toEqual(["2", "3"]);
  expect(query.getAll("signature")).toEqual([proxySignature(query, "town-secret")]);
});

test("a signed-in shopper's id goes along, and no cookie in either direction", async () => {
  await shopper.post("/account/login", { customer: "ada.lindqvist@example.com" });
  const answer = await shopper.send("/apps/threadline/x", {
    method: "POST",
    body: '{"a":1}',
    headers: { "content-type": "application/json" },
  });
  expect(await answer.json()).toMatchObject({ body: '{"a":1}', cookie: null, method: "POST" });
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(answer.headers.get("x-app")).toBe("stub");
  expect(Number(app.asked.at(-1)!.query.get("logged_in_customer_id"))).toBeGreaterThan(0);
});

test("the timestamp is the town's time", async () => {
  const { now } = (await (await fetch(`${town.url}/_town/clock`)).json()) as { now: string };
  await shopper.get("/apps/threadline/x");
  const stamp = Number(app.asked.at(-1)!.query.get("timestamp"));
  expect(Math.abs(stamp - Date.parse(now) / 1000)).toBeLessThan(60);
});

test("a Liquid answer is shown inside the theme, with the shop's objects", async () => {
  app.refuseOnce(
    "/proxy/page",
    200,
    { "content-type": "application/liquid" },
    "<b>{{ shop.name }} {{ 1 | plus: 1 }}</b>",
  );
  const page = await (await shopper.get("/apps/threadline/page")).text();
  expect(page).toContain("<b>Tidewater Supply Co 2</b>");
  expect(page).toContain('class="site-footer"');
});

test("an app that was uninstalled has no proxy, and one that is away has an error page", async () => {
  const control = (path: string, body: object) =>
    fetch(`${town.url}/_town${path}`, { method: "POST", body: JSON.stringify(body) });
  await control("/app", { url: "http://127.0.0.1:9" });
  expect((await shopper.get("/apps/threadline/x")).status).toBe(503);
  await control("/app", { url: app.url });
  await control("/shops/tidewater.myshopify.com/install", {});
  await control("/shops/tidewater.myshopify.com/uninstall", {});
  expect((await shopper.get("/apps/threadline/x")).status).toBe(404);
});
