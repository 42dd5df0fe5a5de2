import { afterAll, beforeAll, expect, it } from "vitest";
import { findByShopifyId } from "#app/customers/find-customer.ts";
import { openChat } from "#tests/chat.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { requiredScopes } from "#tests/laws/required-scopes.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";

let app: App;
let shopId: string;
beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await settled();
});
afterAll(() => stopApps());

interface Customer {
  id: number;
  email: string;
}

const aCustomer = (email: string) =>
  control<Customer>("POST", `/shops/${TIDEWATER}/customers`, { email, firstName: "Ada", lastName: "Reed" });
/** The topics that the app has subscribed this shop to. */
const subscriptions = async () => {
  const { subscriptions } = (await town.settings({})) as { subscriptions: { topic: string; uri: string }[] };
  return subscriptions.map(({ topic }) => topic);
};

it("a merge made at Shopify is followed once the scope for it is granted, and its orders answer the one who is left", async () => {
  expect(await subscriptions()).toEqual([]);
  await town.settings({ scopes: [...requiredScopes(), "read_customer_merge"] });
  await settled();
  expect(await subscriptions()).toEqual(["CUSTOMERS_MERGE"]);
  // The same word again, and an install that has it from its first minute, subscribe once.
  await town.settings({ scopes: [...requiredScopes(), "read_customer_merge", "read_markets"] });
  await settled();
  expect(await subscriptions()).toEqual(["CUSTOMERS_MERGE"]);

  const [kept, gone] = [await aCustomer("ada@reed.example"), await aCustomer("old@reed.example")];
  const order = await town.placeOrder({
    customerId: gone.id,
    lines: [{ title: "Pier Beanie", quantity: 1 }],
  });
  const before = await openChat(app, { customer: gone.id });
  await before.say("Where is my order?");
  await settled();
  await control("POST", `/shops/${TIDEWATER}/customers/${kept.id}/merge`, { goneId: gone.id });
  await settled();

  const ours = (id: number) => look(shopId, (shop) => findByShopifyId(shop, String(id)));
  expect(await ours(gone.id)).toBe(await ours(kept.id));
  const after = await openChat(app, { customer: kept.id });
  expect((await after.thread()).map(({ text }) => text)).toContain("Where is my order?");
  await after.say(`Where is my order ${order.name}?`);
  await settled();
  expect((await after.lastAnswer())?.text).toContain(order.name);
});
