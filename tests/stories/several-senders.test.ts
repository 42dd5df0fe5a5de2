import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeAccount } from "#app/channels/accounts.ts";
import { findBlockedBy } from "#app/consent/blocked-number.ts";
import { readWays } from "#app/conversations/read-ways.ts";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { inShop } from "#app/db.server.ts";
import { readChannels } from "#app/desk/channels.ts";
import {
  type App,
  connectSms,
  install,
  look,
  openPage,
  SHOP_NUMBER,
  settled,
  startApp,
  stopApps,
} from "#tests/app.ts";
import { town } from "#tests/town.ts";

const TWILIO = {
  form: "sms",
  accountSid: "AC0123456789abcdef0123456789abcdef",
  token: "00112233445566778899aabbccddeeff",
};
const OFFERS = `MG${"5".repeat(32)}`;
const [FIRST, SECOND, BESIDE] = ["+14155550151", "+14155550152", "+14155550153"];

let app: App;
let shopId: string;
let next = 0;
const phoneOf = () => `+1415555${String(7000 + next++)}`;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  const services = [{ sid: OFFERS, name: "Offers", numbers: [FIRST, SECOND] }];
  await town.smsAccount({ numbers: [SHOP_NUMBER, FIRST, SECOND, BESIDE], services });
  for (const [sender, role] of [
    [OFFERS, "marketing"],
    [BESIDE, "service"],
  ])
    await openPage(app, "/app/settings/channels/sms.data", undefined, {
      ...TWILIO,
      sender: sender!,
      role: role!,
    });
  await settled();
});
afterAll(stopApps);

/** The numbers that this phone has heard from, oldest first. */
const heardFrom = async (phone: string) =>
  (await town.phone(phone)).filter(({ direction }) => direction === "in").map(({ with: from }) => from);

const thread = async (phone: string) =>
  look(shopId, ({ tx }) =>
    tx.message.findFirstOrThrow({ where: { address: phone, direction: "in" }, orderBy: { seq: "asc" } }),
  );

describe("a shop with several numbers", () => {
  it("answers from the one that was written to, also from a number of a service's pool", async () => {
    for (const number of [SHOP_NUMBER, FIRST, SECOND, BESIDE]) {
      const phone = phoneOf();
      await town.text(phone, "hello", { to: number });
      await settled();
      expect(await heardFrom(phone), number).toEqual([number]);
    }
  });

  it("calls a messaging service by its name wherever staff read of it, and never by Twilio's id", async () => {
    const phone = phoneOf();
    await town.text(phone, "hello", { to: FIRST });
    await settled();
    const { conversationId } = await thread(phone);
    const { ways } = await look(shopId, (shop) => readWays(shop, [conversationId]));
    expect(ways[0]).toMatchObject({ channel: "sms", from: "Offers" });
    await town.text(phone, "STOP", { to: FIRST });
    await settled();
    expect(await look(shopId, (shop) => findBlockedBy(shop, phone))).toBe("Offers");
    const connected = await look(shopId, readChannels);
    expect(connected.map(({ sender }) => sender).sort()).toEqual([SHOP_NUMBER, BESIDE, "Offers"].sort());
  });

  it("has one thread for a phone that writes to two, and answers from the last unless staff choose", async () => {
    const phone = phoneOf();
    for (const number of [SHOP_NUMBER, BESIDE]) {
      await town.text(phone, `hello ${number}`, { to: number });
      await settled();
    }
    const { conversationId, accountId } = await thread(phone);
    const threads = await look(shopId, ({ tx }) =>
      tx.message.findMany({ where: { address: phone }, distinct: ["conversationId"] }),
    );
    expect(threads).toHaveLength(1);
    const reply = { conversationId, staffId: "maya", seenSeq: 999 };
    await look(shopId, (shop) => replyAsStaff(shop, { ...reply, text: "Usual", clientId: "usual" }));
    await look(shopId, (shop) =>
      sendMessage(shop, {
        ...{ conversationId, channel: "sms", address: phone, accountId: accountId! },
        ...{ author: { kind: "staff", id: "maya" }, text: "Chosen", intent: "chosen" },
      }),
    );
    await settled();
    expect((await heardFrom(phone)).slice(-2)).toEqual([BESIDE, SHOP_NUMBER]);
  });

  it("knows the number that was written to where several tell one webhook", async () => {
    const accounts = await look(shopId, ({ tx }) =>
      tx.channelAccount.findMany({ where: { channel: "sms" } }),
    );
    const [one, other] = [SHOP_NUMBER, BESIDE].map(
      (sender) => accounts.find((row) => row.sender === sender)!,
    );
    await town.smsAccount({ smsUrls: { [BESIDE]: `${app.url}/webhooks/sms/${one!.id}` } });
    const phone = phoneOf();
    expect((await town.text(phone, "hello", { to: BESIDE })).webhook.answered).toBe(200);
    await settled();
    expect((await thread(phone)).accountId).toBe(other!.id);
    expect(await heardFrom(phone)).toEqual([BESIDE]);
  });

  it("sends no offer by a number that is kept for service, whoever chose it", async () => {
    const phone = phoneOf();
    await town.text(phone, "hello", { to: BESIDE });
    await settled();
    const { conversationId, accountId } = await thread(phone);
    const written = await inShop(shopId, (shop) =>
      sendMessage(shop, {
        conversationId,
        author: { kind: "system" },
        text: "Ten per cent off today",
        purpose: "marketing",
        accountId: accountId!,
        intent: `offer:${phone}`,
      }),
    );
    const [message] = await look(shopId, ({ tx }) =>
      tx.message.findMany({ where: { intent: `offer:${phone}` } }),
    );
    expect(written.sent).toBe(true);
    expect(message?.accountId).not.toBe(accountId);
    await settled();
  });
});

describe("what staff write to a phone", () => {
  const write = async (phone: string, text: string) => {
    await town.text(phone, "hello");
    await settled();
    const { conversationId } = await thread(phone);
    const before = (await town.textsTo(phone)).length;
    await inShop(shopId, (shop) =>
      sendMessage(shop, { conversationId, author: { kind: "staff" }, text, intent: `reply:${phone}` }),
    );
    await settled();
    return (await town.textsTo(phone)).slice(before);
  };

  it("comes in parts where it is longer than the carrier takes, in order and with every word", async () => {
    const text = Array.from(
      { length: 60 },
      (_, index) => `Sentence ${index + 1} of a long explanation.`,
    ).join(" ");
    const told = await write(phoneOf(), text);
    expect(told).toHaveLength(2);
    expect(told.join(" ")).toBe(text);
  });

  it("comes with plain quotes where that spares segments, unless the merchant wants them as typed", async () => {
    expect(await write(phoneOf(), "“It’s on its way” – soon…")).toEqual([`"It's on its way" - soon...`]);
    const [own] = await look(shopId, ({ tx }) =>
      tx.channelAccount.findMany({ where: { sender: SHOP_NUMBER } }),
    );
    await inShop(shopId, (shop) => changeAccount(shop, own!.id, { settings: { plainSigns: false } }));
    expect(await write(phoneOf(), "“It’s here”")).toEqual(["“It’s here”"]);
  });
});
