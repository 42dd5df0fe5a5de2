import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel } from "#app/channels/channel.ts";
import { earlier, HOUR, later, MINUTE } from "#app/clock.ts";
import { consentHash } from "#app/consent/consent-address.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { mergePeople } from "#app/conversations/merge-people.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { inShop } from "#app/db.server.ts";
import { type App, look, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { openChat } from "#tests/chat.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";
import { sendTwilio } from "#tests/webhooks.ts";

let app: App;
let shopId: string;
let webhook: string;

beforeAll(async () => {
  ({ app, shopId, webhook } = await openShopWithTexts());
  await settled();
});
afterAll(stopApps);

const texts = async (from: string, body: string) => {
  await sendTwilio(webhook, {
    MessageSid: `SM${randomUUID().replaceAll("-", "")}`,
    From: from,
    To: SHOP_NUMBER,
    Body: body,
    NumMedia: "0",
  });
  await settled();
};
const mails = async (from: string, text: string, more: object = {}) => {
  const received = await inShop(shopId, (shop) =>
    receiveMessage(shop, {
      ...{ channel: "email", accountId: null, from, text, externalId: randomUUID(), at: shop.at },
      ...more,
    }),
  );
  await settled();
  return received;
};
const consentOf = async (channel: Channel, address: string) => {
  const where = { shopId, addressHash: consentHash(channel, address) };
  const rows = await look(shopId, ({ tx }) => tx.consentState.findMany({ where }));
  return rows.map(({ purpose, state }) => `${purpose} ${state}`).sort();
};
const handedOver = async (address: string) => {
  const rows = await look(
    shopId,
    ({ sql }) => sql<{ because: string }>`
      select distinct c."handedOverBecause" as because from "Conversation" c join "Message" m
        on m."shopId" = c."shopId" and m."conversationId" = c.id
      where m.address = ${address} and c."handedOverAt" is not null`,
  );
  return rows.map(({ because }) => because);
};

/** Something of ours that has reached them, by day. */
const says = async (phone: string, text: string, purpose: "marketing" | "conversation") => {
  await inShop(shopId, async (shop) => {
    const from = { channel: "sms" as const, accountId: webhook.split("/").at(-1)!, from: phone };
    const { conversationId } = await receiveMessage(shop, {
      ...{ ...from, text: "hi", externalId: randomUUID(), isAutomatic: true, at: shop.at },
    });
    if (purpose === "marketing") {
      const yes = { channel: "sms", address: phone, purpose, state: "granted" } as const;
      await recordConsent(shop, { ...yes, source: "keyword", evidence: {}, at: shop.at });
    }
    const intent = randomUUID();
    const sent = await sendMessage(shop, {
      conversationId,
      author: { kind: "system" },
      text,
      purpose,
      intent,
    });
    if (!sent.sent) throw new Error(sent.say);
    await shop.tx.message.updateMany({ where: { shopId, intent }, data: { state: "delivered" } });
  });
};

describe("a text that asks to hear no more", () => {
  it("in a sentence is obeyed and confirmed once; said again, it is not confirmed again", async () => {
    const phone = "+14155554001";
    await texts(phone, "please don't text me anymore");
    await texts(phone, "I said don't text me!");
    expect(await consentOf("sms", phone)).toHaveLength(4);
    const heard = (await town.phone(phone)).filter(({ direction }) => direction === "in");
    expect(heard.map(({ body }) => body)).toEqual([expect.stringContaining("no more messages")]);
  });

  it("with a bare no to an advertisement is doubted, and never where a question of ours is open", async () => {
    const held = ["cart-reminders held", "marketing held"];
    const [advertised, asked, both] = ["+14155554071", "+14155554072", "+14155554073"];
    await says(advertised, "Twenty percent off this week", "marketing");
    await says(asked, "Did that answer your question?", "conversation");
    await says(both, "Did that answer your question?", "conversation");
    await says(both, "Twenty percent off this week", "marketing");
    for (const phone of [advertised, asked, both]) await texts(phone, "No");
    expect(await consentOf("sms", advertised)).toEqual(held);
    expect(await consentOf("sms", asked)).toEqual([]);
    expect(await consentOf("sms", both)).toEqual(["marketing granted"]);
    const late = "+14155554074";
    await says(late, "Did that answer your question?", "conversation");
    await says(late, "Twenty percent off this week", "marketing");
    await town.clock.advance(31 * 60_000);
    await texts(late, "no!");
    expect(await consentOf("sms", late)).toEqual(held);
  });

  it("perhaps, holds advertising back and is put before staff in words", async () => {
    const phone = "+14155554002";
    await texts(phone, "way too many texts from you");
    expect(await consentOf("sms", phone)).toEqual(["cart-reminders held", "marketing held"]);
    expect(await handedOver(phone)).toEqual([expect.stringContaining("may have asked for no more messages")]);
  });

  const holderOf = (value: string) =>
    look(shopId, ({ tx }) => tx.contactPoint.findFirstOrThrow({ where: { shopId, value } }));
  /** A text of ours that waits for its hour. */
  const plan = async (phone: string) => {
    const { customerId } = await holderOf(phone);
    const intent = randomUUID();
    await inShop(shopId, async (shop) => {
      const where = { shopId, customerId };
      const { id: conversationId } = await shop.tx.conversation.findFirstOrThrow({ where });
      const draft = { conversationId, author: { kind: "system" as const }, channel: "sms" as const };
      const notBefore = later(shop.at, HOUR);
      await sendMessage(shop, { ...draft, address: phone, text: "Soon", intent, notBefore });
    });
    return () => look(shopId, ({ tx }) => tx.message.findFirstOrThrow({ where: { shopId, intent } }));
  };
  const heardBack = async (phone: string) => (await town.textsTo(phone)).at(-1);

  it("naming mail, ends the mail, says so, and leaves texts and what waits there as they are", async () => {
    const phone = "+14155554003";
    await texts(phone, "hello");
    const { customerId } = await holderOf(phone);
    const email = "ines@example.com";
    const point = { shopId, id: randomUUID(), customerId, kind: "email", value: email, source: "test" };
    await look(shopId, ({ tx, at }) => tx.contactPoint.create({ data: { ...point, createdAt: at } }));
    const planned = await plan(phone);
    await texts(phone, "stop sending me emails");
    expect(await consentOf("sms", phone)).toEqual([]);
    const ended = ["cart-reminders revoked", "marketing revoked", "updates revoked"];
    expect(await consentOf("email", email)).toEqual(ended);
    expect((await planned()).state).toBe("queued");
    expect(await heardBack(phone)).toMatch(/no more messages from .+ by email\.$/);
  });

  it("naming mail, ends the mail of whom staff show as the same person", async () => {
    const [phone, email] = ["+14155554005", "ilse@example.com"];
    await texts(phone, "hello");
    await look(shopId, (shop) => mirrorCustomer(shop, { id: "8400000001", email, updatedAt: shop.at }));
    const [from, into] = [await holderOf(phone), await holderOf(email)];
    const merge = { from: from.customerId, into: into.customerId, by: "maya" };
    expect(await inShop(shopId, (shop) => mergePeople(shop, merge))).toMatchObject({ ok: true });
    await texts(phone, "stop emailing me");
    expect(await consentOf("sms", phone)).toEqual([]);
    expect(await consentOf("email", email)).toContain("marketing revoked");
  });
});

describe("the one word of confirmation", () => {
  const hears = (from: string, all: object[]) =>
    inShop(shopId, async (shop) => {
      const accountId = webhook.split("/").at(-1)!;
      const said = { channel: "sms" as const, accountId, from, text: "please don't text me anymore" };
      for (const one of all)
        await receiveMessage(shop, { ...said, externalId: randomUUID(), at: shop.at, ...one });
    });

  it("leaves after a STOP that is said twice before it could", async () => {
    const phone = "+14155554006";
    await hears(phone, [{}, { text: "I said don't text me!" }]);
    await settled();
    expect(await town.textsTo(phone)).toEqual([expect.stringContaining("no more messages")]);
  });

  it("is the only one where they wanted them again and ended them again meanwhile", async () => {
    const from = "mona@example.com";
    const words = ["unsubscribe", "start", "unsubscribe"];
    const at = await town.clock.now();
    const mail = { channel: "email", accountId: null, from };
    await hears(
      from,
      words.map((text, n) => ({ ...mail, text, at: later(at, n) })),
    );
    await settled();
    const heard = await town.mail(from);
    expect(heard.map(({ text }) => text)).toEqual([expect.stringContaining("no more messages")]);
  });

  it("is none once five minutes are over, nor for what is read back from the carrier's log", async () => {
    const [late, readBack] = ["+14155554008", "+14155554009"];
    await hears(late, [{ at: earlier(await town.clock.now(), 6 * MINUTE) }]);
    await hears(readBack, [{ isReadBack: true }]);
    await settled();
    for (const phone of [late, readBack]) {
      expect(await consentOf("sms", phone)).toHaveLength(4);
      expect(await town.textsTo(phone)).toEqual([]);
    }
  });
});

describe("CANCEL by text", () => {
  it("of somebody with an order on its way is asked about by mail, never by text", async () => {
    const member = (await town.cast()).find(({ role }) => role === "on-time")!;
    const source = await town.order(member.orderId!);
    const lines = [{ variantId: source.lineItems[0]!.variantId!, quantity: 1 }];
    await town.placeOrder({ customerId: source.customerId, lines });
    await settled();
    const { phone, customerEmail: email } = member;
    const before = (await town.mail(email!)).length;
    await town.text(phone!, "CANCEL");
    await settled();
    const asked = (await town.mail(email!)).slice(before);
    expect(asked.map(({ text }) => text)).toEqual([expect.stringContaining("CANCEL")]);
    const shown = (await town.phone(phone!)).filter(({ direction }) => direction === "in");
    expect(shown.at(-1)!.status).toBe("carrier");
    const [block] = await look(shopId, ({ tx }) => tx.carrierBlock.findMany({ where: { shopId } }));
    expect(block!.because).toBe("CANCEL");
  });
});

describe("mail that asks to hear no more", () => {
  it("ends advertising and updates and is confirmed once; what they ask is still answered", async () => {
    const from = "lena@example.com";
    await mails(from, "please no more emails from you");
    const confirmations = await town.mail(from);
    expect(confirmations.map(({ text }) => text)).toEqual([expect.stringContaining("no more messages")]);
    expect(await consentOf("email", from)).toEqual([
      "cart-reminders revoked",
      "marketing revoked",
      "updates revoked",
    ]);
    const { conversationId } = await mails(from, "Where is my order?");
    await inShop(shopId, (shop) =>
      sendMessage(shop, {
        ...{ conversationId, author: { kind: "staff" }, channel: "email", address: from },
        ...{ text: "On its way.", subject: "Your order", intent: randomUUID() },
      }),
    );
    await settled();
    expect((await town.mail(from)).at(-1)!.text).toContain("On its way.");
  });

  it("from a machine is not heard, and from a sender nobody vouches for is obeyed and not answered", async () => {
    await mails("robot@example.com", "unsubscribe", { isAutomatic: true });
    expect(await consentOf("email", "robot@example.com")).toEqual([]);
    await mails("forged@example.com", "unsubscribe", { isAuthenticated: false });
    expect(await consentOf("email", "forged@example.com")).toContain("marketing revoked");
    expect(await town.mail("forged@example.com")).toEqual([]);
  });
});

describe("in the chat", () => {
  interface Signed {
    id: number;
    email: string;
    phone: string;
  }
  /** A customer of the shop who has agreed to advertising by text and by mail, signed in at the widget. */
  async function aSubscriber(n: number) {
    const contact = { email: `wanda${n}@example.com`, phone: `+1503555880${n}` };
    const made = { firstName: "Wanda", ...contact };
    const customer = await control<Signed>("POST", `/shops/${TIDEWATER}/customers`, made);
    await settled();
    await inShop(shopId, async (shop) => {
      const yes = { purpose: "marketing", state: "granted", source: "storefront", evidence: {} } as const;
      const at = earlier(shop.at, HOUR);
      await recordConsent(shop, { ...yes, channel: "sms", address: contact.phone, at });
      await recordConsent(shop, { ...yes, channel: "email", address: contact.email, at });
    });
    return { ...customer, chat: await openChat(app, { customer: customer.id }) };
  }
  const PROMOTIONS_OUT = ["cart-reminders revoked", "marketing revoked"];

  it("STOP of somebody we know ends advertising at their number and their mail, and says so", async () => {
    const { chat, email, phone } = await aSubscriber(1);
    await chat.say("STOP");
    await settled();
    expect(await consentOf("sms", phone)).toEqual(PROMOTIONS_OUT);
    expect(await consentOf("email", email)).toEqual(PROMOTIONS_OUT);
    expect((await chat.lastAnswer())!.text).toMatch(/no more advertising from .+ by text or email\.$/);
    await chat.say("hello");
    await settled();
    expect((await chat.lastAnswer())!.choices.length).toBeGreaterThan(0);
  });

  it("STOP holds advertising back at an address that is only claimed, and a person looks", async () => {
    const { chat, id, phone } = await aSubscriber(2);
    const value = "claimed@example.com";
    await look(shopId, async ({ tx, at }) => {
      const where = { shopId_shopifyId: { shopId, shopifyId: String(id) } };
      const { id: customerId } = await tx.customer.findUniqueOrThrow({ where });
      const point = { shopId, id: randomUUID(), customerId, kind: "email", value, source: "order" };
      await tx.contactPoint.create({ data: { ...point, createdAt: at } });
    });
    await chat.say("please unsubscribe me from everything");
    await settled();
    expect(await consentOf("sms", phone)).toEqual(PROMOTIONS_OUT);
    expect(await consentOf("email", value)).toEqual(["cart-reminders held", "marketing held"]);
    const threads = await look(shopId, ({ tx }) =>
      tx.conversation.findMany({
        where: { shopId, handedOverBecause: { contains: "not shown to be theirs" } },
      }),
    );
    expect(threads).toHaveLength(1);
  });

  it("STOP of somebody we do not know says how texts and mail end", async () => {
    const chat = await openChat(app);
    await chat.say("STOP");
    await settled();
    expect((await chat.lastAnswer())!.text).toMatch(/reply STOP to one; to end emails, use the link/);
  });
});

describe("a number whose carrier knows of a STOP that we do not", () => {
  it("is blocked from the first refusal on, on this sender", async () => {
    const phone = "+15005550004";
    const { conversationId } = await inShop(shopId, (shop) =>
      receiveMessage(shop, {
        ...{ channel: "sms", accountId: webhook.split("/").at(-1)!, from: phone, text: "hi" },
        ...{ externalId: randomUUID(), at: shop.at },
      }),
    );
    await inShop(shopId, (shop) =>
      sendMessage(shop, {
        ...{ conversationId, author: { kind: "system" }, text: "Your parcel is here", intent: randomUUID() },
      }),
    );
    await settled();
    const blocks = await look(shopId, ({ tx }) => tx.carrierBlock.findMany({ where: { shopId } }));
    expect(blocks.map(({ because }) => because)).toContain("21610");
  });
});
