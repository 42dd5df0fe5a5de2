import { PURPOSES } from "#app/consent/purposes.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consentHash } from "#app/consent/consent-address.ts";
import { HOUR } from "#app/clock.ts";
import { prisma } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { seal } from "#app/seal.server.ts";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import {
  type App,
  connectSms,
  install,
  look,
  openPage,
  SHOP_NUMBER,
  settled,
  startApp,
  stopApps,
} from "#tests/app.ts";
import { callProxy, openChat } from "#tests/chat.ts";
import { TIDEWATER, town } from "#tests/town.ts";
import { sendShopify, sendTwilio } from "#tests/webhooks.ts";

let app: App;
let shopId: string;
let sms: string;
let cast: Record<string, CastMember>;
let next = 0;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  sms = await connectSms(app, shopId);
  cast = Object.fromEntries((await town.cast()).map((member) => [member.role, member]));
  await settled();
});
afterAll(async () => {
  await stopApps();
  const failures = app.log().match(/.*("request failed"|uncaughtException|unhandledRejection).*/g);
  expect(failures).toBeNull();
});

const aPhone = () => `+1415555${String(3000 + next++)}`;
const texts = (form: Record<string, string>) =>
  sendTwilio(sms, {
    MessageSid: `SM${randomUUID().replaceAll("-", "")}`,
    From: aPhone(),
    To: SHOP_NUMBER,
    NumMedia: "0",
    ...form,
  });
const receipt = (key: string) => prisma.receipt.findFirstOrThrow({ where: { key } });
const order = (id: number | string) =>
  look(shopId, ({ tx }) => tx.order.findUnique({ where: { shopId_id: { shopId, id: String(id) } } }));
const bodies = town.textsTo;
const inboundOf = (address: string) =>
  look(shopId, ({ tx }) => tx.message.findMany({ where: { shopId, address, direction: "in" } }));

describe("a shopper", () => {
  it("who asks for an order that does not exist hears what everybody hears, never that it does not", async () => {
    const shopper = await openChat(app);
    await shopper.say("where is order #99887766?");
    await settled();
    expect((await shopper.lastAnswer())?.text).toContain("6-digit code");
  });

  it("with an emoji for a name is served like any other, and is called by it", async () => {
    const { id, variantId } = await anItem();
    expect(id).toBeTruthy();
    const customer = { first_name: "🦊", last_name: "👩‍👩‍👧 Ωmega\u202e", id: 7_700_001 };
    const body = { ...anOrder(7_700_100, "#E1"), customer, line_items: [{ id: 1, variant_id: variantId }] };
    await sendShopify(app, { topic: "orders/create", body });
    await settled();
    const where = { shopId_shopifyId: { shopId, shopifyId: "7700001" } };
    const kept = await look(shopId, ({ tx }) => tx.customer.findUniqueOrThrow({ where }));
    expect(kept.firstName).toBe("🦊");
    const shopper = await openChat(app, { customer: 7_700_001 });
    expect(shopper.session.customer.firstName).toBe("🦊");
    await shopper.say("hello");
    await settled();
    expect(await shopper.lastAnswer()).toBeDefined();
  });

  it("who writes 10,000 characters is told so in the chat, and read in full by SMS", async () => {
    const shopper = await openChat(app);
    const long = "why ".repeat(2_500);
    const refused = await shopper.post("/chat/messages", { clientId: randomUUID(), text: long });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: "too-long", say: expect.stringContaining("4,000") });
    const phone = aPhone();
    expect((await texts({ From: phone, Body: long })).status).toBe(200);
    await settled();
    expect((await inboundOf(phone))[0]?.body).toHaveLength(10_000);
    expect(await bodies(phone)).toHaveLength(1);
  });

  it("whose text holds NUL, half a letter or nothing is read, and a STOP among it is heard", async () => {
    const [stopper, empty] = [aPhone(), aPhone()];
    await texts({ From: stopper, Body: "STOP\u0000" });
    await texts({ From: empty, Body: "" });
    const shopper = await openChat(app);
    await shopper.say("where\u0000 is my order \ud83c?");
    await settled();
    expect((await shopper.thread())[0]?.text).toBe("where is my order \ufffd?");
    expect(await inboundOf(empty)).toHaveLength(1);
    const consent = await look(shopId, ({ tx }) =>
      tx.consentState.count({ where: { addressHash: consentHash("sms", stopper) } }),
    );
    expect(consent).toBe(PURPOSES.length);
  });
});

describe("Shopify's orders", () => {
  it("without a customer, with wrong types, and of the future are mirrored as far as they make sense", async () => {
    const odd = {
      nobody: { ...anOrder(7_700_201, "#N1"), customer: null, email: null, phone: null },
      wrong: { ...anOrder(7_700_202, 12), email: 7, line_items: "none", total_price_set: [], note: null },
      future: { ...anOrder(7_700_203, "#N3"), updated_at: "2099-01-01T00:00:00Z", new_in_2027: { deep: [] } },
      text: { ...anOrder(7_700_204, "\u0000N4 \ud83c"), shipping_address: [] },
    };
    for (const body of Object.values(odd)) await sendShopify(app, { topic: "orders/create", body });
    await settled();
    for (const { id } of Object.values(odd)) expect(await order(id), String(id)).not.toBeNull();
    expect((await openPage(app, "/app.data")).status).toBe(200);
  });

  it("with protected data withheld are told of truthfully, without what is withheld", async () => {
    const { customerId, orderName } = cast["on-time"]!;
    await town.settings({ redactProtectedData: true });
    const shopper = await openChat(app, { customer: customerId });
    await shopper.say(`Where is ${orderName}?`);
    await settled();
    await town.settings({ redactProtectedData: false });
    const answer = await shopper.lastAnswer();
    expect(answer?.text).toContain(orderName);
    expect(answer?.text).not.toMatch(/null|undefined|\[object/);
  });
});

describe("what a door cannot read", () => {
  it("is refused with a clear status: wrong methods, wrong paths, no JSON, too much of it", async () => {
    const shopper = await openChat(app);
    const json = { "content-type": "application/json" };
    const huge = "x".repeat(3_000_000);
    const answers = {
      "no JSON in the chat": shopper.call("/chat/messages", { method: "POST", headers: json, body: "{nope" }),
      "an array in the chat": shopper.post("/chat/messages", [1, 2]),
      "a number for a text": shopper.post("/chat/messages", { clientId: randomUUID(), text: 7 }),
      "an odd client id": shopper.post("/chat/messages", { clientId: "'; drop table", text: "hi" }),
      "no JSON for reading": shopper.call("/chat/read", { method: "POST", body: "\u0000" }),
      "a negative message": shopper.post("/chat/read", { upTo: -1 }),
      "no picture": shopper.call("/chat/files", { method: "POST", body: "<svg onload=alert(1)>" }),
      "another method": shopper.call("/chat/messages", { method: "DELETE" }),
      "another path": shopper.call("/chat/nowhere"),
      "an odd cursor": shopper.call("/chat/stream?after=x"),
      "no pass": fetch(`${app.url}/chat/thread`, { headers: { authorization: "Bearer a.b.c" } }),
      "an unsigned proxy": fetch(`${app.url}/proxy/chat/session?shop=${TIDEWATER}`, { method: "POST" }),
      "no object through the proxy": callProxy(app, "/proxy/chat/session", "just text"),
      "a door that is none": fetch(`${app.url}/webhooks/constructor`, { method: "POST", body: "{}" }),
      "an account that is none": fetch(`${app.url}/webhooks/sms/nobody`, { method: "POST", body: "a=b" }),
      "a forged webhook": fetch(`${app.url}/webhooks/shopify`, { method: "POST", body: "{}" }),
      "a read webhook": fetch(`${app.url}/webhooks/shopify`),
      "too much of a webhook": fetch(`${app.url}/webhooks/shopify`, { method: "POST", body: huge }),
      "too much of a message": shopper.call("/chat/messages", { method: "POST", headers: json, body: huge }),
    };
    const statuses: Record<string, number> = {};
    for (const [what, answer] of Object.entries(answers)) statuses[what] = (await answer).status;
    expect(statuses).toEqual({
      "no JSON in the chat": 400,
      "an array in the chat": 400,
      "a number for a text": 400,
      "an odd client id": 400,
      "no JSON for reading": 400,
      "a negative message": 400,
      "no picture": 415,
      "another method": 404,
      "another path": 404,
      "an odd cursor": 400,
      "no pass": 401,
      "an unsigned proxy": 401,
      "no object through the proxy": 400,
      "a door that is none": 404,
      "an account that is none": 404,
      "a forged webhook": 401,
      "a read webhook": 404,
      "too much of a webhook": 413,
      "too much of a message": 413,
    });
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
  });

  it("is refused by the staff's pages too, with words", async () => {
    const headers = {
      authorization: `Bearer ${await town.sessionToken()}`,
      "user-agent": "Mozilla/5.0 Chrome/153",
    };
    const act = (body: string, method = "POST") =>
      fetch(`${app.url}/app/threads/nobody`, {
        method,
        headers: { ...headers, "content-type": "application/json" },
        ...(method !== "GET" && { body }),
      });
    expect((await act("{nope")).status).toBe(400);
    expect((await act('{"do":"reply"}')).status).toBe(400);
    expect((await act('{"do":"close"}')).status).toBe(404);
    const unknown = await openPage(app, "/app/settings.data", TIDEWATER, { form: "\u0000nope" });
    expect(await unknown.text()).toContain("form is not known");
    const retried = await openPage(app, "/app/problems.data", TIDEWATER, { form: "job", id: "' or 1=1" });
    expect(await retried.text()).toContain("tried again already");
  });
});

describe("what was taken in and cannot be worked on", () => {
  it("is parked at once where nobody handles it, in the merchant's sight, and others go on", async () => {
    const [topic, json, form] = [randomUUID(), randomUUID(), `SM${"0".repeat(32)}`];
    expect((await sendShopify(app, { topic: "planets/align", body: {}, id: topic })).status).toBe(200);
    expect((await sendShopify(app, { topic: "orders/create", body: "{nope", id: json })).status).toBe(200);
    await sendTwilio(sms, { MessageSid: form, Body: "from nobody" });
    await sendShopify(app, { topic: "orders/create", body: anOrder(7_700_301, "#P1") });
    await settled();
    expect((await receipt(topic)).parkedFor).toContain("planets/align");
    expect((await receipt(json)).parkedFor).toContain("not JSON");
    expect(await order(7_700_301)).not.toBeNull();
    const page = await (await openPage(app, "/app/problems.data")).text();
    for (const words of ["planets/align", "not JSON", "without From"]) expect(page).toContain(words);
  });

  it("is worked on when it is played again after it was mended, once", async () => {
    const key = randomUUID();
    await sendShopify(app, { topic: "orders/create", body: "{nope", id: key });
    await settled();
    const body = seal(JSON.stringify(anOrder(7_700_302, "#P2")));
    await prisma.receipt.update({ where: { door_key: { door: "shopify", key } }, data: { body } });
    const again = () =>
      openPage(app, "/app/problems.data", TIDEWATER, { form: "receipt", door: "shopify", key });
    expect(await (await again()).text()).toContain("tried again now");
    await settled();
    expect(await receipt(key)).toMatchObject({ parkedFor: null, readAt: expect.any(Date) });
    expect(await order(7_700_302)).toMatchObject({ name: "#P2" });
    expect(await (await again()).text()).toContain("tried again already");
  });

  it("as a job that fails every time is parked with its name, the jobs behind it go on, and it can be retried", async () => {
    const phone = aPhone();
    await look(shopId, (shop) => enqueue(shop, [{ task: "deliverMessages", payload: { messageIds: 7 } }]));
    await texts({ From: phone, Body: "hello" });
    await settled();
    expect(await bodies(phone)).toHaveLength(1);
    const parked = () => look(shopId, ({ tx }) => tx.parkedJob.findMany({ where: { retriedAt: null } }));
    for (let tries = 0; tries < 10 && !(await parked()).length; tries++) {
      await town.clock.advance(HOUR);
      await settled();
    }
    const [job] = await parked();
    expect(job).toMatchObject({ task: "deliverMessages", reason: expect.any(String) });
    expect(await (await openPage(app, "/app/problems.data")).text()).toContain("deliverMessages");
    await openPage(app, "/app/problems.data", TIDEWATER, { form: "job", id: job!.id });
    expect(await parked()).toEqual([]);
  });
});

describe("the same delivery", () => {
  it("twenty times at once is kept and worked on once, by Shopify and by SMS", async () => {
    const [id, sid, phone] = [randomUUID(), `SM${randomUUID().replaceAll("-", "")}`, aPhone()];
    const body = anOrder(7_700_401, "#D1");
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        turn % 2
          ? sendShopify(app, { topic: "orders/create", body, id })
          : texts({ MessageSid: sid, From: phone, Body: "hello" }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    await settled();
    expect(await prisma.receipt.count({ where: { key: { in: [id, sid] } } })).toBe(2);
    expect(await inboundOf(phone)).toHaveLength(1);
    expect(await bodies(phone)).toHaveLength(1);
    const where = { name: "order.placed", payload: { path: ["orderId"], equals: "7700401" } };
    expect(await look(shopId, ({ tx }) => tx.domainEvent.count({ where }))).toBe(1);
  });
});

async function anItem() {
  const { id, lineItems } = await town.order(cast["on-time"]!.orderId!);
  return { id, variantId: lineItems[0]!.variantId };
}

/** The least that Shopify sends of an order. */
function anOrder(id: number, name: unknown) {
  const at = new Date().toISOString();
  const gid = `gid://shopify/Order/${id}`;
  return {
    id,
    admin_graphql_api_id: gid,
    name,
    created_at: at,
    updated_at: at,
    currency: "EUR",
    line_items: [],
  };
}
