import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, HOUR, later, MINUTE } from "#app/clock.ts";
import { judge, openWays } from "#app/conversations/composer-rules.ts";
import type { ThreadWays, Way } from "#app/conversations/way.ts";
import type { SentAct } from "#app/desk/thread-act.ts";
import { askForTemplate, refreshTemplates } from "#app/desk/whatsapp-templates.ts";
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
import { openChat } from "#tests/chat.ts";
import { picture } from "#tests/channels/picture.ts";
import { connectMailbox, writeMail } from "#tests/mail.ts";
import { runNow } from "#tests/run-now.ts";
import { town } from "#tests/town.ts";
import { upload } from "#tests/upload.ts";
import { whatsApp } from "#tests/whatsapp.ts";

const SECOND_NUMBER = "+14155550151";

let app: App;
let shopId: string;
let next = 0;
const aPhone = () => `+1415555${String(8000 + next++)}`;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  await town.smsAccount({ numbers: [SHOP_NUMBER, SECOND_NUMBER] });
  await openPage(app, "/app/settings/channels/sms.data", undefined, {
    form: "sms",
    accountSid: "AC0123456789abcdef0123456789abcdef",
    token: "00112233445566778899aabbccddeeff",
    sender: SECOND_NUMBER,
    role: "both",
  });
  await connectMailbox(app, shopId);
  const accountId = await whatsApp.connect(shopId);
  const draft = {
    name: "parcel_ready",
    language: "en",
    category: "utility",
    footer: "",
    examples: ["Ann"],
  } as const;
  const asked = await askForTemplate(shopId, accountId, {
    ...draft,
    examples: ["Ann"],
    body: "Hi {{1}}, your parcel is ready.",
    buttons: ["Thanks"],
  });
  expect(asked.ok).toBe(true);
  await whatsApp.judge("parcel_ready", { status: "APPROVED" });
  await whatsApp.make({
    ...{ name: "new_in", language: "en", category: "UTILITY", parameter_format: "NAMED" },
    components: [
      { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::aW1h"] } },
      { type: "BODY", text: "Hi {{first_name}}, look: {{item}} is here." },
    ],
  });
  expect(await refreshTemplates(shopId, accountId)).toMatchObject({ ok: true });
  await settled();
});
afterAll(stopApps);

/** What staff do in a thread, by the door their browser uses. */
async function act(id: string, asked: SentAct) {
  const authorization = `Bearer ${await town.sessionToken()}`;
  const headers = { authorization, "user-agent": BROWSER, "content-type": "application/json" };
  const answer = await fetch(`${app.url}/app/threads/${id}`, {
    method: "POST",
    headers,
    body: JSON.stringify(asked),
  });
  await settled();
  return (await answer.json()) as { ok: boolean; because?: string; say?: string; messageId?: string };
}
const reply = (id: string, text: string, more: Partial<Extract<SentAct, { do: "reply" }>> = {}) =>
  act(id, { do: "reply", clientId: randomUUID(), text, seenSeq: 999, ...more });

async function waysOf(id: string): Promise<ThreadWays> {
  const headers = { authorization: `Bearer ${await town.sessionToken()}`, "user-agent": BROWSER };
  const answer = await fetch(`${app.url}/app/threads/${id}?panel`, { headers });
  return ((await answer.json()) as { ways: ThreadWays }).ways;
}
const find = ({ ways }: ThreadWays, like: Partial<Way>) =>
  ways.find((way) => Object.entries(like).every(([key, value]) => way[key as keyof Way] === value))!;

const threadWith = async (address: string) =>
  (
    await look(shopId, ({ tx }) =>
      tx.message.findFirstOrThrow({ where: { address, direction: "in" }, orderBy: { at: "desc" } }),
    )
  ).conversationId;
/** The address that Shopify knows them by. */
const mailOf = (id: string) =>
  look(shopId, async ({ tx }) => {
    const where = { kind: "email", customer: { conversation: { id } } };
    return (await tx.contactPoint.findFirstOrThrow({ where })).value;
  });
const newest = (conversationId: string) =>
  look(shopId, ({ tx }) =>
    tx.message.findFirstOrThrow({ where: { conversationId, direction: "out" }, orderBy: { seq: "desc" } }),
  );
const heardFrom = async (phone: string) =>
  (await town.phone(phone)).filter(({ direction }) => direction === "in").map(({ with: from }) => from);

/** Somebody who has texted a person at the shop. */
async function texter(): Promise<{ phone: string; id: string }> {
  const phone = aPhone();
  await town.text(phone, "I want to talk to a person");
  await settled();
  return { phone, id: await threadWith(phone) };
}

describe("a reply", () => {
  it("goes out by the way they wrote last, unless staff choose another of our numbers", async () => {
    const { phone, id } = await texter();
    expect(await reply(id, "Hello!")).toMatchObject({ ok: true });
    const other = find(await waysOf(id), { from: SECOND_NUMBER });
    expect(await reply(id, "From elsewhere", { wayId: other.id })).toMatchObject({ ok: true });
    expect((await heardFrom(phone)).slice(-2)).toEqual([SHOP_NUMBER, SECOND_NUMBER]);
  });

  it("to somebody whom the carrier blocks is refused with the way that is open, and nothing is written", async () => {
    const phone = (await town.cast()).find((member) => member.role === "on-time")!.phone!;
    await town.text(phone, "I want to talk to a person");
    await settled();
    const id = await threadWith(phone);
    const email = await mailOf(id);
    await writeMail(email, { subject: "Hello", text: "Here I am as well" });
    await settled();
    await town.text(phone, "STOP");
    await settled();
    const ways = await waysOf(id);
    expect(find(ways, { channel: "sms", from: SHOP_NUMBER })).toMatchObject({
      isUsual: true,
      support: "revoked",
    });
    const refused = await reply(id, "Still there?");
    expect(refused).toMatchObject({ ok: false, because: "blocked-by-carrier" });
    expect(refused.say).toContain(`START to ${SHOP_NUMBER}`);
    const open = openWays(ways, new Date(ways.at));
    expect(open.map(({ channel }) => channel)).toContain("email");
    expect(
      await reply(id, "By mail then", { wayId: open.find(({ channel }) => channel === "email")!.id }),
    ).toMatchObject({ ok: true });
    expect((await town.mail(email)).at(-1)?.text).toContain("By mail then");
  });

  it("pressed twice is one message, whatever was chosen", async () => {
    const { phone, id } = await texter();
    const before = (await heardFrom(phone)).length;
    const { id: wayId } = find(await waysOf(id), { from: SECOND_NUMBER });
    const clientId = randomUUID();
    const both = await Promise.all([1, 2].map(() => reply(id, "Once", { wayId, clientId })));
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(both[0]!.messageId).toBe(both[1]!.messageId);
    expect(await heardFrom(phone)).toHaveLength(before + 1);
  });
});

describe("a reply longer than a text", () => {
  it.each([
    ["with a link below its last words", `${"Soft coat ".repeat(318)}Ask us.`],
    ["of signs that are longer when they are plain", `${"So soft… ".repeat(340)}Ask us.`],
  ])("%s arrives whole, in as many texts as were told", async (_, text) => {
    const { phone, id } = await texter();
    const file = await upload(app, Buffer.from("%PDF-1.4\n% care of your coat\n"));
    const files = [{ contentType: "application/pdf", bytes: 30 }];
    const told = judge(await waysOf(id), { text, files }, await town.clock.now());
    expect(await reply(id, text, { files: [file] })).toMatchObject({ ok: true });
    const sent = await look(shopId, ({ tx }) =>
      tx.message.findMany({
        where: { conversationId: id, authorKind: "staff", direction: "out" },
        orderBy: { seq: "asc" },
      }),
    );
    expect(sent.map(({ state }) => state)).toEqual(Array(told.parts).fill("delivered"));
    expect(sent.map(({ body }) => body).join(" ")).toBe(text);
    const shown = (await town.phone(phone)).filter(({ direction }) => direction === "in");
    expect(shown.at(-1)?.body).toMatch(/Ask us\.\nhttp\S+\/files\/\S+$/);
  });
});

describe("a reply with a file that is kept no longer", () => {
  it("is refused with the file's id, and nothing of it is written", async () => {
    const { phone, id } = await texter();
    const before = (await heardFrom(phone)).length;
    const old = await upload(app, Buffer.from("%PDF-1.4\n%%EOF\n"));
    await town.clock.advance(25 * HOUR);
    await runNow("prune");
    const fresh = await upload(app, Buffer.from("%PDF-1.4\n%%EOF\n"));
    const refused = await reply(id, "Both of them", { files: [fresh, old] });
    expect(refused).toMatchObject({ ok: false, because: "file-gone", gone: [old] });
    expect(await reply(id, "The one", { files: [fresh] })).toMatchObject({ ok: true });
    expect(await reply(id, "The one, again", { files: [fresh] })).toMatchObject({ gone: [fresh] });
    expect((await town.textsTo(phone)).slice(before)).toEqual([expect.stringMatching(/^The one\nhttp/)]);
  });
});

describe("a reply for later", () => {
  it("waits in sight, leaves at its time, and not before", async () => {
    const { phone, id } = await texter();
    const before = (await heardFrom(phone)).length;
    const sendAt = later(await town.clock.now(), 2 * HOUR).toISOString();
    expect(await reply(id, "In two hours", { sendAt })).toMatchObject({ ok: true });
    expect(await newest(id)).toMatchObject({ state: "queued", notBefore: new Date(sendAt) });
    await town.clock.advance(HOUR);
    await settled();
    expect(await heardFrom(phone)).toHaveLength(before);
    await town.clock.advance(HOUR);
    await settled();
    expect(await heardFrom(phone)).toHaveLength(before + 1);
  });

  it("is sent at once or taken back, once, however long it is", async () => {
    const { phone, id } = await texter();
    const before = (await heardFrom(phone)).length;
    const sendAt = later(await town.clock.now(), 5 * HOUR).toISOString();
    const long = "This is a long answer. ".repeat(120).trim();
    const { messageId: kept } = await reply(id, long, { sendAt });
    const { messageId: dropped } = await reply(id, "Forget it", { sendAt });
    expect(await act(id, { do: "cancel", messageId: dropped! })).toMatchObject({ ok: true });
    expect(await act(id, { do: "cancel", messageId: dropped! })).toMatchObject({ ok: false });
    expect(await act(id, { do: "send-now", messageId: kept! })).toMatchObject({ ok: true });
    const parts = (await town.textsTo(phone)).slice(before);
    expect(parts).toHaveLength(2);
    expect(parts.join(" ")).toBe(long);
    await town.clock.advance(6 * HOUR);
    await settled();
    expect((await town.textsTo(phone)).slice(before)).toEqual(parts);
    expect(await newest(id)).toMatchObject({ body: "Forget it", state: "suppressed", reason: "cancelled" });
  });

  it("that is overtaken by a STOP never leaves", async () => {
    const { phone, id } = await texter();
    await reply(id, "Tomorrow", { sendAt: later(await town.clock.now(), DAY).toISOString() });
    await town.text(phone, "STOP");
    await settled();
    const before = await heardFrom(phone);
    await town.clock.advance(DAY + HOUR);
    await settled();
    expect(await newest(id)).toMatchObject({ state: "suppressed", reason: "opted-out" });
    expect(await heardFrom(phone)).toEqual(before);
  });

  it("is not seen in the chat before its time", async () => {
    const shopper = await openChat(app);
    await shopper.say("I want to talk to a person");
    await settled();
    const { conversationId: id } = await look(shopId, ({ tx }) =>
      tx.message.findFirstOrThrow({ where: { channel: "chat", direction: "in" }, orderBy: { at: "desc" } }),
    );
    const texts = async () => (await shopper.thread()).map(({ text }) => text);
    await reply(id, "Good morning!", { sendAt: later(await town.clock.now(), 10 * MINUTE).toISOString() });
    expect(await texts()).not.toContain("Good morning!");
    await town.clock.advance(10 * MINUTE);
    await settled();
    expect(await texts()).toContain("Good morning!");
  });
});

describe("on WhatsApp", () => {
  const MARIA = "+4917699990001";

  it("a day later only a template goes out, filled in, with its words in the thread", async () => {
    await whatsApp.write(MARIA, "I want to talk to a person");
    await settled();
    const id = await threadWith(MARIA);
    expect(await reply(id, "Within the day")).toMatchObject({ ok: true });
    await town.clock.advance(25 * HOUR);
    await settled();
    expect(await reply(id, "Too late")).toMatchObject({ ok: false, because: "template-needed" });
    const template = { name: "parcel_ready", language: "en", parameters: ["Maria"] };
    expect(await reply(id, "", { template: { ...template, parameters: [" "] } })).toMatchObject({
      because: "template-unfilled",
    });
    expect(await reply(id, "", { template })).toMatchObject({ ok: true });
    expect(await newest(id)).toMatchObject({ body: "Hi Maria, your parcel is ready.", state: "delivered" });
    expect((await whatsApp.seen(MARIA)).at(-1)).toMatchObject({ template: "parcel_ready" });
  });

  it("a template that was made at Meta goes out with its picture and its variables by name", async () => {
    const id = await threadWith(MARIA);
    const template = { name: "new_in", language: "en", parameters: ["Maria", "a lantern"] };
    const shown = await upload(app, Buffer.from(await picture(), "base64"));
    const letter = await upload(app, Buffer.from("%PDF-1.4\n%%EOF\n"));
    expect(await reply(id, "", { template })).toMatchObject({ because: "template-without-picture" });
    expect(await reply(id, "", { template, files: [letter] })).toMatchObject({
      because: "template-other-picture",
    });
    const unfilled = { ...template, parameters: ["Maria"] };
    expect(await reply(id, "", { template: unfilled, files: [shown] })).toMatchObject({
      because: "template-unfilled",
    });
    expect(await reply(id, "", { template, files: [shown] })).toMatchObject({ ok: true });
    expect(await newest(id)).toMatchObject({
      body: "Hi Maria, look: a lantern is here.",
      state: "delivered",
    });
    expect((await whatsApp.seen(MARIA)).at(-1)).toMatchObject({
      ...{ template: "new_in", body: "Hi Maria, look: a lantern is here." },
      media: [{ url: expect.stringMatching(/^http/) }],
    });
  });
});

describe("a doubt", () => {
  it("is settled by a person, once, with a note that says so", async () => {
    const phone = aPhone();
    await town.text(phone, "I want to talk to a person");
    await town.text(phone, "too many messages");
    await settled();
    const id = await threadWith(phone);
    expect((await waysOf(id)).doubts).toMatchObject([{ channel: "sms", address: phone }]);
    expect(await act(id, { do: "settle-doubt", wasOptOut: true })).toMatchObject({ ok: true });
    const { doubts, ways } = await waysOf(id);
    expect(doubts).toEqual([]);
    expect(ways[0]).toMatchObject({ marketing: "revoked" });
    expect(await act(id, { do: "settle-doubt", wasOptOut: false })).toMatchObject({ ok: false });
    const notes = await look(shopId, ({ tx }) =>
      tx.message.findMany({ where: { conversationId: id, direction: "note", authorKind: "staff" } }),
    );
    expect(notes.map(({ body }) => body)).toEqual([
      "They meant to stop promotions: none goes to them any more.",
    ]);
  });
});
