import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fulfillment } from "#sandbox/shopify/store/order-types.ts";
import { type App, connectSms, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat, type Shopper } from "#tests/chat.ts";
import { town } from "#tests/town.ts";

let app: App;
let shopId: string;
let chat: Shopper;
let orderId: number;
let parcel: Fulfillment;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  await settled();
  const member = (await town.cast()).find(({ role }) => role === "on-time")!;
  const { lineItems, customerId } = await town.order(member.orderId!);
  const lines = [{ variantId: lineItems[0]!.variantId!, quantity: 1 }];
  const order = await town.placeOrder({ customerId, lines });
  orderId = order.id;
  parcel = await town.ship(orderId, { carrier: "DHL", number: "JD014600007777" });
  await settled();
  chat = await openChat(app, { customer: customerId! });
});
afterAll(stopApps);

const follows = () =>
  look(shopId, ({ tx }) => tx.parcelFollow.count({ where: { orderId: String(orderId) } }));

describe("“tell me when it moves”", () => {
  it("is offered with the status of what is under way, and agreed to in words", async () => {
    await chat.say("Where is my order?", { choice: `order:${orderId}` });
    await settled();
    const offered = (await chat.lastAnswer())!.choices.find(({ id }) => id === `follow:${orderId}`);
    expect(offered?.label).toBe("Keep me posted");
    await chat.say(offered!.label, { choice: offered!.id });
    await settled();
    expect((await chat.lastAnswer())!.text).toMatch(/We will tell you here when order #\d+ moves/);
    expect(await follows()).toBe(1);
  });

  it("brings the news into the chat, though the merchant has switched no alert on, with a way to end it", async () => {
    await town.event(parcel.id, { status: "OUT_FOR_DELIVERY" });
    await settled();
    const news = (await chat.lastAnswer())!;
    expect(news.text).toMatch(/is out for delivery/);
    expect(news.choices.map(({ id }) => id)).toEqual([`unfollow:${orderId}`]);
  });

  it("ends in plain words, and then nothing more is told", async () => {
    await chat.say("Stop these messages");
    await settled();
    expect((await chat.lastAnswer())!.text).toMatch(/not tell you any more/);
    expect(await follows()).toBe(0);
    const before = (await chat.thread()).length;
    await town.event(parcel.id, { status: "DELIVERED" });
    await settled();
    expect(await chat.thread()).toHaveLength(before);
  });

  it("cannot be had for somebody else's order, whatever a browser sends", async () => {
    const stranger = await openChat(app);
    await stranger.say("Keep me posted", { choice: `follow:${orderId}` });
    await settled();
    expect(await follows()).toBe(0);
    expect((await stranger.lastAnswer())!.text).not.toMatch(/#\d{4,}\s+moves/);
  });
});
