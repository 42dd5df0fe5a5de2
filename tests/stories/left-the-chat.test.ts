import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MINUTE } from "#app/clock.ts";
import { readConsent } from "#app/consent/ledger.ts";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { type App, connectSms, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat, type Shopper } from "#tests/chat.ts";
import { connectMailbox, replyByMail } from "#tests/mail.ts";
import { town } from "#tests/town.ts";

let app: App;
let shopId: string;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  await connectMailbox(app, shopId);
  await settled();
});
afterAll(stopApps);

interface Told {
  words?: string;
  version?: string;
  told?: string;
  say?: string;
  error?: string;
}

const tell = async (shopper: Shopper, address: string, version?: string) => {
  const answer = await shopper.post("/chat/tell", { address, version });
  return (await answer.json()) as Told;
};
/** Somebody asks in the chat, and says where the answer finds them. */
async function asks(question: string, address: string, locale = "en") {
  const shopper = await openChat(app, { locale });
  await shopper.say(question);
  await settled();
  const { version } = await tell(shopper, address);
  expect(await tell(shopper, address, version)).toHaveProperty("told");
  await shopper.post("/chat/read", { upTo: 9 });
  return shopper;
}
let replies = 0;
async function answer(question: string, text: string) {
  await look(shopId, async (shop) => {
    const { conversationId } = await shop.tx.message.findFirstOrThrow({ where: { body: question } });
    const said = { conversationId, staffId: "maya", text, clientId: `reply-${replies++}`, seenSeq: 999 };
    await replyAsStaff(shop, said);
  });
  await settled();
}
const pass = async (minutes: number) => {
  await town.clock.advance(minutes * MINUTE);
  await settled();
};
const mailsTo = async (address: string) => (await town.mail(address)).map(({ text }) => text);

describe("a shopper who leaves the chat before they are answered", () => {
  const ADA = "ada@people.example";
  const QUESTION = "Can this be engraved?";

  it("reads first what they agree to, in the words of the address's country, and the ledger keeps them", async () => {
    const shopper = await openChat(app);
    expect(await tell(shopper, ADA, "made-up")).not.toHaveProperty("told");
    const { version, words } = await tell(shopper, "+49 176 99990001");
    expect(version).toContain("/DE/sms/support/en");
    expect(words).toContain("in answer to my messages");
    expect(await tell(shopper, "+49 176 99990001", version)).toMatchObject({ error: "no-thread" });
    await asks(QUESTION, ADA);
    const [entry] = await look(shopId, (shop) => readConsent(shop, [{ channel: "email", address: ADA }]));
    expect(entry).toMatchObject({ purpose: "support", state: "pending", source: "storefront" });
    expect(entry).toMatchObject({ shown: expect.stringContaining("in answer to my messages") });
  });

  it("gets all they have not seen by mail, once, with a way back", async () => {
    await answer(QUESTION, "Yes, up to twelve letters.");
    await pass(1);
    await answer(QUESTION, "It takes two days more.");
    expect(await mailsTo(ADA)).toEqual([]);
    await pass(4);
    await pass(10);
    const [mail, ...others] = await mailsTo(ADA);
    expect(others).toEqual([]);
    for (const words of ["up to twelve letters", "two days more", "#threadline", "/preferences/"])
      expect(mail).toContain(words);
  });

  it("answers that mail in the same thread, where the answer of staff then goes too", async () => {
    await replyByMail(ADA, { text: "Then please with ADA", quote: true });
    await settled();
    const [asked, answered] = await look(shopId, ({ tx }) =>
      tx.message.findMany({
        where: { direction: "in", body: { in: [QUESTION, "Then please with ADA"] } },
        orderBy: { seq: "asc" },
      }),
    );
    expect(answered?.conversationId).toBe(asked!.conversationId);
    await answer(QUESTION, "It is on its way.");
    expect((await mailsTo(ADA)).at(-1)).toContain("It is on its way.");
  });
});

describe("a shopper who comes back", () => {
  it("and reads the answer in time hears of it nowhere else, and sees no copy in the chat", async () => {
    const shopper = await asks("Is it waterproof?", "bea@people.example");
    await answer("Is it waterproof?", "To ten metres.");
    await pass(1);
    const seq = (await shopper.thread()).at(-1)!.seq;
    await shopper.post("/chat/read", { upTo: seq });
    await pass(10);
    expect(await mailsTo("bea@people.example")).toEqual([]);
  });

  it("after they were told sees the answer once", async () => {
    const shopper = await asks("Is it vegan?", "cleo@people.example");
    await answer("Is it vegan?", "It is.");
    await pass(5);
    expect(await mailsTo("cleo@people.example")).toHaveLength(1);
    const thread = await shopper.thread();
    expect(thread.filter(({ text }) => text.includes("It is."))).toHaveLength(1);
  });

  it("before the mail server was there again is not written to", async () => {
    await town.faults.add({ provider: "smtp", fault: "429", match: { to: "dora@people.example" } });
    const shopper = await asks("Is it heavy?", "dora@people.example");
    await answer("Is it heavy?", "Two kilos.");
    await pass(5);
    await shopper.post("/chat/read", { upTo: (await shopper.thread()).at(-1)!.seq });
    await town.faults.clear();
    await pass(30);
    expect(await mailsTo("dora@people.example")).toEqual([]);
    const copy = await look(shopId, ({ tx }) =>
      tx.message.findFirstOrThrow({ where: { address: "dora@people.example" } }),
    );
    expect(copy).toMatchObject({ state: "suppressed", reason: "read-in-chat" });
  });
});

describe("an address that somebody types", () => {
  const NUMBER = "+14155557001";

  it("gets the answer by text, with the way out of it", async () => {
    await asks("Do you ship to Maine?", NUMBER);
    await answer("Do you ship to Maine?", "We do.");
    await pass(5);
    const [text] = await town.textsTo(NUMBER);
    expect(text).toContain("We do.");
    expect(text).toContain("STOP");
  });

  it("says yes to what staff ask by text, and to nothing of ours: where to answer was no question", async () => {
    const number = "+14155557009";
    await asks("Do you ship to Ohio?", number);
    await answer("Do you ship to Ohio?", "We do. Shall I?");
    await pass(5);
    await town.text(number, "Yes");
    await settled();
    const ledger = await look(shopId, (shop) => readConsent(shop, [{ channel: "sms", address: number }]));
    expect(ledger).toMatchObject([{ purpose: "support", state: "pending" }]);
    expect((await town.textsTo(number)).join()).not.toContain("you now get");
  });

  it("whose owner has said STOP gets nothing, and whoever typed it is not told why", async () => {
    await town.text(NUMBER, "STOP");
    await settled();
    const before = (await town.textsTo(NUMBER)).length;
    await asks("And to Utah?", NUMBER);
    await answer("And to Utah?", "There too.");
    await pass(5);
    expect(await town.textsTo(NUMBER)).toHaveLength(before);
  });

  it("gets nothing that only the assistant said: a stranger's mailbox is not to be filled by a robot", async () => {
    const shopper = await asks("Hello", "eve@people.example");
    await shopper.say("Where is my order?");
    await settled();
    expect((await shopper.thread()).at(-1)?.text).toContain("order number");
    await pass(10);
    expect(await mailsTo("eve@people.example")).toEqual([]);
  });

  it("is refused with words where nobody can be written to, and after too many", async () => {
    const shopper = await openChat(app);
    expect((await tell(shopper, "not an address")).say).toContain("cannot write to that");
    for (let time = 0; time < 9; time++) await tell(shopper, "e@people.example");
    expect(await tell(shopper, "e@people.example")).toMatchObject({ error: "too-many" });
  });
});
