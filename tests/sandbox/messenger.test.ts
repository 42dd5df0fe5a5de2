import { describe, expect, test } from "vitest";
import { escapedJson, hubSignature } from "#sandbox/meta/sign-webhook.ts";
import { freshTown } from "./one-town.ts";

const PAGE = "123456789012345";
const ADA = "1254477777772919";
const DAY = 86_400_000;
const FIELDS =
  "messages,messaging_postbacks,message_deliveries,message_reads,message_echoes,message_reactions";

const used = freshTown(["meta", "messenger"]);
let token = "";

async function openPage(more: object = {}): Promise<void> {
  const page = await used.call("POST", "/messenger/accounts", { id: PAGE, ...more });
  token = String(page.body.token);
  await graph("POST", `/${PAGE}/subscribed_apps`, { subscribed_fields: FIELDS });
}

async function graph(method: string, path: string, body?: object, said = token) {
  const answer = await fetch(`${used.town.url}/v25.0${path}`, {
    method,
    headers: {
      "x-town-host": "graph.facebook.com",
      authorization: `Bearer ${said}`,
      "content-type": "application/json",
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, never> & { error: never } };
}

const send = (message: object, more: object = {}) =>
  graph("POST", `/${PAGE}/messages`, {
    recipient: { id: ADA },
    messaging_type: "RESPONSE",
    message,
    ...more,
  });
const ada = (act: string, body: object = {}) => used.call("POST", `/messenger/people/${ADA}/${act}`, body);
const settle = () => used.call("POST", "/settle", {});
const heard = () =>
  used.app.requests.map(({ body }) => JSON.parse(body).entry[0].messaging?.[0] as Record<string, unknown>);

describe("somebody who writes to a Page", () => {
  test("is heard by the app, signed over the very bytes", async () => {
    await openPage();
    await ada("write", { text: "où est ma commande ? 🎁" });
    const [request] = used.app.requests;
    expect(request!.path).toBe("/webhooks/meta");
    expect(request!.headers["x-hub-signature-256"]).toBe(hubSignature(request!.body, "meta-town-secret"));
    expect(request!.body).toBe(escapedJson(JSON.parse(request!.body)));
    expect(heard()).toMatchObject([
      { sender: { id: ADA }, recipient: { id: PAGE }, message: { text: "où est ma commande ? 🎁" } },
    ]);
  });

  test("is answered within 24 hours, then by people with the tag for seven days, then not at all", async () => {
    await openPage();
    await ada("write", { text: "hello" });
    await used.call("POST", "/clock", { advanceMs: DAY - 60_000 });
    expect(await send({ text: "in time" })).toMatchObject({ status: 200, body: { recipient_id: ADA } });
    await used.call("POST", "/clock", { advanceMs: 6 * 3_600_000 });
    const late = await send({ text: "late" });
    expect(late).toMatchObject({ status: 400, body: { error: { code: 10, error_subcode: 2018278 } } });
    const tag = { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" };
    expect((await send({ text: "a person" }, tag)).status).toBe(200);
    await used.call("POST", "/clock", { advanceMs: 6 * DAY });
    expect((await send({ text: "too late" }, tag)).body).toMatchObject({ error: { error_subcode: 2018278 } });
  });

  test("sees the answer, which comes back to the app as its own echo, then as delivered, then as read", async () => {
    await openPage();
    await ada("write", { text: "hello" });
    await send({ text: "Hi Ada", metadata: "our-id" });
    await settle();
    await ada("read");
    const [, echo, delivery, read] = heard();
    expect(echo).toMatchObject({ sender: { id: PAGE }, message: { is_echo: true, metadata: "our-id" } });
    const { mid } = echo!.message as { mid: string };
    expect(delivery).toMatchObject({ sender: { id: ADA }, delivery: { mids: [mid] } });
    expect(read).toMatchObject({ sender: { id: ADA }, read: { watermark: expect.any(Number) } });
  });

  test("presses a quick reply, which comes as their message with its payload", async () => {
    await openPage();
    await ada("write", { text: "hello" });
    const choice = { content_type: "text", title: "Track my order", payload: "track" };
    await send({ text: "What is it about?", quick_replies: [choice] });
    await settle();
    await ada("press", { title: "Track my order" });
    expect(heard().at(-1)).toMatchObject({
      message: { text: "Track my order", quick_reply: { payload: "track" } },
    });
  });
});

describe("the Send API", () => {
  test("refuses what Meta refuses, in its words", async () => {
    await openPage();
    await ada("write", { text: "hello" });
    expect((await send({ text: "x".repeat(2001) })).body).toMatchObject({ error: { code: 100 } });
    const many = Array.from({ length: 14 }, (_, n) => ({
      content_type: "text",
      title: `${n}`,
      payload: `${n}`,
    }));
    expect((await send({ text: "Which?", quick_replies: many })).body).toMatchObject({
      error: { code: 105 },
    });
    await ada("set", { isGone: true });
    expect((await send({ text: "hello" })).body).toMatchObject({
      error: { code: 551, error_subcode: 1545041 },
    });
    expect((await graph("GET", `/${PAGE}`, undefined, "EAAwrong")).body).toMatchObject({
      error: { code: 190 },
    });
  });

  test("keeps what it took, for whoever asks again", async () => {
    await openPage();
    await ada("write", { text: "hello" });
    await used.call("POST", "/faults", {
      provider: "meta",
      fault: "500-after",
      match: { path: "/messages$/" },
    });
    expect((await send({ text: "Hi Ada" })).status).toBe(500);
    const kept = await graph("GET", `/${PAGE}/conversations?user_id=${ADA}&fields=messages`);
    const [conversation] = kept.body.data as { messages: { data: { id: string; message: string }[] } }[];
    const [entry] = (await used.call("GET", "/ledger")).body.entries as Record<string, unknown>[];
    expect(entry).toMatchObject({ provider: "messenger", to: ADA, body: "Hi Ada" });
    expect(conversation!.messages.data[0]).toMatchObject({ id: entry!.id, message: "Hi Ada" });
  });

  test("is silent to an app that has not subscribed", async () => {
    await openPage();
    await graph("DELETE", `/${PAGE}/subscribed_apps`);
    expect((await ada("write", { text: "hello" })).body).toMatchObject({ webhook: null });
    expect(used.app.requests).toEqual([]);
  });
});
