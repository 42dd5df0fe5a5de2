import { expect, it } from "vitest";
import { DAY, earlier, HOUR, later, now } from "#app/clock.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { settled } from "#tests/app.ts";
import { runNow } from "#tests/run-now.ts";
import { TIDEWATER, town } from "#tests/town.ts";
import { browserDesk, findBarriers, PHONE } from "./desk-scene.ts";

const desk = browserDesk();

/** Two days of a lively shop, as the letterbox keeps them. */
async function twoDays(): Promise<void> {
  const topics = ["orders/updated", "orders/create", "fulfillment_events/create", "customers/update"];
  const from = earlier(now(), 2 * DAY);
  await prisma.receipt.createMany({
    data: Array.from({ length: 400 }, (_, n) => ({
      door: "shopify",
      key: `lively-${n}`,
      topic: topics[n % topics.length]!,
      address: TIDEWATER,
      headers: {},
      body: new Uint8Array(),
      receivedAt: later(from, Math.sin(n / 400) * 2 * DAY),
      readAt: from,
    })),
  });
}

const lastSweep = () => inShop(desk.shopId, ({ tx }) => tx.sweep.findFirst({ where: { kind: "orders" } }));
const silence = () =>
  inShop(desk.shopId, ({ tx, at }) =>
    tx.topicSilence.create({
      data: {
        shopId: desk.shopId,
        topic: "returns/request",
        since: earlier(at, 5 * HOUR),
        expected: 31,
        raisedAt: earlier(at, HOUR),
      },
    }),
  );

it("says what came and what a check found, and checks when asked without being loaded again", async () => {
  await settled();
  await twoDays();
  await town.faults.add({ provider: "webhooks", fault: "drop", match: { topic: "/./" }, times: null });
  await town.changeOrder((await town.cast())[0]!.orderId!, { note: "Ring twice" });
  await town.clock.advance(HOUR / 4);
  // As after an outage: the sweep finds the note, of which nobody has told it.
  const to = await town.clock.now();
  await runNow("sweepAfterOutage", { from: earlier(to, HOUR / 4), to });
  expect(await lastSweep()).toMatchObject({ because: "outage", doneAt: expect.any(Date) });
  await town.faults.clear();
  const { page, app } = await desk.open("/app/shop-data");
  await app.getByText(/^\d+ checks whose first time is this night$/).click();
  await app.getByRole("listitem").getByText("Deleted orders", { exact: true }).waitFor();
  await app.getByRole("img", { name: /Messages from Shopify in the last 48 hours/ }).waitFor();
  await app.getByRole("row", { name: /^Orders changed orders\/updated/ }).waitFor();
  const orders = app.getByRole("row", { name: /^Orders and parcels/ });
  await orders.getByText("had not reached Threadline, and is in place now").waitFor();
  await app.getByRole("button", { name: "Check now" }).click();
  await page.getByText("Checking now").waitFor();
  await orders.getByText("Nothing had changed at Shopify.").waitFor();
  await app.getByText("topics that have not come up yet").click();
  await app.getByText("Customers deleted").waitFor();
});

it("a silence is told on the page and at home, and what could not be read leads to Problems", async () => {
  await silence();
  await prisma.receipt.updateMany({ where: { key: "lively-1" }, data: { parkedFor: "It is no JSON." } });
  const { app: home } = await desk.open("/app");
  await home.getByText("Shopify is unusually quiet").waitFor();
  await home.getByRole("link", { name: "See what came and check now" }).click();
  await home.getByText("A message from Shopify could not be read").waitFor();
  await home.getByText(/Returns asked for: nothing since/).waitFor();
  await home.getByRole("link", { name: "See why, and try them again" }).click();
  await home.getByText("It is no JSON.").waitFor();
});

it("what could not be read at first is read again from here", async () => {
  const products = { kind: "products" };
  const failed = { state: "failed", problem: "Shopify gave up six times in a row.", doneAt: null };
  await inShop(desk.shopId, ({ tx }) => tx.syncRun.updateMany({ where: products, data: failed }));
  const { page, app } = await desk.open("/app/shop-data");
  await app.getByText("Not all of these could be read: products").waitFor();
  await app.getByRole("button", { name: "Read them again" }).click();
  await page.getByText("They are being read again").waitFor();
  const run = () => inShop(desk.shopId, ({ tx }) => tx.syncRun.findFirst({ where: products }));
  await expect.poll(run).toMatchObject({ state: "done", problem: null });
});

it("has no barrier that axe knows of, wide and on a phone, and is no wider than the phone", async () => {
  for (const viewport of [undefined, PHONE]) {
    const { app } = await desk.open("/app/shop-data", { ...(viewport && { viewport }) });
    await app.locator("h1").waitFor();
    expect(await findBarriers(app)).toEqual([]);
    expect(await app.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  }
});
