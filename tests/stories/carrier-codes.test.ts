import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "#app/clock.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { readTroubles } from "#app/channels/sender-trouble.ts";
import { type App, connectSms, look, openPage, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { town } from "#tests/town.ts";

let app: App;
let shopId: string;
let next = 0;

const newPhone = (country = "+49151") => `${country}${String(23456000 + next++)}`;

beforeAll(async () => {
  ({ app, shopId } = await openShopWithTexts({ at: "2027-03-08T14:00:00Z" }));
  await settled();
});
beforeEach(async () => {
  await town.faults.clear();
  // The merchant connects the account anew: what stood against it is to be seen again.
  await connectSms(app, shopId);
});
afterAll(stopApps);

/** A text of the shop to this phone, written and not yet sent; marketing has its yes. */
async function queue(phone: string, purpose: "service" | "marketing" = "service"): Promise<void> {
  const contact = { kind: "phone", value: phone, verified: true, source: "sms" } as const;
  const outcome = await look(shopId, async (shop) => {
    const { customerId } = await identifyContact(shop, contact);
    if (purpose === "marketing") {
      const fact = {
        channel: "sms",
        address: phone,
        purpose,
        state: "granted",
        level: "CONFIRMED_OPT_IN",
        source: "storefront",
      } as const;
      await recordConsent(shop, { ...fact, evidence: {}, at: shop.at });
    }
    return sendMessage(shop, {
      conversationId: await openConversation(shop, customerId, "sms"),
      author: { kind: "system" },
      channel: "sms",
      address: phone,
      text: "Your order is out.",
      purpose,
      intent: `test:${phone}:${next++}`,
    });
  });
  expect(outcome).toMatchObject({ sent: true });
}

async function text(phone: string, purpose?: "service" | "marketing"): Promise<void> {
  await queue(phone, purpose);
  await settled();
}

const messagesTo = (phone: string) =>
  look(shopId, ({ tx }) =>
    tx.message.findMany({ where: { address: phone, direction: "out" }, orderBy: { at: "asc" } }),
  );
const troubles = () => look(shopId, readTroubles);
const accepted = async (phone: string) =>
  (await town.ledger()).filter(({ kind, to }) => kind === "message" && to === phone).length;

describe("a phone that is switched off (30003)", () => {
  it("is tried again for what its owner waits for, twice, each a message of its own", async () => {
    const phone = newPhone();
    await town.fate(phone, { final: "undelivered", errorCode: 30003 });
    await text(phone);
    for (const minutes of [3, 16, 30]) {
      await town.clock.advance(minutes * MINUTE);
      await settled();
    }
    const tried = await messagesTo(phone);
    expect(tried.map(({ state, reason }) => [state, reason])).toEqual(Array(3).fill(["failed", "30003"]));
    expect(await accepted(phone)).toBe(3);
  });

  it("gets it with the second try once it is on again, and then nothing more", async () => {
    const phone = newPhone();
    await town.fate(phone, { final: "undelivered", errorCode: 30003 });
    await text(phone);
    await town.fate(phone, { final: "delivered", errorCode: null });
    await town.clock.advance(HOUR);
    await settled();
    expect((await messagesTo(phone)).map(({ state }) => state)).toEqual(["failed", "delivered"]);
  });

  it("is never tried again for marketing", async () => {
    const phone = newPhone();
    await town.fate(phone, { final: "undelivered", errorCode: 30008 });
    await text(phone, "marketing");
    await town.clock.advance(HOUR);
    await settled();
    expect(await accepted(phone)).toBe(1);
  });
});

describe("a carrier whose queue was full after it had said yes (30001)", () => {
  it("is asked again for what its owner waits for, as it let go of the first one", async () => {
    const phone = newPhone();
    await town.fate(phone, { final: "failed", errorCode: 30001 });
    await text(phone);
    await town.fate(phone, { final: "delivered", errorCode: null });
    await town.clock.advance(HOUR);
    await settled();
    expect((await messagesTo(phone)).map(({ state }) => state)).toEqual(["failed", "delivered"]);
  });
});

describe("a carrier that filters marketing (30007)", () => {
  it("is sent no more of it by this sender, and service goes on", async () => {
    const [one, other] = [newPhone(), newPhone()];
    await town.fate(one, { final: "undelivered", errorCode: 30007 });
    await text(one, "marketing");
    expect(await troubles()).toMatchObject([{ kind: "marketing-stopped", code: "30007" }]);
    await text(other, "marketing");
    await text(other);
    expect((await messagesTo(other)).map(({ state, reason }) => [state, reason])).toEqual([
      ["suppressed", "30007"],
      ["delivered", null],
    ]);
  });
});

describe("a carrier that says the number is a landline (30006)", () => {
  it("has it marked, so that nobody counts on it", async () => {
    const phone = newPhone();
    await town.fate(phone, { final: "undelivered", errorCode: 30006 });
    await text(phone);
    const [point] = await look(shopId, ({ tx }) => tx.contactPoint.findMany({ where: { value: phone } }));
    expect(point?.badSince).toBeTruthy();
  });
});

describe("a provider that is down for two hours", () => {
  it("is asked now and then by one message alone, and has all of them once, as soon as it is back", async () => {
    const phones = Array.from({ length: 12 }, () => newPhone());
    const fault = { provider: "twilio", fault: "refuse", times: null, match: { method: "POST" } } as const;
    await town.faults.add(fault);
    for (const phone of phones) await text(phone);
    for (let passed = 0; passed < 2 * HOUR; passed += 20 * MINUTE) {
      await town.clock.advance(20 * MINUTE);
      await settled();
    }
    const waiting = (await Promise.all(phones.map(messagesTo))).flat();
    expect(new Set(waiting.map(({ state }) => state))).toEqual(new Set(["queued"]));
    // In sight, with the reason.
    expect(waiting.every(({ reason }) => reason === "provider-down" || reason === "ECONNREFUSED")).toBe(true);
    await town.faults.clear();
    for (let passed = 0; passed < 30 * MINUTE; passed += 10 * MINUTE) {
      await town.clock.advance(10 * MINUTE);
      await settled();
    }
    for (const phone of phones) {
      expect(await accepted(phone)).toBe(1);
      expect((await messagesTo(phone)).map(({ state }) => state)).toEqual(["delivered"]);
    }
  });
});

describe("a number that carries sixty texts a minute", () => {
  it("carries no more, leaves room for what shoppers wait for, and loses none", async () => {
    const phones = Array.from({ length: 70 }, () => newPhone());
    const { id } = await look(shopId, ({ tx }) =>
      tx.channelAccount.findFirstOrThrow({ where: { channel: "sms", removedAt: null } }),
    );
    // Germany is far for Twilio, where a number carries ten times as many: the merchant has been granted less.
    const granted = { form: "use", id, role: "both", granted: "1" };
    await openPage(app, "/app/settings/channels/sms.data", undefined, granted);
    // The next noon: marketing has its hours.
    await town.clock.to("2027-03-09T11:00:00Z");
    await settled();
    const before = (await town.ledger()).at(-1)?.n ?? 0;
    for (const phone of phones) await queue(phone, "marketing");
    await settled();
    const urgent = newPhone();
    await text(urgent);
    expect(await accepted(urgent)).toBe(1);
    for (let passed = 0; passed < 3 * MINUTE; passed += 30_000) {
      await town.clock.advance(30_000);
      await settled();
    }
    const sent = (await town.ledger(before)).filter(({ kind }) => kind === "message");
    expect(sent).toHaveLength(71);
    const times = sent.map(({ at }) => Date.parse(at));
    // A claim is what counts; its request reaches the carrier a moment later, on a busy machine a few seconds.
    const within = MINUTE - 10_000;
    for (const at of times)
      expect(times.filter((other) => other >= at && other < at + within).length).toBeLessThanOrEqual(60);
  });
});
