import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { recordConsent } from "#app/consent/ledger.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { look, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { town } from "#tests/town.ts";
import { sendTwilio } from "#tests/webhooks.ts";

const NINE_IN_NEW_YORK = "2027-03-09T14:05:00Z";
const NINE_IN_CALIFORNIA = "2027-03-09T17:05:00Z";

let shopId: string;
let webhook: string;

beforeAll(async () => {
  ({ shopId, webhook } = await openShopWithTexts({ at: NINE_IN_NEW_YORK }));
  await settled();
});
afterAll(stopApps);

const send = async (phone: string, purpose: "marketing" | "service" = "marketing") => {
  const MessageSid = `SM${randomUUID().replaceAll("-", "")}`;
  await sendTwilio(webhook, { MessageSid, From: phone, To: SHOP_NUMBER, Body: "Hello", NumMedia: "0" });
  await settled();
  const intent = randomUUID();
  await look(shopId, async (shop) => {
    const yes = { channel: "sms", address: phone, purpose: "marketing", state: "granted" } as const;
    await recordConsent(shop, { ...yes, source: "keyword", evidence: {}, at: shop.at });
    const { conversationId } = await shop.tx.message.findFirstOrThrow({ where: { shopId, address: phone } });
    const text = { text: "Twenty percent off", purpose };
    await sendMessage(shop, { conversationId, author: { kind: "system" }, ...text, intent });
  });
  await settled();
  return intent;
};
const fateOf = async (intent: string) => {
  const { state, reason } = await look(shopId, ({ tx }) =>
    tx.message.findFirstOrThrow({ where: { shopId, intent } }),
  );
  return [state, reason].filter(Boolean).join(" ");
};

it("a number of New York whose order goes to California is promoted to when it is nine in both", async () => {
  const [traveller, neighbour] = ["+12125550141", "+12125550142"];
  const { lineItems } = await town.order(
    (await town.cast()).find(({ role }) => role === "on-time")!.orderId!,
  );
  const lines = [{ variantId: lineItems[0]!.variantId!, quantity: 1 }];
  const to = { address1: "1 Ocean Ave", city: "Santa Cruz", zip: "95060", countryCode: "US" };
  const shippingAddress = { ...to, provinceCode: "CA", country: "United States", province: "California" };
  await town.placeOrder({ customerEmail: "trav@example.com", phone: traveller, lines, shippingAddress });
  await settled();
  const [early, atOnce] = [await send(traveller!), await send(neighbour!)];
  expect(await fateOf(atOnce)).toBe("delivered");
  expect(await fateOf(early)).toBe("queued quiet-hours");
  await town.clock.to(NINE_IN_CALIFORNIA);
  await settled();
  expect(await fateOf(early)).toBe("delivered");
});

it("the carrier is told to drop a promotion that it has not passed on in time, and nothing else", async () => {
  const [promoted, served] = ["+12125550143", "+12125550144"];
  await send(promoted!);
  await send(served!, "service");
  const periods = new Map((await town.ledger()).map(({ to, validityPeriod }) => [to, validityPeriod]));
  expect(periods.get(promoted!)).toBeGreaterThan(800);
  expect(periods.get(promoted!)).toBeLessThanOrEqual(900);
  expect(periods.get(served!)).toBeNull();
});
