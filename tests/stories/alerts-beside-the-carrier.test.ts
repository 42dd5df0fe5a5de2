import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, earlier, HOUR, later, MINUTE } from "#app/clock.ts";
import { type AlertChannel, ALERT_KINDS, type AlertKind } from "#app/orders/alerts/alert-kind.ts";
import { saveAlertSetting } from "#app/orders/alerts/alert-settings.ts";
import { watchParcels } from "#app/orders/alerts/watch-parcels.ts";
import { type App, connectSms, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { placeAsGuest } from "#tests/place-as-guest.ts";
import { runNow } from "#tests/run-now.ts";
import { type OrderToPlace, town } from "#tests/town.ts";
import { sendShopify } from "#tests/webhooks.ts";

let app: App;
let shopId: string;
let variantId: number;
let sku: string;

beforeAll(async () => {
  await town.reset();
  await town.clock.to("2027-03-08T14:00:00Z");
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  await settled();
  const [member] = await town.cast();
  ({ variantId, sku } = (await town.order(member!.orderId!)).lineItems[0] as {
    variantId: number;
    sku: string;
  });
  for (const kind of ALERT_KINDS) await allow(kind, ["sms", "email"]);
  await town.clock.advance(MINUTE);
});
afterAll(stopApps);

const allow = (kind: AlertKind, channels: AlertChannel[], shop = shopId) =>
  look(shop, (one) => saveAlertSetting(one, { kind, channels, notAtNight: false }));

let people = 0;
const newPhone = () => `+49151765432${String(++people).padStart(2, "0")}`;
const newNumber = () => `JD01470000${String(++people).padStart(2, "0")}`;

const place = (more: Partial<OrderToPlace> = {}) =>
  placeAsGuest({ lines: [{ variantId, quantity: 1 }], ...more });

const heard = town.textsTo;

const alertsOf = (orderId: number, shop = shopId) =>
  look(shop, ({ tx }) =>
    tx.parcelAlert.findMany({ where: { orderId: String(orderId) }, orderBy: { kind: "asc" } }),
  );

/** The half hour strikes for as long as it takes: the town's clock jumps where the schedule's own would tick. */
async function watch(turns = 1): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    await watchParcels();
    await settled();
  }
}

const sweepOrders = () => runNow("sweepShop", { shopId, because: "asked" });

describe("what is found by reading again", () => {
  it("is told where it is fresh and kept where it is a day old, though no webhook spoke of either", async () => {
    const [early, late] = [newPhone(), newPhone()];
    const [old, fresh] = [await place({ phone: early }), await place({ phone: late })];
    await town.faults.add({ provider: "webhooks", fault: "drop", match: { topic: "/./" }, times: null });
    await app.stop();
    await town.ship(old.id, { carrier: "DHL", number: newNumber() });
    await town.clock.advance(DAY + HOUR);
    await town.ship(fresh.id, { carrier: "DHL", number: newNumber() });
    expect(await alertsOf(old.id)).toEqual([]);
    app = await startApp();
    await town.clock.advance(MINUTE);
    await sweepOrders();
    await town.faults.clear();
    expect(await alertsOf(old.id)).toMatchObject([{ kind: "shipped", state: "withheld", reason: "late" }]);
    expect(await heard(early)).toEqual([]);
    expect(await heard(late)).toEqual([expect.stringContaining(fresh.name)]);
  });

  it("by a shop's first sync is told to nobody, however its alerts are set, nor by the schedule after it", async () => {
    const domain = "harbour.myshopify.com";
    await town.makeShop({ domain, orders: 0, customers: 0, cast: false });
    const shop = town.shop(domain);
    const at = await town.clock.now();
    const email = "before-us@example.com";
    const lives = [
      ["OUT_FOR_DELIVERY", 7 * HOUR],
      ["DELIVERED", 25 * HOUR],
      ["DELAYED", 25 * HOUR],
      ["IN_TRANSIT", 9 * DAY],
    ] as const;
    for (const [status, ago] of lives) {
      const placedAt = earlier(at, 10 * DAY).toISOString();
      const order = await shop.placeOrder({
        customerId: null,
        email,
        lines: [{ sku, quantity: 1 }],
        placedAt,
      });
      const parcel = await shop.ship(order.id, { carrier: "DHL", number: newNumber(), at: placedAt });
      await shop.event(parcel.id, { status, happenedAt: earlier(at, ago).toISOString() });
    }
    const harbour = await install(app, domain);
    // On since long ago, as after a second installation: nothing but their age keeps the past from being told.
    for (const kind of ALERT_KINDS) await allow(kind, ["email"], harbour);
    await look(harbour, ({ tx }) => tx.alertSetting.updateMany({ data: { onSince: earlier(at, 30 * DAY) } }));
    await settled();
    await watch(2);
    expect(await look(harbour, ({ tx }) => tx.fulfillmentEvent.count())).toBe(lives.length);
    expect(await town.mail(email)).toEqual([]);
  });
});

describe("a promise that passes", () => {
  it("while its carrier scans and says nothing of it, is told as a delay, once and on the day after", async () => {
    const phone = newPhone();
    const at = await town.clock.now();
    const promisedBy = later(at, 2 * DAY).toISOString();
    const order = await place({ phone, promisedFrom: at.toISOString(), promisedBy });
    const parcel = await town.ship(order.id, { carrier: "DHL", number: newNumber() });
    await town.event(parcel.id, { status: "IN_TRANSIT", city: "Leipzig" });
    await settled();
    await town.clock.advance(2 * DAY - HOUR);
    await watch();
    expect(await heard(phone)).toHaveLength(1);
    await town.clock.advance(DAY);
    await watch(3);
    const [, news, ...others] = await heard(phone);
    expect(news).toMatch(/is delayed/);
    expect(news).toContain(order.name);
    expect(others).toEqual([]);
  });

  it("of a parcel that nobody scans is told to nobody: it may have come", async () => {
    const phone = newPhone();
    const at = await town.clock.now();
    const promisedBy = later(at, 2 * DAY).toISOString();
    const order = await place({ phone, promisedFrom: at.toISOString(), promisedBy });
    await town.ship(order.id, { carrier: "Night Courier", number: newNumber() });
    await settled();
    await town.clock.advance(3 * DAY);
    await watch(2);
    expect(await heard(phone)).toHaveLength(1);
    expect((await alertsOf(order.id)).map(({ kind }) => kind)).toEqual(["shipped"]);
  });

  it("before the merchant switched this on is nothing to tell of", async () => {
    const phone = newPhone();
    const at = await town.clock.now();
    const promisedBy = later(at, DAY).toISOString();
    await allow("delayed", []);
    const order = await place({ phone, promisedFrom: at.toISOString(), promisedBy });
    const parcel = await town.ship(order.id, { carrier: "DHL", number: newNumber() });
    await town.event(parcel.id, { status: "IN_TRANSIT", city: "Leipzig" });
    await settled();
    await town.clock.advance(DAY + 20 * HOUR);
    await allow("delayed", ["sms", "email"]);
    await watch(2);
    expect((await heard(phone)).filter((text) => text.includes("is delayed"))).toEqual([]);
  });
});

describe("an order that is fetched at the shop", () => {
  it("is told ready once, with what is in it, and handing it over is no shipment and no delivery", async () => {
    const phone = newPhone();
    const order = await place({ phone, deliveryMethod: "PICK_UP" });
    expect(await heard(phone)).toEqual([]);
    await town.orderVerb(order.id, "ready-for-pickup");
    await settled();
    const [news, ...others] = await heard(phone);
    expect(news).toMatch(/ready to be picked up/);
    expect(news).toContain(order.name);
    expect(news).toContain(order.lineItems[0]!.title);
    expect(others).toEqual([]);
    await town.orderVerb(order.id, "picked-up");
    await settled();
    expect(await heard(phone)).toHaveLength(1);
  });

  it("is told to nobody when it was cancelled before the news was read", async () => {
    const phone = newPhone();
    const order = await place({ phone, deliveryMethod: "PICK_UP" });
    await app.stop();
    await town.orderVerb(order.id, "ready-for-pickup");
    await town.orderVerb(order.id, "cancel", { reason: "CUSTOMER" });
    app = await startApp();
    await town.clock.advance(2 * HOUR);
    await settled();
    expect(await heard(phone)).toEqual([]);
  });
});

describe("a parcel that a warehouse announced first", () => {
  it("is told as shipped when it has left, though it was made two days before", async () => {
    const phone = newPhone();
    const order = await place({ phone });
    const at = await town.clock.now();
    const parcel = {
      id: 8_800_000_000_001,
      order_id: order.id,
      tracking_company: "DHL",
      tracking_number: newNumber(),
      created_at: at.toISOString(),
      line_items: order.lineItems.map(({ id }) => ({ id, quantity: 1 })),
    };
    const tell = async (topic: string, status: string, updatedAt: Date) => {
      await sendShopify(app, { topic, body: { ...parcel, status, updated_at: updatedAt.toISOString() } });
      await settled();
    };
    await tell("fulfillments/create", "pending", at);
    expect(await heard(phone)).toEqual([]);
    await town.clock.advance(2 * DAY);
    const leftAt = await town.clock.now();
    await tell("fulfillments/update", "success", leftAt);
    expect(await heard(phone)).toEqual([expect.stringMatching(/is on its way/)]);
    await tell("fulfillments/update", "success", later(leftAt, MINUTE));
    expect(await heard(phone)).toHaveLength(1);
  });
});

const toldInChat = async (orderId: number) => {
  const about = { orderId: String(orderId), channel: "chat", direction: "out" };
  const rows = await look(shopId, ({ tx }) => tx.message.findMany({ where: about, orderBy: { seq: "asc" } }));
  return rows.map(({ body }) => body);
};

describe("the chat as the merchant's channel", () => {
  it("tells whoever wrote there signed in, and nobody by text; switched off it says nothing there", async () => {
    const member = (await town.cast()).find(({ role }) => role === "on-time")!;
    const { customerId } = await town.order(member.orderId!);
    const chat = await openChat(app, { customer: customerId! });
    await chat.say("Hello");
    await settled();
    const phone = newPhone();
    const order = await place({ phone, customerId });
    await allow("shipped", ["chat"]);
    const parcel = await town.ship(order.id, { carrier: "DHL", number: newNumber() });
    await settled();
    const news = await toldInChat(order.id);
    expect((await chat.lastAnswer())!.text).toBe(news[0]);
    expect(news).toEqual([expect.stringMatching(/is on its way/)]);
    expect(news[0]).toContain(order.name);
    expect(await heard(phone)).toEqual([]);
    await town.event(parcel.id, { status: "OUT_FOR_DELIVERY" });
    await settled();
    expect(await toldInChat(order.id)).toEqual(news);
    const silent = await place({ phone: null, customerId });
    const { id } = await town.ship(silent.id, { carrier: "DHL", number: newNumber() });
    await settled();
    await town.event(id, { status: "OUT_FOR_DELIVERY" });
    await settled();
    expect(await toldInChat(silent.id)).toHaveLength(1);
    expect(await alertsOf(silent.id)).toMatchObject([
      { kind: "out-for-delivery", state: "withheld", reason: "no-contact" },
      { kind: "shipped", state: "sent" },
    ]);
    expect(await heard(phone)).toEqual([expect.stringMatching(/is out for delivery/)]);
  });

  it("alone reaches nobody who never wrote there, and that is on record", async () => {
    const phone = newPhone();
    const order = await place({ phone });
    await town.ship(order.id, { carrier: "DHL", number: newNumber() });
    await settled();
    expect(await heard(phone)).toEqual([]);
    expect(await alertsOf(order.id)).toMatchObject([
      { kind: "shipped", state: "withheld", reason: "no-contact" },
    ]);
  });
});
