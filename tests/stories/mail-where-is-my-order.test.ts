import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailIdOf } from "#app/channels/mail/mail-ids.ts";
import { newId } from "#app/id.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { connectMailbox, HELP, replyByMail, writeMail } from "#tests/mail.ts";
import { town } from "#tests/town.ts";

let app: App;
let shopId: string;
const roles: Record<string, { orderName: string; email: string | null }> = {};

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectMailbox(app, shopId);
  for (const { role, orderName } of await town.cast())
    if (orderName) roles[role] = { orderName, email: (await town.order(orderName)).email };
  await settled();
});
afterAll(stopApps);

const threads = () =>
  look(shopId, ({ tx }) =>
    tx.conversation.findMany({
      include: { messages: { orderBy: { seq: "asc" }, where: { direction: { not: "note" } } } },
      orderBy: { createdAt: "asc" },
    }),
  );
const threadOf = async (address: string) =>
  (await threads()).filter(({ messages }) => messages.some((one) => one.address === address));

describe("a shopper whose own provider signs their mail", () => {
  it("hears where their order is, in the same thread of their mail program", async () => {
    const { email, orderName } = roles["on-time"]!;
    const asked = await writeMail(email!, { subject: "Hello", text: `Where is my order ${orderName}?` });
    expect(asked.posted.map(({ answered }) => answered)).toEqual([200]);
    await settled();
    const [answer, ...others] = await town.mail(email!);
    expect(others).toEqual([]);
    expect(answer).toMatchObject({
      from: HELP,
      subject: "Re: Hello",
      text: expect.stringContaining(orderName),
      html: expect.stringContaining("<p>"),
      headers: {
        "in-reply-to": asked.messageId,
        references: asked.messageId,
        "auto-submitted": "auto-replied",
        "reply-to": expect.stringMatching(/^help\+tl\.[\w-]{43}@tidewater\.example$/),
      },
    });
    expect(answer!.headers).not.toHaveProperty("list-unsubscribe");
  });

  it("answers it, and only the new words are shown; what was quoted can be looked up", async () => {
    const { email } = roles["on-time"]!;
    await replyByMail(email!, { text: "Thank you, and can I change the address?", quote: true });
    await settled();
    const [thread, ...others] = await threadOf(email!);
    expect(others).toEqual([]);
    const last = thread!.messages.at(-1)!;
    expect(last).toMatchObject({ body: "Thank you, and can I change the address?", authentic: true });
    expect(last.html).toContain("wrote:");
  });

  it("gets one automatic answer a day: then a person reads on", async () => {
    const { email } = roles["on-time"]!;
    expect(await town.mail(email!)).toHaveLength(1);
    const [thread] = await threadOf(email!);
    expect(thread).toMatchObject({ unread: true, handedOverAt: expect.any(Date) });
  });

  it("is one message, however often the provider posts it", async () => {
    const { email } = roles.late!;
    await writeMail(email!, { subject: "Hi", text: "I have a question about sizes", repeats: 3 });
    await settled();
    const [thread] = await threadOf(email!);
    expect(thread!.messages.filter(({ direction }) => direction === "in")).toHaveLength(1);
  });
});

describe("whoever cannot show that they wrote it", () => {
  it("opens nobody's thread, hears nothing by themselves, and waits for a person", async () => {
    const { email, orderName } = roles["on-time"]!;
    const [theirs] = await threadOf(email!);
    await writeMail("mallory@evil.example", { from: email!, subject: "x", text: `Where is ${orderName}?` });
    await settled();
    const forged = (await threadOf(email!)).find(({ id }) => id !== theirs!.id);
    expect(forged).toMatchObject({ handedOverAt: expect.any(Date), unread: true });
    expect(forged!.messages).toMatchObject([{ direction: "in", authentic: false }]);
    expect(await town.mail(email!)).toHaveLength(1);
  });

  it("has their further mail in that same thread of theirs", async () => {
    const before = (await threads()).length;
    await writeMail("nobody@unsigned.example", { text: "one", unsigned: true });
    await writeMail("nobody@unsigned.example", { text: "two", unsigned: true });
    await settled();
    expect(await threads()).toHaveLength(before + 1);
  });

  it("opens nothing with a thread's word that they made up", async () => {
    const { email } = roles["on-time"]!;
    const [theirs] = await threadOf(email!);
    const sent = theirs!.messages.find(({ direction }) => direction === "out")!;
    const forged = mailIdOf(sent.id, "tidewater.example").replace(/(.)(?=@)/, (sign) =>
      sign === "A" ? "B" : "A",
    );
    await writeMail("mallory@evil.example", {
      from: email!,
      text: "open up",
      inReplyTo: forged,
      unsigned: true,
    });
    await settled();
    const after = await threads();
    expect(after.find(({ id }) => id === theirs!.id)!.messages).toHaveLength(theirs!.messages.length);
  });

  it("opens nothing with a true word from an address that it was not sent to", async () => {
    const { email } = roles["on-time"]!;
    const [theirs] = await threadOf(email!);
    const sent = theirs!.messages.find(({ direction }) => direction === "out")!;
    await writeMail("mallory@evil.example", { text: "open up", inReplyTo: sent.externalId! });
    await settled();
    const [hers] = await threadOf("mallory@evil.example");
    expect(hers!.id).not.toBe(theirs!.id);
  });

  it("cannot post mail to us without the address's password", async () => {
    const before = await look(shopId, ({ tx }) => tx.receipt.count());
    const left = await writeMail("mallory@evil.example", { text: "x", forged: true });
    expect(left.posted.map(({ answered }) => answered)).toEqual([403]);
    expect(await look(shopId, ({ tx }) => tx.receipt.count())).toBe(before);
  });
});

describe("a robot", () => {
  it.each([
    ["an answering machine", { "Auto-Submitted": "auto-replied" }],
    ["an absence note of Exchange", { "X-Auto-Response-Suppress": "All" }],
  ])("%s is shown and not answered", async (_, headers) => {
    const address = `robot-${newId()}@example.com`;
    await writeMail(address, { subject: "Where is my order", text: "where is my order #1001", headers });
    await settled();
    expect(await town.mail(address)).toEqual([]);
    const [thread] = await threadOf(address);
    expect(thread!.messages).toMatchObject([{ automatic: true, direction: "in" }]);
  });

  it("a mailing list is no shopper", async () => {
    await writeMail("news@example.com", {
      text: "where is my order",
      headers: { "List-Id": "<news.example.com>" },
    });
    await settled();
    expect(await threadOf("news@example.com")).toEqual([]);
  });

  it("that does not say so is answered once, and no more within a day", async () => {
    const address = "machine@example.com";
    for (let round = 0; round < 5; round++) {
      await writeMail(address, { subject: "Hello", text: "Hello! Thank you for your mail." });
      await settled();
    }
    expect(await town.mail(address)).toHaveLength(1);
  });
});
