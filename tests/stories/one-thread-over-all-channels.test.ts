import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unmergePeople } from "#app/conversations/merge-people.ts";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { readThread } from "#app/conversations/thread.ts";
import { DAY } from "#app/clock.ts";
import { findProvenPerson } from "#app/orders/proven-person.ts";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import { type App, connectSms, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { connectMailbox, writeMail } from "#tests/mail.ts";
import { town } from "#tests/town.ts";
import { whatsApp } from "#tests/whatsapp.ts";

let app: App;
let shopId: string;
const cast: Record<string, CastMember> = {};

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  await whatsApp.connect(shopId);
  await connectMailbox(app, shopId);
  for (const member of await town.cast()) cast[member.role] = member;
  await settled();
});
afterAll(stopApps);

const CODE = /\b\d{6}\b/;
const codeTo = async (email: string) => CODE.exec((await town.mail(email)).at(-1)!.text)![0];
/** Everything that staff read as one with this message. */
async function shownWith(body: string) {
  return look(shopId, async (shop) => {
    const { conversationId } = await shop.tx.message.findFirstOrThrow({ where: { body, direction: "in" } });
    const { headId } = await shop.tx.conversation.findFirstOrThrow({ where: { id: conversationId } });
    return (await readThread(shop, headId ?? conversationId))!;
  });
}
const heardOn = async (body: string) => {
  const { messages } = await shownWith(body);
  return messages.filter(({ direction }) => direction === "in").map(({ channel }) => channel);
};
const last = <T>(said: T[]): T => said.at(-1)!;

describe("a shopper with an account", () => {
  it("goes on from the chat by text, WhatsApp and mail: one thread, and nothing is asked twice", async () => {
    const { customerId, orderName, phone, customerEmail } = cast["on-time"]!;
    const shopper = await openChat(app, { customer: customerId });
    await shopper.say(`Where is my order ${orderName}?`);
    await settled();
    await town.text(phone!, `And now, where is my order?`);
    await settled();
    await whatsApp.write(phone!, "where is it now, my order?");
    await settled();
    await writeMail(customerEmail!, { subject: "My order", text: "When will my order arrive?" });
    await settled();
    const answers = [
      (await shopper.lastAnswer())!.text,
      last(await town.textsTo(phone!)),
      last(await whatsApp.textsTo(phone!)),
      last(await town.mail(customerEmail!)).text,
    ];
    for (const answer of answers) {
      expect(answer).toContain(orderName);
      expect(answer).not.toContain("code");
    }
    expect(await heardOn("where is it now, my order?")).toEqual(["chat", "sms", "whatsapp", "email"]);
  });
});

describe("a shopper whom nobody knows in the chat", () => {
  const first = "Good evening";

  it("proves once whose order it is, and is one with that person for staff", async () => {
    const { orderName, customerEmail } = cast["on-time"]!;
    const shopper = await openChat(app);
    await shopper.say(first);
    await settled();
    await shopper.say(`Where is order ${orderName}?`);
    await settled();
    await shopper.say(await codeTo(customerEmail!));
    await settled();
    expect((await shopper.lastAnswer())!.text).toContain(orderName);
    const person = await look(shopId, async ({ tx }) => {
      const { conversationId } = await tx.message.findFirstOrThrow({ where: { body: first } });
      const { customerId } = await tx.conversation.findFirstOrThrow({ where: { id: conversationId } });
      const { partOfId } = await tx.customer.findFirstOrThrow({ where: { id: customerId } });
      return tx.customer.findFirst({ where: { id: partOfId ?? "nobody" } });
    });
    expect(person?.shopifyId).toBe(String(cast["on-time"]!.customerId));
  });

  it("does not read that person's other messages in this browser", async () => {
    const shopper = await openChat(app);
    expect((await shopper.thread()).map(({ text }) => text)).toEqual([]);
  });
});

describe("a shopper who writes from a new number", () => {
  const NEW = "+4915155500001";

  it("is not believed, and is offered proof", async () => {
    await town.text(NEW, "Hi, it's me again, I have a new number");
    await settled();
    expect(last(await town.textsTo(NEW))).toContain("number of one of your orders");
  });

  it("names an order and gets the code where only its owner reads it, and hears of it after that", async () => {
    const { orderName, customerEmail } = cast["on-time"]!;
    await town.text(NEW, orderName!);
    await settled();
    expect(last(await town.textsTo(NEW))).toContain("6-digit code");
    await town.text(NEW, "000000");
    await settled();
    expect(last(await town.textsTo(NEW))).not.toContain(orderName);
    await town.text(NEW, await codeTo(customerEmail!));
    await settled();
    expect(last(await town.textsTo(NEW))).toContain(orderName);
  });

  it("is one thread with what they wrote before, from any other way", async () => {
    const channels = await heardOn("Hi, it's me again, I have a new number");
    expect(new Set(channels)).toEqual(new Set(["chat", "sms", "whatsapp", "email"]));
  });

  it("is not asked again, a day later, though without the address, which only the mailbox opens", async () => {
    await town.clock.advance(DAY);
    await settled();
    await town.text(NEW, "where is my order?");
    await settled();
    expect(last(await town.textsTo(NEW))).not.toContain("code");
    expect(last(await town.textsTo(NEW))).toMatch(/#\d+|Which order/);
  });

  it("is answered by staff where they wrote last, in the one thread", async () => {
    const head = await shownWith("Hi, it's me again, I have a new number");
    const said = { staffId: "maya", text: "We see to it.", clientId: "one-thread", seenSeq: 999 };
    await look(shopId, (shop) => replyAsStaff(shop, { conversationId: head.id, ...said }));
    await settled();
    expect(last(await town.textsTo(NEW))).toBe("We see to it.");
  });

  it("is a stranger again once staff take it back, and must show it anew", async () => {
    const { id: mergeId } = await look(shopId, ({ tx }) =>
      tx.customerMerge.findFirstOrThrow({ where: { kind: "proof" }, orderBy: { at: "desc" } }),
    );
    const undone = await look(shopId, (shop) => unmergePeople(shop, { mergeId, by: "maya" }));
    expect(undone.ok).toBe(true);
    expect(new Set(await heardOn("Hi, it's me again, I have a new number"))).toEqual(new Set(["sms"]));
    const { threads } = await shownWith("Hi, it's me again, I have a new number");
    expect(await look(shopId, (shop) => findProvenPerson(shop, threads[0]!))).toBeNull();
  });
});
