import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { readThread } from "#app/conversations/thread.ts";
import { readShop } from "#app/db.server.ts";
import { type App, install, look, openPage, settled, startApp, stopApps } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";
import { upload } from "#tests/upload.ts";

const ACCOUNT = "17841400000000001";
const ADA = "990000000000001";
const SETTINGS = "/app/settings/channels/instagram.data";
const HOUR = 3_600_000;

let app: App;
let shopId: string;
let staffId: string;
let order: { orderName: string | null; customerEmail: string | null };

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  const { token } = await control<{ token: string }>("POST", "/instagram/accounts", { id: ACCOUNT });
  const connected = await openPage(app, SETTINGS, town.domain, { form: "connect", token });
  expect(await connected.text()).toContain("The account is connected");
  staffId = await look(shopId, async ({ tx }) => (await tx.staffMember.findFirstOrThrow()).id);
  order = (await town.cast()).find(({ role }) => role === "on-time")!;
  await control("POST", `/instagram/people/${ADA}/set`, {
    firstName: "Ada",
    lastName: "Lund",
    username: "ada.l",
  });
  await settled();
});
afterAll(stopApps);

interface Seen {
  mid: string;
  direction: "in" | "out";
  text: string;
  tag: string | null;
  quickReplies: { title: string }[];
}

const ada = (act: string, body: object = {}) =>
  control<{ mid: string }>("POST", `/instagram/people/${ADA}/${act}`, body);
const seen = async () => (await control<{ messages: Seen[] }>("GET", `/instagram/people/${ADA}`)).messages;
const answers = async () => (await seen()).filter(({ direction }) => direction === "in");
const messages = () =>
  look(shopId, ({ tx }) => tx.message.findMany({ where: { channel: "instagram" }, orderBy: { seq: "asc" } }));
const threadId = async () => (await messages())[0]!.conversationId;

describe("a shopper who answers a story on Instagram", () => {
  it("asks for an order, proves who they are, and hears where it is", async () => {
    const story = { id: "17900000000000001", url: "https://scontent-instagram.xx.fbcdn.net/story" };
    await ada("write", { text: `Nice! And where is my order ${order.orderName}?`, story });
    await settled();
    expect((await answers()).at(-1)?.text).toContain("6-digit code");
    const mails = await town.mail(order.customerEmail!);
    await ada("write", { text: /\b\d{6}\b/.exec(mails.at(-1)!.text)![0] });
    await settled();
    expect((await answers()).at(-1)?.text).toContain(order.orderName);
  });

  it("is known to staff by their name, with the story they answered", async () => {
    const [first] = await messages();
    expect(first).toMatchObject({
      channel: "instagram",
      address: `${ACCOUNT}:${ADA}`,
      context: { kind: "story-reply", externalId: "17900000000000001" },
    });
    const customer = await look(shopId, ({ tx }) =>
      tx.customer.findFirstOrThrow({ where: { contactPoints: { some: { value: `${ACCOUNT}:${ADA}` } } } }),
    );
    expect(customer.firstName).toBe("Ada Lund");
  });

  it("sends a picture, which is fetched and kept; the story is a link for a day, and is kept by nobody", async () => {
    const red = sharp({ create: { width: 64, height: 40, channels: 3, background: "#c9492b" } });
    const base64 = (await red.jpeg().toBuffer()).toString("base64");
    const { mid } = await ada("write", { text: "Look", media: [{ contentType: "image/jpeg", base64 }] });
    await settled();
    const mention = "https://scontent-instagram.xx.fbcdn.net/their-story";
    await ada("write", { mention });
    await settled();
    const files = await look(shopId, ({ tx }) =>
      tx.file.findMany({ select: { state: true, messageId: true } }),
    );
    const withPicture = (await messages()).find(({ externalId }) => externalId === mid);
    expect(files).toEqual([{ state: "kept", messageId: withPicture!.id }]);
    const id = await threadId();
    const thread = await readShop(shopId, (shop) => readThread(shop, id));
    const stories = thread!.messages.flatMap(({ story, at }) => (story ? [{ ...story, at }] : []));
    expect(stories.map(({ kind, url }) => [kind, url])).toEqual([
      ["story-reply", "https://scontent-instagram.xx.fbcdn.net/story"],
      ["story-mention", mention],
    ]);
    for (const { at, until } of stories) expect(Date.parse(until) - Date.parse(at)).toBe(24 * HOUR);
  });

  it("has read what they opened, all of it, and the echoes of our own words are no words of the merchant's", async () => {
    await ada("read");
    await settled();
    const sent = (await messages()).filter(({ direction }) => direction === "out");
    expect(sent.length).toBe((await answers()).length);
    for (const message of sent)
      expect(message).toMatchObject({ state: "delivered", readAt: expect.any(Date) });
  });

  it("hears the merchant in Instagram's own app, which staff see and nobody answers", async () => {
    await control("POST", `/instagram/accounts/${ACCOUNT}/say`, {
      to: ADA,
      text: "Thanks for the nice words!",
    });
    await settled();
    expect((await messages()).at(-1)).toMatchObject({
      body: "Thanks for the nice words!",
      direction: "out",
      authorKind: "staff",
      state: "sent",
    });
    expect((await answers()).at(-1)?.text).toBe("Thanks for the nice words!");
  });

  it("takes back what they wrote, and it is shown no more", async () => {
    const { mid } = await ada("write", { text: "My address is 5 Elm Road" });
    await settled();
    await ada("unsend", { mid });
    await settled();
    const taken = (await messages()).find(({ externalId }) => externalId === mid);
    expect(taken!.body).toBe("[They took this message back.]");
  });
});

describe("a letter that staff attach on Instagram, which takes none", () => {
  it("goes as a link, and its echo is known though Instagram's answer was lost", async () => {
    const letter = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    const file = await upload(app, letter, "label.pdf");
    await town.faults.add({ provider: "meta", fault: "reset-after", match: { method: "POST" } });
    const conversationId = await threadId();
    const said = { conversationId, staffId, text: "Here is your label", clientId: "letter", seenSeq: 999 };
    expect(
      await look(shopId, (shop) => replyAsStaff(shop, { ...said, files: [{ id: file }] })),
    ).toMatchObject({
      sent: true,
    });
    await settled();
    const ours = (await messages()).filter(({ body }) => body.startsWith("Here is your label"));
    expect(ours).toMatchObject([{ state: "sent", externalId: expect.any(String) }]);
    expect((await answers()).at(-1)?.text).toMatch(/^Here is your label\nhttps?:/);
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
    expect((await answers()).at(-1)).toMatchObject({ text: "Sorry for the wait!", tag: "HUMAN_AGENT" });
  });

  it("the assistant does not: it is refused in the house, and nothing leaves", async () => {
    const conversationId = await threadId();
    const before = await town.ledger();
    const draft = {
      conversationId,
      author: { kind: "assistant" as const },
      text: "Anything else?",
      intent: "late",
    };
    await look(shopId, (shop) => sendMessage(shop, draft));
    await settled();
    expect((await messages()).at(-1)).toMatchObject({ state: "suppressed", reason: "window-closed" });
    expect(await town.ledger()).toHaveLength(before.length);
  });
});

describe("a token that ends", () => {
  it("in six days is announced on the home page and in the settings", async () => {
    const at = new Date((await town.clock.now()).getTime() + 6 * 24 * HOUR);
    await look(shopId, ({ tx }) => tx.channelAccount.updateMany({ data: { expiresAt: at } }));
    const home = await (await openPage(app, "/app.data?index")).text();
    expect(home).toContain(at.toISOString());
    expect(await (await openPage(app, SETTINGS)).text()).toContain("ending");
  });
});
