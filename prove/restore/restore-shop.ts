import { connectAccount } from "#app/channels/accounts.ts";
import { COMES_AGAIN } from "#app/channels/webhook-url.ts";
import { inShop } from "#app/db.server.ts";
import { ALERT_KINDS } from "#app/orders/alerts/alert-kind.ts";
import { saveAlertSetting } from "#app/orders/alerts/alert-settings.ts";
import { install } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";
import type { Processes } from "../processes.ts";
import { queueText } from "../sends/send-shop.ts";
import { untilQuiet } from "../until-quiet.ts";

export const SHOP = "phoenix-goods.myshopify.com";
const ACCOUNT = { sid: "AC0123456789abcdef0123456789abcdef", token: "00112233445566778899aabbccddeeff" };
const NUMBER = "+14155550100";
const FIRST_READING_MS = 120_000;

export interface RestoreShop {
  shopId: string;
  accountId: string;
  variantId: number;
  random: () => number;
  /** How many lives have begun: each has a telephone of its own. */
  begun: number;
  /** Words of ours, by their mark, that were committed in a database that is still there. */
  marks: string[];
  stopped: string[];
}

/** A shop that sends texts, tells of parcels and answers what shoppers ask. */
export async function openRestoreShop(processes: Processes, random: () => number): Promise<RestoreShop> {
  await town.makeShop({ domain: SHOP, orders: 0, customers: 0, cast: false });
  const { url } = processes.web();
  const shopId = await install(processes.web(), SHOP);
  await untilQuiet(performance.now() + FIRST_READING_MS);
  const accountId = await inShop(shopId, async (shop) => {
    for (const kind of ALERT_KINDS)
      await saveAlertSetting(shop, { kind, channels: ["sms"], notAtNight: false });
    return connectAccount(shop, {
      ...{ channel: "sms", provider: "twilio", sender: NUMBER, secret: ACCOUNT.token },
      settings: { accountSid: ACCOUNT.sid },
    });
  });
  const webhookUrl = `${url}/webhooks/sms/${accountId}${COMES_AGAIN}`;
  await town.smsAccount({ ...ACCOUNT, numbers: [NUMBER], webhookUrl });
  const products = await control<{ variants: { id: number }[] }[]>("GET", `/shops/${SHOP}/products`);
  const variantId = products[0]!.variants[0]!.id;
  return { shopId, accountId, variantId, random, begun: 0, marks: [], stopped: [] };
}

/** So many things happen, each to somebody else. Of what is said twice to one telephone, nothing is by right. */
export async function live(shop: RestoreShop, many: number, atOnce = 4): Promise<void> {
  const until = shop.begun + many;
  const one = async () => {
    while (shop.begun < until) await KINDS[shop.begun++ % KINDS.length]!(shop, shop.begun);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

const phoneOf = (life: number) => `+4915${String(110_000_000 + life)}`;

const KINDS: ((shop: RestoreShop, life: number) => Promise<unknown>)[] = [isTold, asks, buys, isToldAndStops];

async function isTold(shop: RestoreShop, life: number): Promise<void> {
  const mark = `${life.toString(36)}x${Math.floor(shop.random() * 1e9).toString(36)}`;
  await queueText(shop.shopId, { mark, phone: phoneOf(life), accountId: shop.accountId });
  shop.marks.push(mark);
}

function asks(_: RestoreShop, life: number) {
  return town.text(phoneOf(life), `Where is my order? I am number ${life}.`);
}

/** Nobody takes it in: it stands in the carrier's log alone. */
export async function writeToNobody(shop: RestoreShop, many: number): Promise<void> {
  for (let text = 0; text < many; text++) await asks(shop, ++shop.begun);
}

async function buys({ variantId }: RestoreShop, life: number): Promise<void> {
  const order = await town.shop(SHOP).placeOrder({
    ...{ customerId: null, email: null, phone: phoneOf(life), lines: [{ variantId, quantity: 1 }] },
    shippingAddress: { countryCode: "DE", zip: "20095", city: "Hamburg" },
  });
  await town.shop(SHOP).ship(order.id, { carrier: "DHL", number: `JD0146000${100_000 + life}` });
}

async function isToldAndStops(shop: RestoreShop, life: number): Promise<void> {
  await isTold(shop, life);
  await town.text(phoneOf(life), "STOP");
  shop.stopped.push(phoneOf(life));
}
