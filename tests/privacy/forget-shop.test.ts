import { afterAll, beforeAll, expect, it } from "vitest";
import { HOUR } from "#app/clock.ts";
import { recordConsent, standing } from "#app/consent/ledger.ts";
import { prisma } from "#app/db.server.ts";
import { readPrivacyRequests } from "#app/privacy/read-export.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { TIDEWATER, town } from "#tests/town.ts";
import { sendShopify } from "#tests/webhooks.ts";
import { CANARY, canaryCustomer, canaryOrder, dataRequest, dump, hits } from "./canary.ts";

const LEAVING = "lantern-lane.myshopify.com";
const KEPT = ["Shop", "ConsentEntry", "ConsentState", "Tombstone", "PrivacyRequest"];
let app: App;
let staying: string;
let leaving: string;

beforeAll(async () => {
  await town.reset();
  await town.makeShop({ domain: LEAVING, orders: 20, customers: 10 });
  app = await startApp();
  [staying, leaving] = [await install(app), await install(app, LEAVING)];
  await settled();
  for (const domain of [TIDEWATER, LEAVING]) {
    await sendShopify(app, { topic: "customers/update", body: canaryCustomer(), domain });
    await sendShopify(app, { topic: "orders/create", body: canaryOrder(), domain });
    await settled();
    await (await openChat(app, { customer: CANARY.id, domain })).say(CANARY.text);
  }
  await sendShopify(app, { topic: "orders/create", body: "{no json", domain: LEAVING });
  await sendShopify(app, { topic: "customers/data_request", body: dataRequest(), domain: LEAVING });
  const stop = { channel: "sms", address: CANARY.phone, purpose: "updates", state: "revoked" } as const;
  await look(leaving, (shop) =>
    recordConsent(shop, { ...stop, source: "keyword", evidence: { words: "STOP" }, at: shop.at }),
  );
  await settled();
});
afterAll(stopApps);

/** Rows of the tables that hold shops' own, as this shop sees them. */
const tablesWithRows = async (shopId: string) => {
  const rows = (await dump(shopId)).filter(({ row }) => row.includes(shopId));
  return [...new Set(rows.map(({ table }) => table.replace(/public\.|"/g, "")))].sort();
};
const words = [...Object.values(CANARY).map(String), LEAVING, "lantern-lane"];

it("a shop that has left is forgotten two days later: nothing stays but hashes, and the other shop is whole", async () => {
  const theirs = await hits(staying, [CANARY.email]);
  expect(theirs.length).toBeGreaterThan(1);
  expect((await tablesWithRows(leaving)).length).toBeGreaterThan(8);
  await town.shop(LEAVING).uninstall();
  await settled();
  await town.clock.advance(49 * HOUR);
  await settled();
  expect(await hits(leaving, words)).toEqual([]);
  expect((await tablesWithRows(leaving)).filter((table) => !KEPT.includes(table))).toEqual([]);
  expect(await hits(staying, [CANARY.email])).toEqual(theirs);
  expect(await look(leaving, readPrivacyRequests)).toMatchObject([{}, {}]);
});

it("late news of it is taken in and does nothing", async () => {
  const answer = await sendShopify(app, { topic: "orders/updated", body: canaryOrder(), domain: LEAVING });
  expect(answer.status).toBe(200);
  expect((await sendShopify(app, { topic: "shop/redact", body: {}, domain: LEAVING })).status).toBe(200);
  await settled();
  expect(await prisma.shop.count({ where: { domain: LEAVING } })).toBe(0);
  expect((await tablesWithRows(leaving)).filter((table) => !KEPT.includes(table))).toEqual([]);
});

it("a shop that comes back has its opt-outs, and a late word of its leaving takes nothing", async () => {
  expect(await install(app, LEAVING)).toBe(leaving);
  await settled();
  const asked = { channel: "sms", address: CANARY.phone, purpose: "updates" } as const;
  expect(await look(leaving, (shop) => standing(shop, asked))).toBe("revoked");
  const orders = () => look(leaving, ({ tx }) => tx.order.count());
  expect(await orders()).toBeGreaterThan(0);
  await sendShopify(app, { topic: "shop/redact", body: {}, domain: LEAVING });
  await settled();
  expect(await orders()).toBeGreaterThan(0);
});
