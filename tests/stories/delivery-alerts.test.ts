import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "#app/clock.ts";
import { type AlertChannel, ALERT_KINDS, type AlertKind } from "#app/orders/alerts/alert-kind.ts";
import { saveAlertSetting } from "#app/orders/alerts/alert-settings.ts";
import { watchParcels } from "#app/orders/alerts/watch-parcels.ts";
import type { FulfillmentEventStatus } from "#sandbox/shopify/store/order-types.ts";
import { type App, connectSms, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { placeAsGuest } from "#tests/place-as-guest.ts";
import { type OrderToPlace, town } from "#tests/town.ts";
import { sendShopify } from "#tests/webhooks.ts";

let app: App;
let shopId: string;
let variantId: number;

beforeAll(async () => {
  await town.reset();
  // Monday morning in Europe and not night in America: nothing is held back here.
  await town.clock.to("2027-03-08T14:00:00Z");
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  await settled();
  const [member] = await town.cast();
  variantId = (await town.order(member!.orderId!)).lineItems[0]!.variantId!;
  for (const kind of ALERT_KINDS) await switchOn(kind, ["sms", "email"]);
  await town.clock.advance(MINUTE);
});
afterAll(stopApps);

const switchOn = (kind: AlertKind, channels: AlertChannel[]) =>
  look(shopId, (shop) => saveAlertSetting(shop, { kind, channels, notAtNight: false }));

let people = 0;
const newPhone = () => `+49151234567${String(++people).padStart(2, "0")}`;

const place = (more: Partial<OrderToPlace> = {}) =>
  placeAsGuest({ lines: [{ variantId, quantity: 1 }], ...more });

const heard = town.textsTo;

const alertsOf = (orderId: number) =>
  look(shopId, ({ tx }) =>
    tx.parcelAlert.findMany({ where: { orderId: String(orderId) }, orderBy: { decidedAt: "asc" } }),
  );

const LANGUAGES = { en: /is on its way/, de: /ist .*unterwegs/, fr: /est en route/ };
const SCANS: [FulfillmentEventStatus, Record<keyof typeof LANGUAGES, RegExp>][] = [
  [
    "OUT_FOR_DELIVERY",
    { en: /is out for delivery/, de: /wird heute zugestellt/, fr: /en cours de livraison/ },
  ],
  ["DELIVERED", { en: /was delivered/, de: /wurde zugestellt/, fr: /est livrée/ }],
  ["DELAYED", { en: /is delayed/, de: /verspätet sich/, fr: /a du retard/ }],
  ["ATTEMPTED_DELIVERY", { en: /without success/, de: /nicht zustellen/, fr: /n'a pas pu remettre/ }],
  [
    "READY_FOR_PICKUP",
    { en: /ready to be picked up/, de: /liegt zur Abholung bereit/, fr: /prête à être retirée/ },
  ],
];

describe.each(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[])(
  "a shopper whose order was placed in %s",
  (locale) => {
    it("hears within a minute that it was shipped, in that language and with what is in it", async () => {
      const phone = newPhone();
      const order = await place({ phone, locale });
      const before = await town.clock.now();
      await town.ship(order.id, { carrier: "DHL", number: `JD01460000${people}` });
      await settled();
      const [text, ...others] = (await town.phone(phone)).filter(({ direction }) => direction === "in");
      expect(text?.body).toMatch(LANGUAGES[locale]);
      expect(text?.body).toContain(order.name);
      expect(text?.body).toContain(order.lineItems[0]!.title);
      expect(new Date(text!.at).getTime() - before.getTime()).toBeLessThan(MINUTE);
      expect(others).toEqual([]);
    });

    it.each(SCANS)("hears of %s once, however often it is told", async (status, words) => {
      const phone = newPhone();
      const order = await place({ phone, locale });
      const parcel = await town.ship(order.id, { carrier: "DHL", number: `JD01460000${people}` });
      await settled();
      await town.event(parcel.id, { status });
      await settled();
      await town.event(parcel.id, { status });
      await town.replayWebhook(order.id, { topic: "orders/updated", times: 5, older: true });
      await settled();
      const [, news, ...others] = await heard(phone);
      expect(news).toMatch(words[locale]);
      expect(news).toContain(order.name);
      expect(others).toEqual([]);
    });

    it("hears that it is stuck, from the schedule, when its carrier has been silent for days", async () => {
      const phone = newPhone();
      const order = await place({ phone, locale });
      const parcel = await town.ship(order.id, { carrier: "DHL", number: `JD01460000${people}` });
      await town.event(parcel.id, { status: "IN_TRANSIT", city: "Leipzig" });
      await settled();
      await town.clock.advance(4 * DAY + HOUR);
      for (let turn = 0; turn < 2; turn++) {
        await watchParcels();
        await settled();
      }
      const stuck = (await heard(phone)).slice(1);
      expect(stuck).toHaveLength(1);
      expect(stuck[0]).toMatch({ en: /not moved/, de: /nicht bewegt/, fr: /pas bougé/ }[locale]);
    });
  },
);

describe("one parcel's news", () => {
  it("told twenty times and shuffled is told in its newest state alone, once", async () => {
    const phone = newPhone();
    const order = await place({ phone });
    const parcel = await town.ship(order.id, { carrier: "DHL", number: `JD01460000${people}` });
    await settled();
    const at = (await town.clock.now()).getTime();
    const scans = ["IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED"].map((status, index) => ({
      id: 7_700_000_000_000 + index,
      fulfillment_id: parcel.id,
      order_id: order.id,
      status: status.toLowerCase(),
      happened_at: new Date(at + index * 1_000).toISOString(),
    }));
    const twenty = fc.sample(fc.constantFrom(...scans), { numRuns: 20, seed: 4 });
    await Promise.all(
      [...scans, ...twenty, ...scans].map((body) =>
        sendShopify(app, { topic: "fulfillment_events/create", body }),
      ),
    );
    await town.replayWebhook(order.id, { topic: "orders/updated", times: 20, older: true });
    await settled();
    const told = (await heard(phone)).slice(1);
    expect(told.at(-1)).toMatch(/was delivered/);
    expect(told.filter((text) => text.includes("was delivered"))).toHaveLength(1);
    expect(told.filter((text) => text.includes("out for delivery")).length).toBeLessThanOrEqual(1);
    expect(told.filter((text) => text.includes("is on its way"))).toEqual([]);
  });

  it("that is a day old when it comes is kept and sent to nobody", async () => {
    const phone = newPhone();
    const order = await place({ phone });
    const yesterday = new Date((await town.clock.now()).getTime() - DAY - HOUR).toISOString();
    await town.ship(order.id, { carrier: "DHL", number: `JD01460000${people}`, at: yesterday });
    await settled();
    expect(await heard(phone)).toEqual([]);
    expect(await alertsOf(order.id)).toMatchObject([{ kind: "shipped", state: "withheld", reason: "late" }]);
  });

  it("is told to nobody once its order was cancelled, or its customer forgotten", async () => {
    const [one, other] = [newPhone(), newPhone()];
    const cancelled = await place({ phone: one });
    await town.orderVerb(cancelled.id, "cancel", { reason: "CUSTOMER" });
    const customer = { email: "gone@example.com", firstName: "Gone" };
    const forgotten = await place({ phone: other, customerId: undefined, customer });
    const parcel = await town.ship(forgotten.id, { carrier: "DHL", number: `JD01460000${people}` });
    await settled();
    await sendShopify(app, {
      topic: "customers/redact",
      body: {
        customer: { id: forgotten.customerId, email: customer.email },
        orders_to_redact: [forgotten.id],
      },
    });
    await settled();
    expect(await heard(one)).toEqual([]);
    expect(await heard(other)).toHaveLength(1);
    await town.event(parcel.id, { status: "DELIVERED" });
    await settled();
    expect(await heard(other)).toHaveLength(1);
    expect(await alertsOf(forgotten.id)).toEqual([]);
  });

  it("of each of an order's parcels is told with what is in that one", async () => {
    const phone = newPhone();
    const members = await town.cast();
    const titles = new Map<number, string>();
    for (const { orderId } of members)
      if (orderId)
        for (const line of (await town.order(orderId)).lineItems)
          if (line.variantId && line.requiresShipping) titles.set(line.variantId, line.title);
    const [[first, firstTitle], [second, secondTitle]] = [...titles].filter(
      ([, title], index, all) => all.findIndex((one) => one[1] === title) === index,
    ) as [[number, string], [number, string]];
    const order = await place({
      phone,
      lines: [first, second].map((id) => ({ variantId: id, quantity: 1 })),
    });
    for (const { id } of order.lineItems)
      await town.ship(order.id, {
        lines: [{ lineItemId: id, quantity: 1 }],
        carrier: "DHL",
        number: `JD0146${id}`,
      });
    await settled();
    const told = await heard(phone);
    expect(told).toHaveLength(2);
    expect(told.filter((text) => text.includes(firstTitle) && !text.includes(secondTitle))).toHaveLength(1);
    expect(told.filter((text) => text.includes(secondTitle) && !text.includes(firstTitle))).toHaveLength(1);
  });
});

describe("whom it is told", () => {
  it("is nobody at a number that said STOP; the order's mail hears it instead", async () => {
    const phone = newPhone();
    await town.text(phone, "STOP");
    await settled();
    const silent = await place({ phone });
    await town.ship(silent.id, { carrier: "DHL", number: `JD01460000${people}` });
    const mailed = await place({ phone, email: "stopped@example.com" });
    await town.ship(mailed.id, { carrier: "DHL", number: `JD01460001${people}` });
    await settled();
    expect(await fromShop(phone)).toEqual([]);
    const [alert] = await alertsOf(silent.id);
    const message = await look(shopId, ({ tx }) =>
      tx.message.findFirst({ where: { id: alert!.messageId! } }),
    );
    expect(message).toMatchObject({ state: "suppressed", reason: "opted-out" });
    const [mail, ...others] = await town.mail("stopped@example.com");
    expect(mail).toMatchObject({
      subject: expect.stringContaining(mailed.name),
      text: expect.stringContaining("on its way"),
    });
    expect(others).toEqual([]);
  });

  it("is never a phone that stands in the address alone", async () => {
    const phone = newPhone();
    const order = await place({
      email: "address-only@example.com",
      shippingAddress: { countryCode: "DE", city: "Kiel", phone },
    });
    await town.ship(order.id, { carrier: "DHL", number: `JD01460000${people}` });
    await settled();
    expect(await heard(phone)).toEqual([]);
    expect(await town.mail("address-only@example.com")).toHaveLength(1);
  });

  it("is on record where there is nobody to tell", async () => {
    const order = await place();
    await town.ship(order.id, { carrier: "DHL", number: "JD014600009999" });
    await settled();
    expect(await alertsOf(order.id)).toMatchObject([{ state: "withheld", reason: "no-contact" }]);
  });
});

const fromShop = async (phone: string) =>
  (await town.phone(phone)).filter(({ direction, status }) => direction === "in" && status !== "carrier");

describe("the shopper's answer to an alert", () => {
  it("stands in the thread of the alert with its parcel, and “where is it?” speaks of that parcel", async () => {
    const phone = newPhone();
    const older = await place({ phone });
    await town.ship(older.id, { carrier: "DHL", number: `JD01460002${people}` });
    await settled();
    await town.clock.advance(HOUR);
    const order = await place({ phone });
    const parcel = await town.ship(order.id, { carrier: "DHL", number: `JD01460000${people}` });
    await settled();
    await town.text(phone, "where is it?");
    await settled();
    const messages = await look(shopId, ({ tx }) =>
      tx.message.findMany({ where: { address: phone }, orderBy: { seq: "asc" } }),
    );
    const reply = messages.find(({ direction }) => direction === "in");
    expect(new Set(messages.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(reply).toMatchObject({ orderId: String(order.id), parcelId: String(parcel.id) });
    const answer = (await heard(phone)).at(-1)!;
    expect(answer).toContain(order.name);
    expect(answer).not.toContain(older.name);
  });
});

describe("a merchant who lets nobody be woken", () => {
  it("has it told in the morning, unless it moved meanwhile", async () => {
    await look(shopId, (shop) =>
      saveAlertSetting(shop, { kind: "delayed", channels: ["sms"], notAtNight: true }),
    );
    const [one, other] = [newPhone(), newPhone()];
    const at = await town.clock.now();
    const night = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1, 1));
    await town.clock.to(night);
    const orders = [await place({ phone: one }), await place({ phone: other })];
    const parcels = [];
    for (const { id } of orders) parcels.push(await town.ship(id, { carrier: "DHL", number: `JD0146${id}` }));
    await settled();
    for (const { id } of parcels) await town.event(id, { status: "DELAYED" });
    await settled();
    expect(await heard(one)).toHaveLength(1);
    await town.event(parcels[1]!.id, { status: "OUT_FOR_DELIVERY" });
    await settled();
    await town.clock.advance(8 * HOUR);
    await settled();
    expect((await heard(one)).at(-1)).toMatch(/is delayed/);
    expect((await heard(other)).filter((text) => text.includes("is delayed"))).toEqual([]);
    expect((await alertsOf(orders[1]!.id)).find(({ kind }) => kind === "delayed")).toMatchObject({
      state: "withheld",
      reason: "over",
    });
  });
});
