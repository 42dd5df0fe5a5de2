import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTroubles } from "#app/channels/sender-trouble.ts";
import { type Draft, sendMessage } from "#app/conversations/send-message.ts";
import { readThread } from "#app/conversations/thread.ts";
import { inShop } from "#app/db.server.ts";
import { type App, look, openPage, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { control, town } from "#tests/town.ts";

const TWILIO = {
  accountSid: "AC0123456789abcdef0123456789abcdef",
  token: "00112233445566778899aabbccddeeff",
};
const OTHER = { accountSid: `AC${"6".repeat(32)}`, token: "66112233445566778899aabbccddeeff" };
const [REGISTERED, NAME, SERVICE] = ["+14155550161", "TIDEWATER", `MG${"6".repeat(32)}`];
const [GERMAN, SPANISH, AMERICAN] = ["+4917012345601", "+34612345601", "+14155557601"];

let app: App;
let shopId: string;
beforeAll(async () => {
  ({ app, shopId } = await openShopWithTexts());
  const services = [{ sid: SERVICE, name: "Names", numbers: [] }];
  await town.smsAccount({ sid: OTHER.accountSid, token: OTHER.token, numbers: [REGISTERED], services });
});
afterAll(stopApps);

const settings = (form: Record<string, string>) =>
  openPage(app, "/app/settings/channels/sms.data", undefined, form);
const accountOf = async (sender: string) =>
  (await look(shopId, ({ tx }) => tx.channelAccount.findFirstOrThrow({ where: { sender } }))).id;
const threadOf = async (phone: string) =>
  (
    await look(shopId, ({ tx }) =>
      tx.message.findFirstOrThrow({ where: { address: phone, direction: "in" } }),
    )
  ).conversationId;
const writes = async (phone: string) => {
  await town.text(phone, "hello");
  await settled();
};
const send = async (phone: string, draft: Partial<Draft> & { text: string; accountId?: string }) => {
  const conversationId = await threadOf(phone);
  const outcome = await inShop(shopId, (shop) =>
    sendMessage(shop, {
      ...{ conversationId, author: { kind: "system" }, purpose: "service" },
      ...{ channel: "sms", address: phone, intent: `${phone}:${draft.text}` },
      ...draft,
    }),
  );
  await settled();
  return outcome;
};
/** By the way they wrote last. */
const answer = async (phone: string, text: string) => {
  const conversationId = await threadOf(phone);
  const intent = `${phone}:${text}`;
  await inShop(shopId, (shop) =>
    sendMessage(shop, { conversationId, author: { kind: "staff" }, text, intent }),
  );
  await settled();
};
const lastTo = async (phone: string) =>
  (await town.phone(phone)).findLast(({ direction }) => direction === "in")!;

describe("a name in place of a number", () => {
  it("is set up at a messaging service and connected, and a wrong one is refused in words", async () => {
    const refused = await settings({ form: "sms", ...OTHER, name: "A name that is too long" });
    expect(await refused.text()).toMatch("1 to 11 letters");
    await settings({ form: "sms", ...OTHER, name: NAME });
    const { accounts } = await control<{
      accounts: { sid: string; services: { alphaSenders: string[] }[] }[];
    }>("GET", "/sms/accounts");
    expect(accounts.find(({ sid }) => sid === OTHER.accountSid)!.services[0]!.alphaSenders).toEqual([NAME]);
  });

  it("asks for no reply, and has a link where there were choices", async () => {
    await writes(GERMAN);
    const accountId = await accountOf(NAME);
    await send(GERMAN, {
      accountId,
      text: "Your order #1001 is on its way. Reply STOP to end texts.",
      choices: [
        { id: "a", label: "Keep it" },
        { id: "b", label: "Send it back" },
      ],
    });
    const { body, with: from } = await lastTo(GERMAN);
    expect(from).toBe(NAME);
    expect(body).toMatch(/^Your order #1001 is on its way\.\n[^\n]+: https:\/\/\S+$/);
    const id = await threadOf(GERMAN);
    const thread = await look(shopId, (shop) => readThread(shop, id));
    expect(thread!.messages.filter(({ isOneWay }) => isOneWay)).toHaveLength(1);
  });

  it("ends an offer with a link that ends offers", async () => {
    const accountId = await accountOf(NAME);
    const intent = "offer:by-name";
    await send(GERMAN, { accountId, intent, text: "20% off all lanterns.", purpose: "marketing" });
    const { body } = await look(shopId, ({ tx }) => tx.message.findFirstOrThrow({ where: { intent } }));
    const [, url] = /\n[^\n]+: (https?:\/\/\S+\/preferences\/\S+)$/.exec(body)!;
    const page = await fetch(`${app.url}${new URL(url!).pathname}`);
    expect(page.status).toBe(200);
  });

  it("ends an offer in the reader's language, also of somebody who has never written by the shop's pages", async () => {
    const accountId = await accountOf(NAME);
    const conversationId = await threadOf(GERMAN);
    await inShop(
      shopId,
      ({ sql }) => sql`
        update "Customer" k set locale = 'de' from "Conversation" c
        where c."shopId" = ${shopId} and c.id = ${conversationId} and k."shopId" = ${shopId}
          and k.id = c."customerId"`,
    );
    const intent = "offer:in-german";
    await send(GERMAN, { accountId, intent, text: "20 % auf alle Laternen.", purpose: "marketing" });
    const { body } = await look(shopId, ({ tx }) => tx.message.findFirstOrThrow({ where: { intent } }));
    expect(body).toMatch(/\nKeine Angebote mehr: https?:/);
  });

  it("does not leave with a person's words that ask for a reply", async () => {
    const accountId = await accountOf(NAME);
    const author = { kind: "staff" } as const;
    const outcome = await send(GERMAN, { accountId, author, text: "Text us your size, please." });
    expect(outcome).toMatchObject({ sent: false, reason: "invites-reply" });
    expect(await send(GERMAN, { accountId, author, text: "Your size is here." })).toMatchObject({
      sent: true,
    });
  });

  it("goes nowhere that takes no names, and where one is registered only once it is", async () => {
    await writes(AMERICAN);
    await writes(SPANISH);
    const accountId = await accountOf(NAME);
    for (const phone of [AMERICAN, SPANISH]) {
      await send(phone, { accountId, text: "Your order is packed." });
      expect((await lastTo(phone)).with, phone).toBe(SHOP_NUMBER);
    }
    await settings({ form: "use", id: accountId, role: "both", registeredIn: "ES" });
    await send(SPANISH, { accountId, text: "Your order is sent." });
    expect((await lastTo(SPANISH)).with).toBe(NAME);
  });
});

describe("a number that nobody has registered in the United States", () => {
  it("is blocked once, then used there no more while another is at hand, and elsewhere as before", async () => {
    await town.smsAccount({ sid: TWILIO.accountSid, isNew: true });
    await answer(AMERICAN, "Your order is at the door.");
    const troubles = await inShop(shopId, readTroubles);
    expect(troubles).toMatchObject([
      { kind: "marketing-stopped" },
      { kind: "region-off", scope: "US", code: "30034" },
    ]);
    await settings({ form: "sms", ...OTHER, sender: REGISTERED });
    await answer(AMERICAN, "Your order is delivered.");
    expect(await lastTo(AMERICAN)).toMatchObject({ with: REGISTERED, body: "Your order is delivered." });
    await answer(GERMAN, "Your parcel is here.");
    expect((await lastTo(GERMAN)).with).toBe(SHOP_NUMBER);
  });
});
