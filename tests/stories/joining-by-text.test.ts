import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, earlier } from "#app/clock.ts";
import { saveJoinWord } from "#app/consent/join-words.ts";
import { readConsent, recordConsent, standing } from "#app/consent/ledger.ts";
import { optIn } from "#app/consent/opt-in.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { askToConfirm } from "#app/conversations/ask-to-confirm.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { look, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { town } from "#tests/town.ts";
import { sendTwilio } from "#tests/webhooks.ts";

let shopId: string;
let webhook: string;
let next = 0;

beforeAll(async () => {
  ({ shopId, webhook } = await openShopWithTexts());
  await look(shopId, (shop) => saveJoinWord(shop, { word: "TIDE", purposes: ["marketing"] }));
  await look(shopId, (shop) => saveJoinWord(shop, { word: "CARTS", purposes: ["cart-reminders"] }));
  await settled();
});
afterAll(stopApps);

const aPhone = () => `+1415555${String(4000 + next++)}`;
const aGerman = () => `+4915112346${String(100 + next++)}`;

async function texts(from: string, body: string) {
  const sid = `SM${randomUUID().replaceAll("-", "")}`;
  await sendTwilio(webhook, { MessageSid: sid, From: from, To: SHOP_NUMBER, Body: body, NumMedia: "0" });
  await settled();
}

const stands = (address: string, purpose: ConsentPurpose) =>
  look(shopId, (shop) => standing(shop, { channel: "sms", address, purpose }));
const ledgerOf = (address: string) =>
  look(shopId, (shop) => readConsent(shop, [{ channel: "sms", address }])) as Promise<
    { state: string; level: string; shown: string | null; version: string; source: string }[]
  >;
const answersTo = (address: string) =>
  look(shopId, async ({ tx }) =>
    (await tx.message.findMany({ where: { address, direction: "out" }, orderBy: { seq: "asc" } })).map(
      ({ body }) => body,
    ),
  );

/** Somebody types this number into the shop's form. */
const isTyped = (address: string, purpose: ConsentPurpose = "marketing") =>
  look(shopId, async (shop) => {
    const shown = { text: "I agree to texts.", version: "form/1" };
    const given = { channel: "sms", address, purpose, shown, source: "storefront", at: shop.at } as const;
    const outcome = await optIn(shop, { ...given, evidence: {}, proof: "typed" });
    if (outcome === "asked")
      await askToConfirm(shop, { channel: "sms", address, purposes: [purpose], locale: "en" });
    return outcome;
  });

describe("a word of the merchant's", () => {
  it("joins whoever texts it, and the welcome names the shop, how often, the cost, HELP and STOP", async () => {
    const phone = aPhone();
    await texts(phone, " tide! ");
    expect(await stands(phone, "marketing")).toBe("granted");
    const [entry] = await ledgerOf(phone);
    expect(entry).toMatchObject({ level: "SINGLE_OPT_IN", source: "keyword" });
    expect(entry!.shown).toContain("Consent is not a condition of any purchase");
    const answers = await answersTo(phone);
    expect(answers).toHaveLength(1);
    for (const part of ["Tidewater", "offers and news", "frequency varies", "data rates", "HELP", "STOP"])
      expect(answers[0]).toContain(part);
  });

  it("asks once more where the law or the carriers want it twice", async () => {
    const [german, american] = [aGerman(), aPhone()];
    await texts(german, "TIDE");
    await texts(american, "CARTS");
    expect(await stands(german, "marketing")).toBe("pending");
    expect(await stands(american, "cart-reminders")).toBe("pending");
    await texts(german, "Ja");
    await texts(american, "YES");
    expect(await stands(german, "marketing")).toBe("granted");
    expect(await stands(american, "cart-reminders")).toBe("granted");
    expect((await ledgerOf(american)).at(-1)).toMatchObject({ level: "CONFIRMED_OPT_IN" });
  });

  it("inside a sentence is read like any other text", async () => {
    const phone = aPhone();
    await texts(phone, "when is high tide");
    expect(await stands(phone, "marketing")).toBeNull();
  });
});

describe("YES", () => {
  it("confirms what somebody typed for this number, with the words that they saw", async () => {
    const phone = aPhone();
    expect(await isTyped(phone)).toBe("asked");
    await settled();
    expect((await answersTo(phone))[0]).toMatch(/reply YES to get offers and news/);
    await texts(phone, "yes");
    expect(await stands(phone, "marketing")).toBe("granted");
    expect((await ledgerOf(phone)).at(-1)).toMatchObject({
      level: "CONFIRMED_OPT_IN",
      shown: "I agree to texts.",
      version: "form/1",
    });
  });

  /** Whoever is known there is asked for marketing by us, and then comes this, which staff wrote or a flow. */
  async function isAskedAndThen(phone: string, said: { text: string; by: "staff" | "system" }) {
    await texts(phone, "hi");
    await isTyped(phone);
    await settled();
    const { conversationId } = await look(shopId, ({ tx }) =>
      tx.message.findFirstOrThrow({ where: { shopId, address: phone, direction: "in" } }),
    );
    const author = said.by === "staff" ? ({ kind: "staff", staffId: "maya" } as const) : SYSTEM;
    const { text } = said;
    await look(shopId, (shop) =>
      sendMessage(shop, { conversationId, author, text, intent: randomUUID(), purpose: "service" }),
    );
    await settled();
    return conversationId;
  }
  const SYSTEM = { kind: "system" } as const;

  it("to a question that came after ours is an answer to that: it agrees to nothing and staff read it", async () => {
    const phone = aPhone();
    const conversationId = await isAskedAndThen(phone, {
      text: "Shall I send it to Elm Street?",
      by: "staff",
    });
    const before = (await answersTo(phone)).length;
    await texts(phone, "Yes");
    expect(await stands(phone, "marketing")).toBe("pending");
    expect((await answersTo(phone)).slice(before).join()).not.toContain("you now get");
    const told = await look(shopId, ({ tx }) =>
      tx.domainEvent.findMany({ where: { shopId, conversationId } }),
    );
    expect(told.map(({ name }) => name)).not.toContain("keyword.received");
    await town.clock.advance(DAY);
    await isTyped(phone);
    await settled();
    await texts(phone, "Yes");
    expect(await stands(phone, "marketing")).toBe("granted");
  });

  it("answers ours although news of an order came between, whatever its link looks like", async () => {
    const phone = aPhone();
    const text = "Your parcel has left: https://parcels.example/track?number=12";
    await isAskedAndThen(phone, { text, by: "system" });
    await texts(phone, "Yes!");
    expect(await stands(phone, "marketing")).toBe("granted");
  });

  it("that is pressed on a button of something else, or was told before we asked, agrees to nothing", async () => {
    const phone = aPhone();
    await isTyped(phone);
    await settled();
    const said = { channel: "sms", accountId: webhook.split("/").at(-1)!, from: phone, text: "Yes" } as const;
    await look(shopId, async (shop) => {
      const pressed = { ...said, choice: "fits", externalId: randomUUID(), at: shop.at };
      await receiveMessage(shop, pressed);
      await receiveMessage(shop, { ...said, externalId: randomUUID(), at: earlier(shop.at, DAY) });
    });
    expect(await stands(phone, "marketing")).toBe("pending");
  });

  it("agrees to what we asked there, and not to what was typed for it and never asked", async () => {
    const phone = aPhone();
    await look(shopId, (shop) =>
      optIn(shop, {
        ...{ channel: "sms", address: phone, purpose: "cart-reminders", source: "storefront" },
        ...{ shown: { text: "I agree.", version: "form/1" }, evidence: {}, proof: "typed", at: shop.at },
      }),
    );
    await isTyped(phone);
    await settled();
    await texts(phone, "YES");
    expect(await stands(phone, "marketing")).toBe("granted");
    expect(await stands(phone, "cart-reminders")).toBe("pending");
  });

  it("agrees to nothing where nothing was asked", async () => {
    const phone = aPhone();
    await texts(phone, "YES");
    expect(await ledgerOf(phone)).toEqual([]);
  });

  it("comes too late after three days", async () => {
    const phone = aPhone();
    await isTyped(phone);
    await settled();
    await town.clock.advance(3 * DAY + 60_000);
    await settled();
    await texts(phone, "YES");
    expect(await stands(phone, "marketing")).toBe("pending");
  });

  it("does not confirm what Shopify has as pending: that is its own to ask", async () => {
    const phone = aPhone();
    await look(shopId, (shop) =>
      recordConsent(shop, {
        channel: "sms",
        address: phone,
        purpose: "marketing",
        state: "pending",
        source: "shopify",
        evidence: {},
        at: shop.at,
      }),
    );
    await texts(phone, "YES");
    expect(await stands(phone, "marketing")).toBe("pending");
  });
});

describe("a stranger who types somebody's number", () => {
  it("gets nobody who said STOP asked again, and takes no no away", async () => {
    const phone = aPhone();
    await texts(phone, "TIDE");
    await texts(phone, "STOP");
    const before = (await answersTo(phone)).length;
    expect(await isTyped(phone)).toBe("refused");
    await settled();
    expect(await stands(phone, "marketing")).toBe("revoked");
    expect(await answersTo(phone)).toHaveLength(before);
  });

  it("gets a number asked once a day, however often they type it", async () => {
    const phone = aPhone();
    for (let time = 0; time < 5; time++) await isTyped(phone);
    await settled();
    expect(await answersTo(phone)).toHaveLength(1);
  });

  it("lowers no yes that stands", async () => {
    const phone = aPhone();
    await texts(phone, "TIDE");
    expect(await isTyped(phone)).toBe("already");
    expect(await stands(phone, "marketing")).toBe("granted");
  });
});
