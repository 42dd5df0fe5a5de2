import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DAY, MINUTE } from "#app/clock.ts";
import { standing } from "#app/consent/ledger.ts";
import { type ConsentPurpose, PURPOSES } from "#app/consent/purposes.ts";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { type Draft, sendMessage } from "#app/conversations/send-message.ts";
import { prisma } from "#app/db.server.ts";
import { type App, install, look, openPage, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { runNow } from "#tests/run-now.ts";
import { TIDEWATER, town } from "#tests/town.ts";
import { sendTwilio } from "#tests/webhooks.ts";

const HARBOUR = "harbour.myshopify.com";
const TWILIO = {
  form: "sms",
  accountSid: "AC0123456789abcdef0123456789abcdef",
  token: "00112233445566778899aabbccddeeff",
};
/** What the shop may still text from. */
const BESIDE = "+14155550155";

let app: App;
let shopId: string;
let harbour: string;
let webhook: string;
let next = 0;
const phoneOf = () => `+1415555${String(8200 + next++)}`;

beforeAll(async () => {
  ({ app, shopId, webhook } = await openShopWithTexts());
  await town.makeShop({ domain: HARBOUR, seed: "harbour", orders: 2, customers: 2 });
  harbour = await install(app, HARBOUR);
  await town.smsAccount({ numbers: [SHOP_NUMBER, BESIDE] });
  await connect(BESIDE);
  await settled();
});
beforeEach(async () => void (await connect(SHOP_NUMBER)));
afterAll(stopApps);

const connect = (sender: string, domain = TIDEWATER) =>
  openPage(app, "/app/settings/channels/sms.data", domain, { ...TWILIO, sender });
const accountOf = (shop: string, sender: string) =>
  look(shop, ({ tx }) => tx.channelAccount.findFirstOrThrow({ where: { channel: "sms", sender } }));
/** As the merchant does it; a minute later no door knows the account by heart any more. */
async function disconnect(sender: string, domain = TIDEWATER) {
  const { id } = await accountOf(domain === TIDEWATER ? shopId : harbour, sender);
  await openPage(app, "/app/settings/channels/sms.data", domain, { form: "disconnect", id });
  await town.clock.advance(MINUTE + 1);
  await settled();
}
async function writes(phone: string, body: string, to = SHOP_NUMBER) {
  const { webhook: told } = await town.text(phone, body, { to });
  await settled();
  return told.answered;
}
const saidIn = (shop: string, body: string) =>
  look(shop, ({ tx }) => tx.message.findMany({ where: { body, direction: "in" } }));
/** What the shop itself has texted to them, and from where. */
const heardFrom = async (phone: string) =>
  (await town.phone(phone))
    .filter(({ direction, status }) => direction === "in" && status !== "carrier")
    .map(({ with: from }) => from);
const stands = (address: string, purpose: ConsentPurpose) =>
  look(shopId, (shop) => standing(shop, { channel: "sms", address, purpose }));
const threadOf = async (phone: string) => {
  const where = { address: phone, direction: "in" };
  const { conversationId } = await look(shopId, ({ tx }) => tx.message.findFirstOrThrow({ where }));
  return look(shopId, ({ tx }) => tx.conversation.findFirstOrThrow({ where: { id: conversationId } }));
};
async function send(conversationId: string, text: string, more: Partial<Draft> = {}) {
  const draft = { conversationId, author: { kind: "system" as const }, text, intent: text, ...more };
  await look(shopId, (shop) => sendMessage(shop, draft));
  await settled();
  return look(shopId, ({ tx }) => tx.message.findFirstOrThrow({ where: { intent: text } }));
}

describe("a number that the merchant has disconnected", () => {
  it("hears STOP, and no other number of the shop texts them after it", async () => {
    const phone = phoneOf();
    await writes(phone, "hello");
    await disconnect(SHOP_NUMBER);
    expect(await writes(phone, "STOP")).toBe(200);
    for (const purpose of PURPOSES) expect(await stands(phone, purpose)).toBe("revoked");
    const { id, handedOverAt } = await threadOf(phone);
    expect(handedOverAt).toBeNull();
    const offer = await send(id, "Ten per cent off today", { purpose: "marketing" });
    expect(offer).toMatchObject({ state: "suppressed", reason: "opted-out" });
    expect(await heardFrom(phone)).toEqual([SHOP_NUMBER]);
  });

  it("answers nothing by itself, whatever they ask: staff have it, and reply from another number", async () => {
    const phone = phoneOf();
    await disconnect(SHOP_NUMBER);
    expect(await writes(phone, "where is my order?")).toBe(200);
    expect(await heardFrom(phone)).toEqual([]);
    const { id, unread, handedOverBecause } = await threadOf(phone);
    expect(unread).toBe(true);
    expect(handedOverBecause).toContain("disconnected");
    const reply = { conversationId: id, staffId: "maya", seenSeq: 99, clientId: "from-beside" };
    const outcome = await look(shopId, (shop) => replyAsStaff(shop, { ...reply, text: "On its way" }));
    expect(outcome).toMatchObject({ sent: true });
    await settled();
    expect(await heardFrom(phone)).toEqual([BESIDE]);
  });

  it("sends nothing that waited for it", async () => {
    const phone = phoneOf();
    await writes(phone, "hello");
    const { id } = await threadOf(phone);
    const soon = { notBefore: new Date((await town.clock.now()).getTime() + 2 * MINUTE) };
    await send(id, "A planned word", soon);
    await disconnect(SHOP_NUMBER);
    await town.clock.advance(2 * MINUTE);
    await settled();
    const planned = await look(shopId, ({ tx }) =>
      tx.message.findFirstOrThrow({ where: { intent: "A planned word" } }),
    );
    expect(planned).toMatchObject({ state: "suppressed", reason: "channel-disconnected" });
  });

  it("is told how a text ended that was under way, and believes nobody who cannot sign", async () => {
    const phone = phoneOf();
    await writes(phone, "hello");
    const { id } = await threadOf(phone);
    await town.faults.add({ provider: "twilio", fault: "lose-callbacks", times: 1 });
    const { id: messageId, externalId, state } = await send(id, "Under way");
    expect(state).toBe("sent");
    await disconnect(SHOP_NUMBER);
    const url = `${webhook}/status?m=${messageId}`;
    const report = { MessageSid: externalId!, MessageStatus: "delivered" };
    expect((await sendTwilio(url, report, "another token")).status).toBe(403);
    expect((await sendTwilio(url, report)).status).toBe(200);
    await settled();
    const where = { id: messageId };
    expect(await look(shopId, ({ tx }) => tx.message.findFirstOrThrow({ where }))).toMatchObject({
      state: "delivered",
    });
  });

  it("answers again once it is connected anew", async () => {
    const phone = phoneOf();
    const { id } = await accountOf(shopId, SHOP_NUMBER);
    await disconnect(SHOP_NUMBER);
    await connect(SHOP_NUMBER);
    expect(await writes(phone, "hello")).toBe(200);
    expect(await accountOf(shopId, SHOP_NUMBER)).toMatchObject({ id, removedAt: null });
    expect(await heardFrom(phone)).toEqual([SHOP_NUMBER]);
    expect(await prisma.address.findUnique({ where: { id } })).toMatchObject({ heardUntil: null });
  });

  it("gives way at once to another shop, which alone hears; and back", async () => {
    const phone = phoneOf();
    await disconnect(SHOP_NUMBER);
    await connect(SHOP_NUMBER, HARBOUR);
    expect(await writes(phone, "for the harbour")).toBe(200);
    expect([await saidIn(shopId, "for the harbour"), await saidIn(harbour, "for the harbour")]).toMatchObject(
      [[], [{ address: phone }]],
    );
    const text = { MessageSid: "SM0777", From: phone, To: SHOP_NUMBER, Body: "astray", NumMedia: "0" };
    expect((await sendTwilio(webhook, text)).status).toBe(404);
    await disconnect(SHOP_NUMBER, HARBOUR);
    await connect(SHOP_NUMBER);
    expect(await writes(phone, "for tidewater")).toBe(200);
    expect([await saidIn(shopId, "for tidewater"), await saidIn(harbour, "for tidewater")]).toMatchObject([
      [{ address: phone }],
      [],
    ]);
  });

  it("is heard no more after ninety days, and its key is gone", async () => {
    const phone = phoneOf();
    await disconnect(SHOP_NUMBER);
    await town.clock.advance(89 * DAY);
    await runNow("prune");
    expect(await writes(phone, "after 89 days")).toBe(200);
    expect(await saidIn(shopId, "after 89 days")).toHaveLength(1);
    await town.clock.advance(DAY);
    await runNow("prune");
    expect(await writes(phone, "after 90 days")).toBe(404);
    const { id, secret } = await accountOf(shopId, SHOP_NUMBER);
    expect(secret).toBeNull();
    expect(await prisma.address.findUnique({ where: { id } })).toBeNull();
    const { secret: inUse } = await accountOf(shopId, BESIDE);
    expect(inUse).not.toBeNull();
  });
});
