import { beforeAll, describe, expect, it } from "vitest";
import { type ConsentFact, recordConsent, standing } from "#app/consent/ledger.ts";
import { saveJoinWord } from "#app/consent/join-words.ts";
import { optIn } from "#app/consent/opt-in.ts";
import { signShown } from "#app/consent/shown-words.ts";
import { claimMessages } from "#app/conversations/claim-messages.ts";
import { hearPreference } from "#app/conversations/hear-preference.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { recordYes } from "#app/desk/record-yes.ts";
import { newId } from "#app/id.ts";
import { takePreferences } from "#app/preferences/take-preferences.ts";
import { actOnConsent } from "#app/routes/app.consent._index/act.server.ts";
import { aMember, here, messagesOf, openShop, SHOP, write } from "./a-thread.ts";
import { hold, holdThread, waiting } from "./at-the-same-moment.ts";
import { connectTexts, freshPhone, texts } from "./people.ts";

const SHOWN = { text: "Yes, text me.", version: "1" };
let staffId: string;

beforeAll(async () => {
  await openShop();
  staffId = await aMember("agent");
  await connectTexts();
  await here((shop) => saveJoinWord(shop, { word: "DEALS", purposes: ["marketing"] }));
});

/** Somebody with a number and a mail address, and the thread that they texted in. */
async function someone() {
  const phone = freshPhone();
  const email = `shopper${phone.slice(1)}@letters.example`;
  const { conversationId, customerId } = await texts(phone, "Hello");
  const point = { id: newId(), kind: "email", value: email, source: "shopify", customerId } as const;
  await here(({ tx, at }) => tx.contactPoint.create({ data: { ...point, shopId: SHOP, createdAt: at } }));
  return { phone, email, conversationId, customerId };
}

const stands = (asked: Pick<ConsentFact, "channel" | "address" | "purpose">) =>
  here((shop) => standing(shop, asked));

const says = (channel: "email" | "whatsapp", address: string, state: "granted" | "pending") =>
  here((shop) =>
    recordConsent(shop, {
      ...{ channel, address, purpose: "marketing", state, level: "CONFIRMED_OPT_IN" },
      ...{ source: "storefront", evidence: {}, at: shop.at },
    }),
  );

const text = (from: string, words: string) =>
  here((shop) =>
    receiveMessage(shop, {
      ...{ channel: "sms", accountId: null, from, text: words, externalId: newId(), at: shop.at },
    }),
  );

/** The second comes while the first waits for the thread, which somebody else has just now. */
async function atOnce<A, B>(conversationId: string, first: () => Promise<A>, second: () => Promise<B>) {
  const { done } = await holdThread(conversationId, 2);
  const begun = first();
  await waiting(1);
  const [one, other] = await Promise.all([begun, second(), done]);
  return [one, other] as const;
}

const writeDown = ({ customerId, address }: { customerId: string; address: string }) =>
  here((shop) =>
    recordYes(shop, {
      ...{ customerId, address, asked: [{ purpose: "marketing", shown: SHOWN }], how: "by phone" },
      ...{ words: "Do text me", saidAt: shop.at, locale: "en", staff: { id: staffId, name: "Ada" } },
    }),
  );

describe("staff write down a yes", () => {
  it("while a STOP of theirs is being read: the STOP stands, and staff are told", async () => {
    const { phone: address, customerId, conversationId } = await someone();
    const [, recorded] = await atOnce(
      conversationId,
      () => text(address, "STOP"),
      () => writeDown({ customerId, address }),
    );
    expect(recorded).toEqual({ refused: "said-no" });
    expect(await stands({ channel: "sms", address, purpose: "marketing" })).toBe("revoked");
  });

  it("while they join by a word themselves: they have joined, once", async () => {
    const { phone: address, customerId, conversationId } = await someone();
    const [, recorded] = await atOnce(
      conversationId,
      () => text(address, "deals"),
      () => writeDown({ customerId, address }),
    );
    expect(recorded).toEqual({ outcomes: ["already"] });
    expect(await stands({ channel: "sms", address, purpose: "marketing" })).toBe("granted");
  });

  it("while a no of theirs comes from the provider: the no stands", async () => {
    const { email: address, customerId } = await someone();
    await says("email", address, "pending");
    const asked = { channel: "email", address, purpose: "marketing" } as const;
    const { done } = await hold((shop) => standing(shop, asked), 2);
    const no = { kind: "preference", from: address, marketing: "revoked", externalId: newId() } as const;
    const hears = here((shop) =>
      hearPreference(shop, { channel: "email", accountId: "ours" }, { ...no, at: shop.at }),
    );
    await waiting(1);
    const recorded = writeDown({ customerId, address });
    await Promise.all([hears, done]);
    expect(await recorded).toEqual({ refused: "said-no" });
    expect(await stands(asked)).toBe("revoked");
  });
});

describe("a shopper on their own page", () => {
  const from = { network: null, locale: "en" };
  const claimsOf = (address: string) =>
    ({ shopId: SHOP, channel: "sms", address, locale: "en", mayAgree: true }) as const;

  it("switches something on while their STOP is being read: both are heard, one after the other", async () => {
    const { phone: address, conversationId } = await someone();
    const asks = "sms cart-reminders";
    const form = await here(async ({ at }) => ({
      ...{ save: "choices", "sms.updates": "on", "sms.support": "on", "sms.cart-reminders": "on" },
      "sms.cart-reminders.shown": signShown({ ...SHOWN, shopId: SHOP, asks }, at),
    }));
    const [, saved] = await atOnce(
      conversationId,
      () => text(address, "STOP"),
      () => takePreferences(claimsOf(address), new URLSearchParams(form), from),
    );
    expect(saved).toBe("saved");
    expect(await stands({ channel: "sms", address, purpose: "marketing" })).toBe("revoked");
    expect(await stands({ channel: "sms", address, purpose: "cart-reminders" })).toBe("pending");
  });

  it("says yes to our question while their STOP is being read: nothing is open any more", async () => {
    const { phone: address, conversationId } = await someone();
    const asked = { channel: "sms", address, purpose: "cart-reminders" } as const;
    await here((shop) =>
      optIn(shop, {
        ...asked,
        ...{ shown: SHOWN, source: "storefront", evidence: {}, proof: "typed", at: shop.at },
      }),
    );
    await atOnce(
      conversationId,
      () => text(address, "STOP"),
      () => takePreferences(claimsOf(address), new URLSearchParams({ save: "confirm" }), from),
    );
    expect(await stands(asked)).toBe("revoked");
  });
});

/** A message of ours that waits to leave. */
const queued = (conversationId: string, channel: "sms" | "email" | "whatsapp", address: string) =>
  write(conversationId, {
    ...{ direction: "out", author: { kind: "system" }, channel, address, text: "Sale" },
    ...{ purpose: "marketing", state: "queued" },
  });

it("a text ends mail while a mail to them is decided: it does not leave", async () => {
  const { phone, email, conversationId } = await someone();
  await says("email", email, "granted");
  const { messageId } = await queued(conversationId, "email", email);
  const [, claims] = await atOnce(
    conversationId,
    () => text(phone, "stop emailing me"),
    () => here((shop) => claimMessages(shop, [messageId])),
  );
  expect(claims).toEqual([]);
  const mail = (await messagesOf(conversationId)).find(({ id }) => id === messageId);
  expect(mail).toMatchObject({ state: "suppressed", reason: "opted-out" });
});

it("staff add a number to the list of those who get nothing while a message to it is decided: nothing leaves", async () => {
  const { phone, conversationId } = await someone();
  await says("whatsapp", phone, "granted");
  await queued(conversationId, "sms", phone);
  const { messageId } = await queued(conversationId, "whatsapp", phone);
  const form = new FormData();
  for (const [name, value] of Object.entries({ form: "suppress", address: phone, because: "They rang." }))
    form.set(name, value);
  const [answer] = await atOnce(
    conversationId,
    () => actOnConsent(SHOP, { staffId }, form),
    () => here((shop) => claimMessages(shop, [messageId])),
  );
  expect(answer).toHaveProperty("done");
  const ours = (await messagesOf(conversationId)).filter(({ direction }) => direction === "out");
  expect(ours.map(({ state }) => state)).toEqual(["suppressed", "suppressed"]);
});
