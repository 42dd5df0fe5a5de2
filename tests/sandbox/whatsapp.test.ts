import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { callGraph } from "./graph-call.ts";
import { freshTown } from "./one-town.ts";

const used = freshTown(["meta", "whatsapp"]);
const TOKEN = "EAAtownWhatsAppSystemUser";
const WABA = "102290129340398";
const NUMBER = "106540352242922";
const LENA = "4917012345678";
const ok = async (method: string, path: string, body?: object) => {
  const said = await used.call(method, path, body);
  expect(said.status, JSON.stringify(said.body)).toBe(200);
  return said.body;
};
const graph = (path: string, body?: object) => callGraph(used, TOKEN, path, body);
const send = (message: object, to = LENA) =>
  graph(`/${NUMBER}/messages`, { messaging_product: "whatsapp", to, ...message });
const text = (body: string, more: object = {}, to = LENA) =>
  send({ type: "text", text: { body }, ...more }, to);
const write = (body: object, who = LENA) => ok("POST", `/whatsapp/people/${who}/write`, body);
const settle = () => ok("POST", "/settle", {});
const changes = () =>
  used.app.requests
    .filter(({ path }) => path === "/webhooks/meta")
    .flatMap(
      ({ body }) =>
        JSON.parse(body).entry[0].changes as {
          field: string;
          value: Record<string, Record<string, unknown>[]>;
        }[],
    );
const statuses = () => changes().flatMap(({ value }) => value.statuses ?? []);
const lastCode = async () => {
  await settle();
  return (statuses().at(-1)?.errors as { code: number }[] | undefined)?.[0]?.code;
};
const template = async (name: string, category: string, body = "Hello {{1}}, news.") => {
  const components = [{ type: "BODY", text: body }];
  await graph(`/${WABA}/message_templates`, { name, category, language: "en", components });
  await ok("POST", `/whatsapp/templates/${name}/judge`, { status: "APPROVED" });
};
const say = (name: string) => ({
  type: "template",
  template: {
    name,
    language: { code: "en" },
    components: [{ type: "body", parameters: [{ type: "text", text: "Lena" }] }],
  },
});

beforeEach(async () => void (await graph(`/${WABA}/subscribed_apps`, {})));

describe("a message to a shopper", () => {
  test("has an id of its own, though another is on its way to them at the same moment", async () => {
    await write({ body: "hi" });
    const sent = await Promise.all(["one", "two", "three"].map((body) => text(body)));
    const ids = sent.map(({ body }) => (body as { messages: { id: string }[] }).messages[0]!.id);
    expect(new Set(ids).size).toBe(3);
  });

  test("goes to its phone, and its states come back with what the app wrote on it", async () => {
    await write({ body: "hi" });
    const sent = await text("On its way 😮", { biz_opaque_callback_data: "message-7" });
    expect(sent).toMatchObject({ status: 200, body: { messages: [{ message_status: "accepted" }] } });
    await settle();
    expect(statuses().map(({ status }) => status)).toEqual(["sent", "delivered"]);
    expect(statuses()[0]).toMatchObject({ recipient_id: LENA, biz_opaque_callback_data: "message-7" });
    await ok("POST", `/whatsapp/people/${LENA}/read`);
    expect(statuses().at(-1)).toMatchObject({ status: "read" });
    const { entries } = (await ok("GET", "/ledger")) as { entries: object[] };
    expect(entries).toMatchObject([{ provider: "whatsapp", body: "On its way 😮", opaque: "message-7" }]);
  });

  test("carries buttons and lists within Meta's limits, and what is tapped comes back by its id", async () => {
    await write({ body: "hi" });
    const buttons = (titles: string[]) => ({
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: "Which one?" },
        action: {
          buttons: titles.map((title, i) => ({ type: "reply", reply: { id: `order-${i}`, title } })),
        },
      },
    });
    expect((await send(buttons(["a", "b", "c", "d"]))).body.error?.code).toBe(100);
    expect((await send(buttons(["x".repeat(21)]))).body.error?.code).toBe(100);
    expect((await send(buttons(["a", "a"]))).body.error?.code).toBe(100);
    await send(buttons(["#1001", "#1002"]));
    await settle();
    await write({ choice: "order-1" });
    expect(changes().at(-1)?.value.messages?.[0]).toMatchObject({
      type: "interactive",
      interactive: { type: "button_reply", button_reply: { id: "order-1", title: "#1002" } },
    });
  });

  test("outside of 24 hours is taken and fails with 131047, and a template goes through", async () => {
    await write({ body: "hi" });
    await ok("POST", "/clock", { advanceMs: 24 * 3_600_000 });
    await text("too late");
    expect(await lastCode()).toBe(131047);
    await template("order_news", "UTILITY");
    await send(say("order_news"));
    await settle();
    expect(statuses().at(-1)).toMatchObject({ status: "delivered", pricing: { category: "utility" } });
  });

  test("fails as Meta fails it: nobody there, marketing stopped, too much of it, or to the United States", async () => {
    await template("sale", "MARKETING");
    await ok("POST", "/whatsapp/people/4917000000001", { isOnWhatsApp: false });
    await send(say("sale"), "4917000000001");
    expect(await lastCode()).toBe(131026);
    await ok("POST", `/whatsapp/people/${LENA}/marketing`, { value: "stop" });
    expect(changes().at(-1)).toMatchObject({
      field: "user_preferences",
      value: { user_preferences: [{ wa_id: LENA, value: "stop" }] },
    });
    await send(say("sale"));
    expect(await lastCode()).toBe(131050);
    await ok("POST", "/whatsapp/people/4917000000002", { isSated: true });
    await send(say("sale"), "4917000000002");
    expect(await lastCode()).toBe(131049);
    await send(say("sale"), "14155550123");
    expect(await lastCode()).toBe(131049);
  });

  test("is refused past 80 a second, past a pair's burst of 45, and past the portfolio's people a day", async () => {
    await write({ body: "hi" });
    const codes = await Promise.all(
      Array.from({ length: 50 }, async () => (await text("x")).body.error?.code),
    );
    // The bucket fills by one in six seconds, also while a slow machine is at it.
    const refused = codes.filter((code) => code === 131056).length;
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThanOrEqual(5);
    await ok("POST", `/whatsapp/numbers/${NUMBER}`, { perSecond: 1 });
    const many = await Promise.all(
      Array.from(
        { length: 20 },
        async (_, i) => (await text("x", {}, `49171${1000000 + i}`)).body.error?.code,
      ),
    );
    expect(many).toContain(130429);
    await ok("POST", `/whatsapp/numbers/${NUMBER}`, { perSecond: 80 });
    await ok("POST", "/whatsapp/settings", { portfolioLimit: 1 });
    await ok("POST", "/clock", { advanceMs: 5_000 });
    await template("order_news", "UTILITY");
    await send(say("order_news"), "491720000001");
    expect(await lastCode()).toBeUndefined();
    await send(say("order_news"), "491720000002");
    expect(await lastCode()).toBe(131048);
  });
});

describe("media", () => {
  test("go up as a form, and come down from an address that opens for five minutes and for the token's owner", async () => {
    const bytes = Buffer.from("89504e470d0a1a0a", "hex");
    await write({ body: "see", media: [{ contentType: "image/png", base64: bytes.toString("base64") }] });
    const image = changes().at(-1)?.value.messages?.[0]?.image as { id: string; caption: string };
    expect(image.caption).toBe("see");
    const described = (await graph(`/${image.id}`)).body;
    expect(described.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    const address = new URL(String(described.url));
    const fetched = (token: string) =>
      fetch(`${used.town.url}${address.pathname}${address.search}`, {
        headers: { "x-town-host": address.host, authorization: `Bearer ${token}` },
      });
    expect(Buffer.from(await (await fetched(TOKEN)).arrayBuffer())).toEqual(bytes);
    expect((await fetched("other")).status).toBe(401);
    await ok("POST", "/clock", { advanceMs: 6 * 60_000 });
    expect((await fetched(TOKEN)).status).toBe(404);
    const form = new FormData();
    form.set("messaging_product", "whatsapp");
    form.set("file", new File([bytes], "x.png", { type: "image/png" }));
    const up = await graph(`/${NUMBER}/media`, form);
    expect((await send({ type: "image", image: { id: up.body.id } })).status).toBe(200);
    form.set("file", new File([bytes], "x.svg", { type: "image/svg+xml" }));
    expect((await graph(`/${NUMBER}/media`, form)).body.error?.code).toBe(131053);
  });
});

describe("an account", () => {
  test("lists its numbers to its own token, and an account of another is not there", async () => {
    expect((await graph(`/${WABA}/phone_numbers`)).body.data).toMatchObject([
      { id: NUMBER, display_phone_number: "+15550783881", quality_rating: "GREEN" },
    ]);
    await ok("POST", "/whatsapp/numbers/777", { wabaId: "888" });
    expect((await graph("/888/phone_numbers")).body.error?.code).toBe(100);
    expect((await graph("/777/messages", {})).body.error?.code).toBe(100);
  });

  test("has templates that are pending until Meta has looked at them, and quality that changes", async () => {
    const body = (components: object[]) => ({
      name: "news",
      category: "UTILITY",
      language: "en",
      components,
    });
    const create = (components: object[]) => graph(`/${WABA}/message_templates`, body(components));
    expect((await create([{ type: "BODY", text: "{{1}}" }])).body.error?.code).toBe(100);
    expect((await create([{ type: "BODY", text: "Hi {{1}}, news." }])).body.status).toBe("PENDING");
    expect((await send(say("news"))).body.error?.code).toBe(132001);
    await ok("POST", "/whatsapp/templates/news/judge", { status: "APPROVED", quality: "YELLOW" });
    expect(changes().map(({ field }) => field)).toEqual([
      "message_template_status_update",
      "message_template_quality_update",
    ]);
    expect((await graph(`/${WABA}/message_templates`)).body.data).toMatchObject([
      { name: "news", status: "APPROVED", quality_score: { score: "YELLOW" } },
    ]);
    await ok("POST", "/whatsapp/templates/news/judge", { status: "PAUSED" });
    expect((await send(say("news"))).body.error?.code).toBe(132015);
  });

  test("of a merchant who goes on with the app tells what is said there and what was said before", async () => {
    expect((await used.call("POST", `/whatsapp/people/${LENA}/app-reply`, { body: "x" })).status).toBe(409);
    await ok("POST", `/whatsapp/numbers/${NUMBER}`, { isOnApp: true, perSecond: 20 });
    await ok("POST", `/whatsapp/people/${LENA}/app-reply`, { body: "From my phone" });
    await ok("POST", `/whatsapp/people/${LENA}/history`, {
      messages: [{ direction: "out", body: "Are you open?", at: "2026-01-01T10:00:00Z" }],
    });
    expect(changes()).toMatchObject([
      {
        field: "smb_message_echoes",
        value: { message_echoes: [{ from: "15550783881", to: LENA, text: { body: "From my phone" } }] },
      },
      { field: "history", value: { history: [{ threads: [{ id: LENA }] }] } },
    ]);
  });

  test("is signed up with a code that is good once, and says which account it opens", async () => {
    const { code } = await ok("POST", "/whatsapp/signup", {});
    const app = "client_id=610000000000001&client_secret=meta-town-secret";
    const first = await callGraph(used, "", `/oauth/access_token?${app}&code=${String(code)}`);
    const again = await callGraph(used, "", `/oauth/access_token?${app}&code=${String(code)}`);
    expect(again.body.error?.code).toBe(100);
    const token = String(first.body.access_token);
    const said = await callGraph(
      used,
      "610000000000001|meta-town-secret",
      `/debug_token?input_token=${token}`,
    );
    expect(said.body.data).toMatchObject({
      is_valid: true,
      granular_scopes: expect.arrayContaining([
        { scope: "whatsapp_business_management", target_ids: [WABA] },
      ]),
    });
  });

  test("knows a shopper who hides their number by a business-scoped id alone, and writes to it", async () => {
    const { people } = (await ok("GET", "/whatsapp/people")) as { people: { userId: string }[] };
    expect(people).toEqual([]);
    const person = await ok("POST", `/whatsapp/people/${LENA}`, { isHidden: true });
    await write({ body: "who am I?" });
    const { value } = changes().at(-1)!;
    expect(JSON.stringify(value)).not.toContain(LENA);
    expect(value.messages?.[0]).toMatchObject({ from_user_id: person.userId });
    const sent = await graph(`/${NUMBER}/messages`, {
      messaging_product: "whatsapp",
      recipient: person.userId,
      type: "text",
      text: { body: "hello" },
    });
    expect(sent.body).toMatchObject({ contacts: [{ user_id: person.userId }] });
  });
});
