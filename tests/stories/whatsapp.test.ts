import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sayDelivery } from "#app/components/delivery-words.ts";
import { standing as standingOf } from "#app/consent/ledger.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { readThread } from "#app/conversations/thread.ts";
import { askForTemplate } from "#app/desk/whatsapp-templates.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { signedByMeta } from "#tests/meta-door.ts";
import { control, town } from "#tests/town.ts";
import { upload } from "#tests/upload.ts";
import { NUMBER_ID, WABA, whatsApp } from "#tests/whatsapp.ts";

let app: App;
let shopId: string;
let accountId: string;
const roles: Record<string, { orderName: string | null; phone: string | null }> = {};

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  accountId = await whatsApp.connect(shopId);
  for (const member of await town.cast()) roles[member.role] = member;
  await settled();
});
afterAll(stopApps);

const messages = (where: object = {}) =>
  // Meta tells seconds: two of one second follow each other in their thread.
  look(shopId, ({ tx }) => tx.message.findMany({ where, orderBy: [{ at: "asc" }, { seq: "asc" }] }));
const newest = async (where: object) => (await messages(where)).at(-1)!;
const threadOf = async (phone: string) => (await newest({ address: phone, direction: "in" })).conversationId;
const say = async (phone: string, draft: object) => {
  const conversationId = await threadOf(phone);
  const text = { conversationId, author: { kind: "staff" as const, id: "s" }, text: "From a person" };
  const intent = `story:${crypto.randomUUID()}`;
  await look(shopId, (shop) => sendMessage(shop, { ...text, intent, ...draft }));
  await settled();
  return newest({ intent });
};
const MARIA = "+4917699990001";

/** As Meta posts news of messages. */
async function tell(news: object): Promise<number> {
  const metadata = { display_phone_number: "15550783881", phone_number_id: NUMBER_ID };
  const value = { messaging_product: "whatsapp", metadata, ...news };
  const entry = [{ id: WABA, changes: [{ field: "messages", value }] }];
  const body = Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry }));
  const headers = { "content-type": "application/json", ...signedByMeta(body) };
  return (await fetch(`${app.url}/webhooks/meta`, { method: "POST", headers, body })).status;
}

describe("a shopper who writes on WhatsApp from the phone on their order", () => {
  it("hears where it is, as a message that was delivered and then read, and staff see when", async () => {
    const { phone, orderName } = roles["on-time"]!;
    await whatsApp.write(phone!, `Where is my order ${orderName}?`);
    await settled();
    const [answer, ...others] = await whatsApp.textsTo(phone!);
    expect(answer).toContain(orderName);
    expect(others).toEqual([]);
    expect(await newest({ direction: "out" })).toMatchObject({ state: "delivered", readAt: null });
    await whatsApp.read(phone!);
    await settled();
    const { readAt, conversationId } = await newest({ direction: "out" });
    expect(readAt).not.toBeNull();
    const thread = await look(shopId, (shop) => readThread(shop, conversationId));
    expect(thread!.messages.map(({ seenAt }) => seenAt)).toEqual([null, readAt!.toISOString()]);
  });

  it("is the one whom Shopify knows by that number", async () => {
    const { phone } = roles["on-time"]!;
    const points = await look(shopId, ({ tx }) =>
      tx.contactPoint.findMany({
        where: { value: phone!, verifiedAt: { not: null } },
        include: { customer: true },
      }),
    );
    expect(points.map(({ kind }) => kind).sort()).toEqual(["phone", "whatsapp"]);
    expect(new Set(points.map(({ customer }) => customer.shopifyId)).size).toBe(1);
    expect(points[0]!.customer.shopifyId).not.toBeNull();
  });
});

describe("what WhatsApp tells", () => {
  it("is refused with a wrong signature, and nothing is kept", async () => {
    const { webhook } = await whatsApp.write(MARIA, "not by Meta", { forged: true });
    expect(webhook!.attempts.map(({ status }) => status)).toEqual([403]);
    expect(await messages({ body: "not by Meta" })).toEqual([]);
  });

  it("is one message however often it comes", async () => {
    await whatsApp.write(MARIA, "Dürfen Hunde mit? 😮", { repeats: 2 });
    await settled();
    expect(await messages({ body: "Dürfen Hunde mit? 😮", direction: "in" })).toHaveLength(1);
  });

  it("brings a picture by its id, fetched with the token", async () => {
    const base64 = await picture();
    await whatsApp.write(MARIA, "broken", { media: [{ contentType: "image/png", base64 }] });
    await settled();
    const message = await newest({ body: "broken" });
    const [file] = await look(shopId, ({ tx }) => tx.file.findMany({ where: { messageId: message.id } }));
    expect(file).toMatchObject({ contentType: "image/webp", width: 8 });
  });

  it("is answered to Meta's first question, and to nobody else's", async () => {
    expect(await control("POST", "/meta/handshake", {})).toEqual({ status: 200, isRight: true });
    const query = "hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess";
    expect((await fetch(`${app.url}/webhooks/meta?${query}`)).status).toBe(403);
  });

  it("is shown and answered by nobody where the merchant said it in the app, or it was said before", async () => {
    await whatsApp.number({ isOnApp: true });
    const before = await whatsApp.ledger();
    await whatsApp.sayInApp(MARIA, "Yes, on a lead.");
    await whatsApp.history(MARIA, [
      { direction: "out", body: "STOP asking where is my order", at: "2026-01-01T10:00:00Z" },
      { direction: "in", body: "Sorry!", at: "2026-01-01T10:01:00Z" },
    ]);
    await settled();
    expect((await messages({ address: MARIA })).map(({ body, direction }) => `${direction} ${body}`)).toEqual(
      expect.arrayContaining(["out Yes, on a lead.", "in STOP asking where is my order", "out Sorry!"]),
    );
    expect(await whatsApp.ledger()).toEqual(before);
    await whatsApp.number({ isOnApp: false });
  });
});

describe("a message of the shop's", () => {
  it("has buttons for up to three choices, and what is tapped comes back as the choice", async () => {
    const choices = ["a", "b"].map((id) => ({ id, label: `Choice ${id}` }));
    expect(await say(MARIA, { choices })).toMatchObject({ state: "delivered" });
    const seen = (await whatsApp.seen(MARIA)).at(-1)!;
    expect(seen.choices.map(({ id, title }) => ({ id, title }))).toEqual([
      { id: "a", title: "Choice a" },
      { id: "b", title: "Choice b" },
    ]);
    await whatsApp.tap(MARIA, "b");
    await settled();
    expect(await newest({ address: MARIA, direction: "in" })).toMatchObject({ body: "Choice b" });
  });

  it("is never sent again where Meta's answer was lost, and is settled by the state that Meta tells", async () => {
    await town.faults.add({ provider: "meta", fault: "500-after", match: { path: "/\\/messages$/" } });
    const sent = await say(MARIA, { text: "Only once" });
    expect((await whatsApp.ledger()).filter(({ body }) => body === "Only once")).toHaveLength(1);
    expect(sent).toMatchObject({ state: "delivered" });
    expect(sent.externalId).toMatch(/^wamid/);
  });

  it("fails with Meta's reason in words where nobody is there", async () => {
    await whatsApp.change(MARIA, { isOnWhatsApp: false });
    const failed = await say(MARIA, { text: "Hello?" });
    expect(failed).toMatchObject({ state: "failed", reason: "whatsapp:131026" });
    expect(sayDelivery("whatsapp", "failed", failed.reason).why).toContain("WhatsApp cannot deliver");
    await whatsApp.change(MARIA, { isOnWhatsApp: true });
  });

  it("is not shown as arrived where Meta says afterwards that a part of it did not", async () => {
    const pictures = [await picture(), await picture()].map((base64) => Buffer.from(base64, "base64"));
    const files = await Promise.all(pictures.map(async (bytes) => ({ id: await upload(app, bytes) })));
    const sent = await say(MARIA, { text: "Both sides of it", files });
    expect(sent).toMatchObject({ state: "delivered", reason: null });
    const first = (await whatsApp.seen(MARIA)).find(({ opaque }) => opaque === `${sent.id}#0`)!;
    const status = { id: first.id, status: "failed", timestamp: "1", biz_opaque_callback_data: first.opaque };
    expect(await tell({ statuses: [{ ...status, errors: [{ code: 131053 }] }] })).toBe(200);
    await settled();
    const { state, reason } = (await messages({ id: sent.id }))[0]!;
    expect([state, reason]).toEqual(["delivered", "missing:whatsapp:131053"]);
    expect(sayDelivery("whatsapp", "delivered", reason)).toMatchObject({
      short: "A part of it did not arrive",
      why: expect.stringContaining("Send what is missing again."),
      tone: "bad",
    });
  });

  it("is held back once the 24 hours are over, and a template of Meta's goes out", async () => {
    await town.clock.advance(25 * 3_600_000);
    await settled();
    expect(await say(MARIA, { text: "Too late" })).toMatchObject({
      state: "suppressed",
      reason: "window-closed",
    });
    const asked = { name: "order_news", language: "en_US", category: "utility" as const };
    const draft = { body: "Hello {{1}}, there is news.", footer: "", examples: ["Maria"], buttons: [] };
    expect(await askForTemplate(shopId, accountId, { ...asked, ...draft })).toMatchObject({ ok: true });
    await whatsApp.judge("order_news", { status: "APPROVED", quality: "GREEN" });
    await settled();
    expect(await look(shopId, ({ tx }) => tx.messageTemplate.findMany())).toMatchObject([
      { name: "order_news", status: "approved", quality: "green" },
    ]);
    const template = { name: "order_news", language: "en_US", parameters: ["Maria"] };
    expect(await say(MARIA, { text: "Hello Maria, there is news.", template })).toMatchObject({
      state: "delivered",
    });
    expect((await whatsApp.seen(MARIA)).at(-1)).toMatchObject({ template: "order_news" });
  });
});

describe("a shopper who wants no more", () => {
  it("is believed when they say so in WhatsApp's own menu, and marketing stays away", async () => {
    await whatsApp.marketing(MARIA, "stop");
    await settled();
    const standing = await look(shopId, (shop) =>
      standingOf(shop, { channel: "whatsapp", address: MARIA, purpose: "marketing" }),
    );
    expect(standing).toBe("revoked");
  });
});

describe("a shopper who hides their number", () => {
  const ANNA = "+4917699990002";

  it("is the same person once they have shown it, and is answered either way", async () => {
    await whatsApp.write(ANNA, "first with my number");
    await settled();
    const { userId } = await whatsApp.change(ANNA, { isHidden: true });
    await whatsApp.write(ANNA, "then without");
    await settled();
    const [one, other] = await messages({ body: { in: ["first with my number", "then without"] } });
    expect(other).toMatchObject({ address: userId, conversationId: one!.conversationId });
    const conversationId = one!.conversationId;
    expect(await say(userId, { conversationId, text: "Hello hidden" })).toMatchObject({ state: "delivered" });
  });

  it("ends it for their number too with STOP, and opens it again for both with START", async () => {
    const toNumber = (text: string) =>
      say(ANNA, { channel: "whatsapp", address: ANNA, text, purpose: "service" });
    await whatsApp.write(ANNA, "STOP");
    await settled();
    expect(await toNumber("News")).toMatchObject({ state: "suppressed", reason: "opted-out" });
    // Meta tells seconds, and of one second the no stands.
    await town.clock.advance(2_000);
    await whatsApp.write(ANNA, "START");
    await settled();
    expect(await toNumber("More news")).toMatchObject({ state: "delivered" });
  });
});

/** A small PNG. */
const picture = async (): Promise<string> => {
  const background = { r: 200, g: 30, b: 30 };
  const image = sharp({ create: { width: 8, height: 8, channels: 3, background } });
  return (await image.png().toBuffer()).toString("base64");
};
