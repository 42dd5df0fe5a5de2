import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "#app/clock.ts";
import { consentHash } from "#app/consent/consent-address.ts";
import type { Order } from "#sandbox/shopify/store/order-types.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { runNow } from "#tests/run-now.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";

let app: App;
let shopId: string;
let variantId: number;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await settled();
  const [member] = await town.cast();
  variantId = (await town.order(member!.orderId!)).lineItems[0]!.variantId!;
});
afterAll(stopApps);
beforeEach(() => town.faults.clear());

const buy = (email: string): Promise<Order> =>
  town.placeOrder({ customerEmail: email, lines: [{ variantId, quantity: 1 }] });
const loseWebhooks = (topic: string) =>
  town.faults.add({ provider: "webhooks", fault: "drop", match: { topic }, times: null });

const inMirror = ({ id }: Pick<Order, "id">) =>
  look(shopId, ({ tx }) =>
    tx.order.findUnique({
      where: { shopId_id: { shopId, id: String(id) } },
      include: { fulfillments: { include: { events: true } } },
    }),
  );
const told = (name: string, order: Order) =>
  look(shopId, ({ tx }) => tx.domainEvent.count({ where: { key: `${name}:${order.id}` } }));

/** What all sweeps found missing so far, by topic. */
const drift = async (): Promise<Record<string, number>> => {
  const rows = await look(shopId, ({ tx }) => tx.topicDrift.findMany({ where: { drifted: { gt: 0 } } }));
  return Object.fromEntries(rows.map(({ topic, drifted }) => [topic, drifted]));
};
/** What a stretch of the story adds to it. */
const driftDuring = async (work: () => Promise<unknown>): Promise<Record<string, number>> => {
  const before = await drift();
  await work();
  const added = Object.entries(await drift()).map(([topic, n]) => [topic, n - (before[topic] ?? 0)] as const);
  return Object.fromEntries(added.filter(([, n]) => n > 0));
};

/** The full hour strikes, and within the next the shop's own minute comes. */
const anHourGoesBy = async () => {
  const from = await town.clock.now();
  await runNow("sweepShops");
  await town.clock.advance(HOUR);
  await everySweep((sweep) => sweep.startedAt >= from && sweep.doneAt !== null);
};
const everySweep = async (
  is: (sweep: { startedAt: Date; doneAt: Date | null; because: string }) => boolean,
) => {
  // The clock's jumps may pass the hour at which deletions are looked for (lost-deletions.test.ts).
  const sweeps = () =>
    look(shopId, ({ tx }) => tx.sweep.findMany({ where: { because: { not: "nightly" } } }));
  await expect.poll(async () => (await sweeps()).every(is)).toBe(true);
  await settled();
};

describe("a shop whose webhooks all come", () => {
  it("is swept every hour, and nothing is found missing", async () => {
    const placed = await buy("eve@example.com");
    const parcel = await town.ship(placed.id, { carrier: "DHL", number: "JD0123456789" });
    await town.event(parcel.id, { status: "IN_TRANSIT" });
    const other = await buy("finn@example.com");
    await town.orderVerb(other.id, "cancel", { reason: "CUSTOMER", refund: true });
    await control("POST", `/shops/${TIDEWATER}/customers`, { firstName: "Mo", email: "mo@example.com" });
    await settled();
    expect(await driftDuring(anHourGoesBy)).toEqual({});
    const rows = await look(shopId, ({ tx }) => tx.topicDrift.findMany());
    const checked = Object.fromEntries(rows.map((row) => [row.topic, row.checked]));
    expect(checked["orders/updated"]).toBeGreaterThanOrEqual(2);
    expect(checked["fulfillment_events/create"]).toBeGreaterThanOrEqual(1);
    expect(checked["customers/update"]).toBeGreaterThanOrEqual(1);
  });
});

describe("webhooks that Shopify never sends", () => {
  it("are found within the hour, mirrored by the same verbs, told once and counted under their topics", async () => {
    const known = await buy("gil@example.com");
    await settled();
    await loseWebhooks("/./");
    const missed = await buy("hal@example.com");
    await town.ship(missed.id, { carrier: "DHL", number: "JD0123456790" });
    await town.orderVerb(known.id, "cancel", { reason: "CUSTOMER", refund: false });
    await settled();
    expect(await inMirror(missed)).toBeNull();
    const found = await driftDuring(anHourGoesBy);
    expect(await inMirror(missed)).toMatchObject({ name: missed.name, fulfillmentStatus: "FULFILLED" });
    expect((await inMirror(known))?.cancelledAt).not.toBeNull();
    expect(found).toEqual({
      "orders/create": 1,
      "orders/updated": 1,
      "fulfillments/create": 1,
      "customers/create": 1,
    });
    expect(await told("order.placed", missed)).toBe(1);
    expect(await told("order.cancelled", known)).toBe(1);
    expect(await driftDuring(anHourGoesBy)).toEqual({});
  });

  it("of a carrier's scan are found by the order that the scan has moved", async () => {
    const order = await buy("ida@example.com");
    const parcel = await town.ship(order.id, { carrier: "DHL", number: "JD0123456791" });
    await settled();
    await loseWebhooks("/./");
    await town.event(parcel.id, { status: "OUT_FOR_DELIVERY" });
    await settled();
    const scans = async () => (await inMirror(order))?.fulfillments[0]?.events.map(({ status }) => status);
    expect(await scans()).not.toContain("OUT_FOR_DELIVERY");
    expect(await driftDuring(anHourGoesBy)).toMatchObject({ "fulfillment_events/create": 1 });
    expect(await scans()).toContain("OUT_FOR_DELIVERY");
  });

  it("of a no to texts are found, and no is what stands from then on", async () => {
    // In the United States one yes is enough.
    const phone = "+14155552671";
    const nia = await control<{ id: number }>("POST", `/shops/${TIDEWATER}/customers`, {
      firstName: "Nia",
      phone,
    });
    const say = (state: string) =>
      control("POST", `/shops/${TIDEWATER}/customers/${nia.id}/consent`, { channel: "sms", state });
    await say("SUBSCRIBED");
    await settled();
    const state = async () =>
      (
        await look(shopId, ({ tx }) =>
          tx.consentState.findMany({ where: { addressHash: consentHash("sms", phone) } }),
        )
      ).map(({ state }) => state);
    expect(await state()).toEqual(["granted"]);
    await town.clock.advance(MINUTE);
    await loseWebhooks("/./");
    await say("UNSUBSCRIBED");
    await settled();
    expect(await state()).toEqual(["granted"]);
    expect(await driftDuring(anHourGoesBy)).toEqual({ "customers_marketing_consent/update": 1 });
    expect(await state()).toEqual(["revoked"]);
    expect(await driftDuring(anHourGoesBy)).toEqual({});
  });

  it("of products are found with their variants, and one that was deleted stays deleted", async () => {
    type Product = { id: number; title: string; variants: { id: number }[] };
    const products = `/shops/${TIDEWATER}/products`;
    const [changed, gone] = [
      await control<Product>("POST", products, { title: "Pier Beanie", price: "19.00" }),
      await control<Product>("POST", products, { title: "Storm Bell", price: "29.00" }),
    ];
    await settled();
    await control("DELETE", `${products}/${gone.id}`);
    await settled();
    await loseWebhooks("/./");
    await control("PATCH", `${products}/${changed.id}`, { title: "Pier Beanie, warmer" });
    const made = await control<Product>("POST", products, { title: "Fog Horn", price: "39.00" });
    await settled();
    expect(await driftDuring(anHourGoesBy)).toEqual({ "products/create": 1, "products/update": 1 });
    const titles = async (...ids: number[]) =>
      look(shopId, async ({ tx }) =>
        (await tx.product.findMany({ where: { id: { in: ids.map(String) } }, orderBy: { id: "asc" } })).map(
          ({ title, deletedAt }) => (deletedAt ? null : title),
        ),
      );
    expect(await titles(changed.id)).toEqual(["Pier Beanie, warmer"]);
    expect(await titles(made.id)).toEqual(["Fog Horn"]);
    expect(await titles(gone.id)).toEqual([null]);
    const variants = await look(shopId, ({ tx }) =>
      tx.variant.count({ where: { productId: String(made.id) } }),
    );
    expect(variants).toBe(made.variants.length);
  });

  it("of a checkout and of a return are found too", async () => {
    const order = await buy("olga@example.com");
    await town.ship(order.id, { carrier: "DHL", number: "JD0123456792" });
    await town.deliver(order.id);
    await settled();
    await town.clock.advance(MINUTE);
    await loseWebhooks("/./");
    await town.orderVerb(order.id, "return", { needsApproval: true });
    const { token } = await control<{ token: string }>("POST", `/shops/${TIDEWATER}/checkouts`, {
      email: "pia@example.com",
      lines: [{ variantId, quantity: 1 }],
    });
    await settled();
    expect(await driftDuring(anHourGoesBy)).toMatchObject({ "checkouts/create": 1, "returns/request": 1 });
    const returns = await look(shopId, ({ tx }) =>
      tx.return.findMany({ where: { orderId: String(order.id) } }),
    );
    expect(returns).toMatchObject([{ status: "REQUESTED" }]);
    expect(await look(shopId, ({ tx }) => tx.checkout.count({ where: { token } }))).toBe(1);
  });

  it("of somebody who was forgotten stay lost, and are no drift", async () => {
    const order = await buy("jo@example.com");
    await settled();
    const customerId = (await town.order(order.id)).customerId;
    await control("POST", `/shops/${TIDEWATER}/compliance`, {
      topic: "customers/redact",
      customerId,
      orders_to_redact: [order.id],
    });
    await settled();
    expect(await inMirror(order)).toBeNull();
    await loseWebhooks("/./");
    await town.changeOrder(order.id, { note: "after the end" });
    await settled();
    expect(await driftDuring(anHourGoesBy)).toEqual({});
    expect(await inMirror(order)).toBeNull();
  });
});

describe("six hours in which nobody was there", () => {
  it("are made up for within a quarter of an hour, and the hourly sweeps that were missed by one", async () => {
    await app.stop();
    const missed = [await buy("kim@example.com"), await buy("lou@example.com")];
    await town.ship(missed[0]!.id, { carrier: "UPS", number: "1Z999AA10123456784" });
    await town.orderVerb(missed[1]!.id, "cancel", { reason: "CUSTOMER", refund: true });
    // Shopify tries nine times within four hours, and then no more.
    await town.clock.advance(6 * HOUR);
    const back = await town.clock.now();
    app = await startApp();
    await everySweep(({ startedAt, doneAt }) => startedAt >= back && doneAt !== null);
    expect((await town.clock.now()).getTime() - back.getTime()).toBeLessThan(15 * MINUTE);
    for (const order of missed) expect(await inMirror(order)).toMatchObject({ name: order.name });
    expect((await inMirror(missed[1]!))?.cancelledAt).not.toBeNull();
    for (const order of missed) expect(await told("order.placed", order)).toBe(1);
    expect((await drift())["orders/create"]).toBeGreaterThanOrEqual(missed.length);
    const begun = () => app.log().split('"job":"sweepShop"').length - 1;
    expect(begun()).toBe(1);
    await town.clock.advance(HOUR);
    await expect.poll(begun).toBe(2);
    await everySweep(({ because, doneAt }) => because === "hourly" && doneAt !== null);
    expect(begun()).toBe(2);
  });
});
