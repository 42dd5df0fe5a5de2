import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE } from "#app/clock.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { pool, prisma } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import {
  type App,
  BROWSER,
  connectSms,
  install,
  look,
  openPage,
  SHOP_NUMBER,
  settled,
  startApp,
  stopApps,
} from "#tests/app.ts";
import { callProxy, openChat, type Shopper } from "#tests/chat.ts";
import { TIDEWATER, town } from "#tests/town.ts";
import { sendShopify, sendTwilio } from "#tests/webhooks.ts";

/** One person, whose every fact is a word that stands nowhere else. */
const ADA = {
  first_name: "Canaryna",
  last_name: "Quillfeather",
  email: "canaryna.quillfeather@nestbox.example",
  phone: "+14155557391",
  address1: "47 Plumage Terrace",
  city: "Birdwick",
  text: "my cockatoo ate the parcel",
  note: "she sounded ruffled, offer a perch",
  orderName: "#CANARY-8841",
};
const ORDER_ID = 8_841_884_188;
const CUSTOMER_ID = 8_841_773_377;
/** Secrets that the test meets on its way; codes among them. */
const secrets = new Set<string>(["00112233445566778899aabbccddeeff", "shpss-canary-password"]);

let web: App;
let worker: App;
let shopId: string;
let sms: string;
let shopper: Shopper;

beforeAll(async () => {
  await town.reset();
  [web, worker] = [await startApp({ role: "web" }), await startApp({ role: "worker", isPublic: false })];
  await town.setApp(web.url, undefined, [worker.url]);
  shopId = await install(web);
  sms = await connectSms(web, shopId);
  await sendShopify(web, { topic: "orders/create", body: anOrder() });
  await settled();
  shopper = await openChat(web, { customer: CUSTOMER_ID });
  keep(shopper.session.token);
  keep(shopper.session.visitor);
});
afterAll(stopApps);

/** Nothing that was said or held so far stands in what any process has written. */
async function expectNothingLogged(...more: string[]) {
  await settled();
  const written = web.log() + worker.log();
  expect(written.length).toBeGreaterThan(1_000);
  const words = [...Object.values(ADA), ...secrets, ...more].flatMap((word) => [
    word,
    encodeURIComponent(word),
    JSON.stringify(word).slice(1, -1),
  ]);
  const found = [...new Set(words)].filter((word) => written.includes(word));
  expect(found).toEqual([]);
}

const keep = (secret: string | null | undefined) => secret && secrets.add(secret);

describe("what the processes write at their most talkative holds nothing of a person", () => {
  it("after they chatted, sent what is no picture, and opened the chat again", async () => {
    await shopper.say(`${ADA.text}, where is ${ADA.orderName}?`);
    await shopper.post("/chat/messages", { clientId: randomUUID(), text: [ADA.text] });
    await shopper.call("/chat/files", { method: "POST", body: `${ADA.text} ${ADA.email}` });
    await shopper.call(`/chat/stream?after=${encodeURIComponent(ADA.email)}`);
    await callProxy(web, "/proxy/chat/session", { visitor: shopper.session.visitor, locale: ADA.email });
    await settled();
    expect(await shopper.lastAnswer()).toBeDefined();
    await expectNothingLogged();
  });

  it("after they texted, were answered, failed to be reached, and sent STOP", async () => {
    await sendTwilio(sms, {
      MessageSid: sid(),
      From: ADA.phone,
      To: SHOP_NUMBER,
      Body: ADA.text,
      NumMedia: "0",
    });
    await settled();
    const where = { shopId, address: ADA.phone, direction: "in" };
    const { conversationId } = await look(shopId, ({ tx }) => tx.message.findFirstOrThrow({ where }));
    for (const fault of ["400", "500-before", "malformed", "reset-after"] as const) {
      await town.faults.add({ provider: "twilio", fault, match: { method: "POST" } });
      const draft = { conversationId, author: { kind: "system" }, channel: "sms", text: ADA.note } as const;
      await look(shopId, (shop) => sendMessage(shop, { ...draft, intent: randomUUID() }));
      await settled();
      await town.clock.advance(3 * MINUTE);
    }
    await town.text(ADA.phone, "STOP");
    await settled();
    const states = await look(shopId, ({ tx }) =>
      tx.message.groupBy({ by: ["state"], where: { address: ADA.phone, direction: "out" } }),
    );
    expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(["failed", "unknown"]));
    await expectNothingLogged();
  });

  it("after a stranger proved their order by a code", async () => {
    const stranger = await openChat(web);
    keep(stranger.session.token);
    await stranger.say(`where is ${ADA.orderName}`);
    await settled();
    const code = /\b\d{6}\b/.exec((await town.mail(ADA.email)).at(-1)!.text)![0];
    keep(code);
    await stranger.say(code);
    await settled();
    await expectNothingLogged();
  });

  it("after the mail server failed in the middle of a code", async () => {
    await town.faults.add({ provider: "smtp", fault: "refuse", times: 2 });
    const stranger = await openChat(web);
    await stranger.say(`where is ${ADA.orderName}`);
    await settled();
    await expectNothingLogged();
  });

  it("after webhooks that are wrong in every way", async () => {
    const half = JSON.stringify(anOrder()).slice(0, -20);
    await sendShopify(web, { topic: "orders/create", body: half });
    await sendShopify(web, { topic: `orders/${ADA.email}`, body: anOrder() });
    await sendShopify(web, { topic: "orders/create", body: { ...anOrder(), id: ADA.email } });
    await sendShopify(web, {
      topic: "orders/create",
      body: { ...anOrder(), customer: { id: 1, email: [ADA.email] } },
    });
    await sendShopify(web, {
      topic: "customers/redact",
      body: { customer: { ...anOrder().customer, id: ADA.email } },
    });
    await sendTwilio(sms, { MessageSid: sid(), From: ADA.phone, Body: ADA.text });
    await town.text(ADA.phone, ADA.text, { forged: true });
    const body = JSON.stringify(anOrder());
    await fetch(`${web.url}/webhooks/shopify?email=${ADA.email}`, { method: "POST", body });
    await expectNothingLogged();
  });

  it("after staff looked, searched, answered, took notes and mistyped a password", async () => {
    const { id } = await look(shopId, ({ tx }) =>
      tx.conversation.findFirstOrThrow({ where: { customer: { shopifyId: String(CUSTOMER_ID) } } }),
    );
    const act = async (body: object) => {
      const authorization = `Bearer ${keepAll(await town.sessionToken())}`;
      const headers = { authorization, "user-agent": BROWSER, "content-type": "application/json" };
      return fetch(`${web.url}/app/threads/${id}`, { method: "POST", headers, body: JSON.stringify(body) });
    };
    const clientId = () => randomUUID();
    expect((await act({ do: "note", clientId: clientId(), text: ADA.note })).status).toBe(200);
    expect((await act({ do: "reply", clientId: clientId(), text: ADA.text, seenSeq: 999 })).status).toBe(200);
    expect((await act({ do: "reply", clientId: clientId(), text: [ADA.note] })).status).toBe(400);
    for (const page of ["/app.data", `/app/inbox/${id}.data`, "/app/problems.data", "/app/team.data"])
      expect((await openPage(web, page)).status, page).toBe(200);
    await openPage(web, `/app/answers?number=${encodeURIComponent(ADA.orderName)}`);
    await openPage(web, "/app/team.data", TIDEWATER, {
      form: "invite",
      email: ADA.email,
      name: ADA.first_name,
    });
    await openPage(web, "/app/settings.data", TIDEWATER, {
      form: "email",
      sender: ADA.email,
      host: "127.0.0.1",
      port: "1",
      user: ADA.email,
      password: "shpss-canary-password",
    });
    await fetch(`${web.url}/app?id_token=not.a.token&email=${ADA.email}`, {
      headers: { "user-agent": BROWSER },
    });
    await expectNothingLogged();
  });

  it("after Shopify failed while their order was read", async () => {
    for (const fault of ["500-before", "malformed", "reset", "400"] as const) {
      await town.faults.add({ provider: "shopify", fault, times: 4, match: { path: "/graphql/" } });
      await shopper.say(`${ADA.text}? where is ${ADA.orderName}`);
      await settled();
      await town.faults.clear();
    }
    for (const { accessToken } of await tokens()) keep(accessToken);
    await expectNothingLogged();
  });

  it("after jobs failed on them, and the database broke off in the middle", async () => {
    const odd = { is: ADA.email, named: ADA.first_name };
    const payload = { messageId: odd, messageIds: odd, codeId: odd, orderId: odd, code: ADA.phone };
    const tasks = ["answerMessage", "deliverMessages", "rereadOrder", "sendOrderCode"];
    await look(shopId, (shop) =>
      enqueue(
        shop,
        tasks.map((task) => ({ task, payload })),
      ),
    );
    await settled();
    await breakDatabase(async () => {
      await shopper.post("/chat/messages", { clientId: randomUUID(), text: ADA.text });
      await sendTwilio(sms, { MessageSid: sid(), From: ADA.phone, To: SHOP_NUMBER, Body: ADA.text });
      await sendShopify(web, { topic: "orders/create", body: anOrder() });
      await openPage(web, `/app.data?email=${ADA.email}`);
    });
    await refuseMessages(async () => {
      await shopper.post("/chat/messages", { clientId: randomUUID(), text: ADA.text });
      await sendTwilio(sms, { MessageSid: sid(), From: ADA.phone, To: SHOP_NUMBER, Body: ADA.text });
      const failed = () => worker.log().match(/"job failed"/g)?.length;
      await expect.poll(failed).toBeGreaterThan(tasks.length);
    });
    expect(web.log()).toMatch(/"level":50/);
    await expectNothingLogged();
  });

  it("after what is held about them was asked for, fetched, and forgotten", async () => {
    const { customer } = anOrder();
    await sendShopify(web, { topic: "customers/data_request", body: { customer, data_request: { id: 1 } } });
    await settled();
    const request = await look(shopId, ({ tx }) => tx.privacyRequest.findFirstOrThrow());
    expect((await openPage(web, `/app/exports/${request.id}?as=json`)).status).toBe(200);
    await sendShopify(web, { topic: "customers/redact", body: { customer, orders_to_redact: [ORDER_ID] } });
    await settled();
    expect(await look(shopId, ({ tx }) => tx.privacyRequest.count({ where: { state: "done" } }))).toBe(2);
    await expectNothingLogged();
  });
});

const sid = () => `SM${randomUUID().replaceAll("-", "")}`;
const keepAll = (token: string) => {
  keep(token);
  return token;
};

/** The access tokens that the town has given out, as the app holds them. */
async function tokens(): Promise<{ accessToken: string }[]> {
  const { unseal } = await import("#app/seal.server.ts");
  const sessions = await prisma.session.findMany();
  return sessions.map(({ accessToken }) => ({ accessToken: unseal(accessToken).toString() }));
}

/** Runs `work` while no process gets a connection, and waits until they are themselves again. */
async function breakDatabase(work: () => Promise<unknown>) {
  const { rows } = await pool.query("select current_database() as name");
  const admin = new pg.Client(process.env.DATABASE_URL!.replace(/[^/]*$/, "app"));
  await admin.connect();
  try {
    await admin.query(`alter database ${rows[0].name} with allow_connections false`);
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
      rows[0].name,
    ]);
    await work();
  } finally {
    await admin.query(`alter database ${rows[0].name} with allow_connections true`);
    await admin.end();
  }
  for (const { url } of [web, worker])
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
}

/** A database that quotes what it refuses, as PostgreSQL does with a value it cannot read. */
async function refuseMessages(work: () => Promise<unknown>) {
  await pool.query(`
    create function refuse_loudly() returns trigger language plpgsql as $$ begin
      raise exception 'refused: % from %', new.body, new.address; end $$;
    create trigger refuse_loudly before insert on "Message" for each row execute function refuse_loudly()`);
  try {
    await work();
  } finally {
    await pool.query(`drop trigger refuse_loudly on "Message"; drop function refuse_loudly()`);
  }
}

function anOrder() {
  const at = new Date().toISOString();
  const { first_name, last_name, email, phone, address1, city } = ADA;
  const address = { first_name, last_name, phone, address1, city, zip: "QF1 7AD", country_code: "US" };
  return {
    id: ORDER_ID,
    admin_graphql_api_id: `gid://shopify/Order/${ORDER_ID}`,
    name: ADA.orderName,
    email,
    phone,
    created_at: at,
    updated_at: at,
    currency: "EUR",
    line_items: [],
    shipping_address: address,
    customer: {
      id: CUSTOMER_ID,
      first_name,
      last_name,
      email,
      phone,
      default_address: address,
      updated_at: at,
    },
  };
}
