import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepTokens } from "#app/channels/keep-tokens.ts";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { type App, install, look, openPage, settled, startApp, stopApps } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";

const PAGE = "123456789012345";
const ADA = "1254477777772919";
const SETTINGS = "/app/settings/channels/messenger.data";
const HOUR = 3_600_000;

let app: App;
let shopId: string;
let staffId: string;
let token: string;
let order: { orderName: string | null; customerEmail: string | null };

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  const page = { id: PAGE, name: "Tidewater Goods" };
  ({ token } = await control<{ token: string }>("POST", "/messenger/accounts", page));
  const connected = await openPage(app, SETTINGS, town.domain, { form: "connect", token });
  expect(await connected.text()).toContain("is connected");
  staffId = await look(shopId, async ({ tx }) => (await tx.staffMember.findFirstOrThrow()).id);
  order = (await town.cast()).find(({ role }) => role === "on-time")!;
  await control("POST", `/messenger/people/${ADA}/set`, { firstName: "Ada", lastName: "Lund" });
  await settled();
});
afterAll(stopApps);

interface Seen {
  mid: string;
  direction: "in" | "out";
  text: string;
  tag: string | null;
  quickReplies: { title: string; payload: string }[];
}

const ada = (act: string, body: object = {}) =>
  control<{ mid: string }>("POST", `/messenger/people/${ADA}/${act}`, body);
const answers = async () =>
  (await control<{ messages: Seen[] }>("GET", `/messenger/people/${ADA}`)).messages.filter(
    ({ direction }) => direction === "in",
  );
const newest = async () => (await answers()).at(-1)!;
const messages = () =>
  look(shopId, ({ tx }) => tx.message.findMany({ where: { channel: "messenger" }, orderBy: { seq: "asc" } }));
const threadId = async () => (await messages())[0]!.conversationId;

describe("a shopper who writes to a Page", () => {
  it("is answered with buttons that Messenger can show whole", async () => {
    await ada("postback", { title: "Get Started", payload: "GET_STARTED_PAYLOAD" });
    await settled();
    expect((await newest()).quickReplies.map(({ title }) => title)).toContain("Where is my order?");
    const title = `Where is my order ${order.orderName}?`;
    await ada("postback", { title, payload: "TRACK", referral: { ref: "summer" } });
    await settled();
    const { text, quickReplies } = await newest();
    expect(text).toContain("6-digit code");
    expect(quickReplies.length).toBeGreaterThan(0);
    for (const { title } of quickReplies) expect(title.length).toBeLessThanOrEqual(20);
  });

  it("proves who they are, hears where it is, and presses to be told when it moves", async () => {
    const mails = await town.mail(order.customerEmail!);
    await ada("write", { text: /\b\d{6}\b/.exec(mails.at(-1)!.text)![0] });
    await settled();
    const told = await newest();
    expect(told.text).toContain(order.orderName);
    expect(told.quickReplies.map(({ title }) => title)).toContain("Keep me posted");
    await ada("press", { title: "Keep me posted" });
    await settled();
    expect((await newest()).text).toContain(order.orderName);
    expect(await look(shopId, ({ tx }) => tx.parcelFollow.count({ where: { channel: "messenger" } }))).toBe(
      1,
    );
  });

  it("is heard once however often Meta tells it, and our own echoes say nothing new", async () => {
    const before = (await messages()).length;
    await ada("write", { text: "Thank you", repeats: 3 });
    await settled();
    const heard = (await messages()).slice(before);
    expect(heard.filter(({ body }) => body === "Thank you")).toHaveLength(1);
    const sent = (await messages()).filter(({ direction }) => direction === "out");
    expect(sent).toHaveLength((await answers()).length);
    expect(new Set(sent.map(({ externalId }) => externalId)).size).toBe(sent.length);
  });

  it("has read all that was sent before the watermark", async () => {
    await ada("read");
    await settled();
    for (const sent of (await messages()).filter(({ direction }) => direction === "out"))
      expect(sent).toMatchObject({ state: "delivered", readAt: expect.any(Date) });
  });

  it("sends a picture, which is fetched from Meta, drawn anew and kept", async () => {
    const gps = { IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" } };
    const red = sharp({ create: { width: 64, height: 40, channels: 3, background: "#c9492b" } });
    const base64 = (await red.withExif(gps).jpeg().toBuffer()).toString("base64");
    const { mid } = await ada("write", {
      text: "It came like this",
      media: [{ contentType: "image/jpeg", base64 }],
    });
    await settled();
    const files = await look(shopId, ({ tx }) =>
      tx.file.findMany({ where: { message: { externalId: mid } } }),
    );
    expect(files).toMatchObject([{ state: "kept", contentType: "image/webp", width: 64, height: 40 }]);
  });

  it("names a picture elsewhere, which nobody asks for", async () => {
    const elsewhere = { type: "image", payload: { url: "https://169.254.169.254/latest/meta-data" } };
    const { mid } = await ada("write", { text: "and this", attachments: [elsewhere] });
    await settled();
    const files = await look(shopId, ({ tx }) =>
      tx.file.findMany({ where: { message: { externalId: mid } } }),
    );
    expect(files).toMatchObject([{ state: "failed", reason: "not-allowed" }]);
    expect(await town.unknown()).toEqual([]);
  });
});

describe("thirty hours later", () => {
  beforeAll(async () => {
    await town.clock.advance(30 * HOUR);
    await settled();
  });

  it("staff still answer, under the tag for people", async () => {
    const conversationId = await threadId();
    const said = { conversationId, staffId, text: "Sorry for the wait!", clientId: "late", seenSeq: 999 };
    await look(shopId, (shop) => replyAsStaff(shop, said));
    await settled();
    expect(await newest()).toMatchObject({ text: "Sorry for the wait!", tag: "HUMAN_AGENT" });
  });

  it("the assistant does not: it is refused in the house, and nothing leaves", async () => {
    const before = (await town.ledger()).length;
    const draft = { conversationId: await threadId(), author: { kind: "assistant" as const } };
    await look(shopId, (shop) => sendMessage(shop, { ...draft, text: "Anything else?", intent: "late" }));
    await settled();
    expect((await messages()).at(-1)).toMatchObject({ state: "suppressed", reason: "window-closed" });
    expect(await town.ledger()).toHaveLength(before);
  });
});

describe("a Page's token that ends", () => {
  it("is known of a day later, and announced ahead on the home page and in the settings", async () => {
    const at = new Date((await town.clock.now()).getTime() + 6 * 24 * HOUR);
    await control("POST", `/meta/tokens/${token}/expire`, { at: at.toISOString() });
    await keepTokens(shopId);
    const whole = new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString();
    expect(await (await openPage(app, "/app.data?index")).text()).toContain(whole);
    expect(await (await openPage(app, SETTINGS)).text()).toContain("ending");
  });
});
