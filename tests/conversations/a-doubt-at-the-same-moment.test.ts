import { beforeAll, describe, expect, it } from "vitest";
import { recordConsent, standing } from "#app/consent/ledger.ts";
import { claimMessages } from "#app/conversations/claim-messages.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { settleDoubtInThread } from "#app/conversations/settle-doubt-in-thread.ts";
import { newId } from "#app/id.ts";
import { aMember, here, openShop, SHOP } from "./a-thread.ts";
import { holdThread, waiting } from "./at-the-same-moment.ts";
import { connectTexts, freshPhone, texts } from "./people.ts";

/** Where these phones are it is noon. */
const NOON = new Date("2027-03-09T20:00:00Z");
let staffId: string;

beforeAll(async () => {
  await openShop();
  staffId = await aMember("agent");
  await connectTexts();
});

/** Somebody who had said yes to promotions, and then something that may have been an end. */
async function aDoubt() {
  const phone = freshPhone();
  const yes = { channel: "sms", address: phone, purpose: "marketing", state: "granted" } as const;
  const given = { ...yes, level: "CONFIRMED_OPT_IN", source: "storefront", evidence: {} };
  await here((shop) => recordConsent(shop, { ...given, at: shop.at }));
  const { conversationId } = await texts(phone, "way too many texts from you");
  expect(await stands(phone)).toBe("held");
  return { phone, conversationId };
}

const stands = (address: string) =>
  here((shop) => standing(shop, { channel: "sms", address, purpose: "marketing" }));
const staffSayNo = (conversationId: string) =>
  here((shop) => settleDoubtInThread(shop, { conversationId, staffId, wasOptOut: false }));

describe("staff say that it was no opt-out", () => {
  it("while a STOP is being read in the same thread: the STOP stands, and nothing is left to settle", async () => {
    const { phone, conversationId } = await aDoubt();
    const stop = { channel: "sms", accountId: null, from: phone, text: "STOP", externalId: newId() } as const;
    const { done } = await holdThread(conversationId, 2);
    const stops = here((shop) => receiveMessage(shop, { ...stop, at: shop.at }));
    await waiting(1);
    const settled = staffSayNo(conversationId);
    await Promise.all([stops, done]);
    expect(await settled).toBe(false);
    expect(await stands(phone)).toBe("revoked");
  });

  it("while a promotion to them is decided: it waits for the click, and leaves", async () => {
    const { phone, conversationId } = await aDoubt();
    const offer = {
      author: { kind: "system" },
      text: "Sale",
      purpose: "marketing",
      intent: newId(),
    } as const;
    await here((shop) => sendMessage({ ...shop, at: NOON }, { ...offer, conversationId }));
    const { id } = await here(({ tx }) =>
      tx.message.findFirstOrThrow({ where: { shopId: SHOP, intent: offer.intent } }),
    );
    const { done } = await holdThread(conversationId, 2);
    const settled = staffSayNo(conversationId);
    await waiting(1);
    const claims = here((shop) => claimMessages({ ...shop, at: NOON }, [id]));
    await done;
    expect(await settled).toBe(true);
    expect(await claims).toHaveLength(1);
    expect(await stands(phone)).toBe("granted");
  });

  it("twice at once: one of them is told that it was settled already", async () => {
    const { conversationId } = await aDoubt();
    const both = await Promise.all([staffSayNo(conversationId), staffSayNo(conversationId)]);
    expect(both.sort()).toEqual([false, true]);
  });
});
