import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { now } from "#app/clock.ts";
import { applyKeyword, type Heard } from "#app/consent/apply-keyword.ts";
import { consentHash } from "#app/consent/consent-address.ts";
import { type ConsentFact, recordConsent } from "#app/consent/ledger.ts";
import { type Intended, maySend } from "#app/consent/may-send.ts";
import { senderHash } from "#app/consent/sender-lock.ts";
import { settleDoubt } from "#app/consent/settle-doubt.ts";
import { inShop, prisma } from "#app/db.server.ts";

const SHOP = "harbour";
const ACCOUNT = "their-number";
const NOON = new Date("2026-11-20T12:00:00Z");
const NIGHT = new Date("2026-11-20T23:30:00Z");
const berlin = [{ zones: ["Europe/Berlin"], country: "DE", region: null }];
const aText = {
  channel: "sms" as const,
  expiresAt: null,
  recipient: berlin,
  marketingToday: 0,
  heardAt: null,
  isByPerson: false,
  isTemplate: false,
};
let next = 0;
const aPhone = () => `+4930123${String(1000 + next++)}`;

beforeAll(() =>
  prisma.shop.create({ data: { id: SHOP, domain: `${SHOP}.myshopify.com`, installedAt: now() } }),
);

/** What is decided of a text to this phone at that moment. */
const ask = (address: string, purpose: Intended["purpose"], more: Partial<Intended> = {}, at = NOON) =>
  inShop(SHOP, (shop) => maySend({ ...shop, at }, { ...aText, address, purpose, ...more }));
const texts = (address: string, text: string, at = NOON, more: Partial<Heard> = {}) =>
  inShop(SHOP, (shop) =>
    applyKeyword(shop, {
      ...{ channel: "sms", address, text, at, accountId: ACCOUNT, customerId: "nobody" },
      ...{ carrierAnswers: true, isAnswer: false, afterPromotion: false, ...more },
    }),
  );
const consents = (address: string, fact: Partial<ConsentFact> = {}) =>
  inShop(SHOP, (shop) =>
    recordConsent(shop, {
      channel: "sms",
      address,
      purpose: "marketing",
      state: "granted",
      // A German number's yes is said twice.
      ...((fact.state ?? "granted") === "granted" && { level: "CONFIRMED_OPT_IN" }),
      source: "storefront",
      evidence: {},
      at: NOON,
      ...fact,
    }),
  );

const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

describe("marketing", () => {
  it("needs a yes: neither silence nor a pending one is enough", async () => {
    const phone = aPhone();
    const no = { may: false, end: "suppressed", because: "no-consent" };
    expect(await ask(phone, "marketing")).toEqual(no);
    await consents(phone, { state: "pending" });
    expect(await ask(phone, "marketing")).toEqual(no);
    await consents(phone, { at: later(1) });
    expect(await ask(phone, "marketing")).toEqual({ may: true });
  });

  it("by text needs a second yes where the country of the number, or the cart, asks for one; by mail it does not", async () => {
    const [german, american] = [aPhone(), "+14155550177"];
    const once = { level: "SINGLE_OPT_IN", purpose: "marketing" } as const;
    for (const address of [german, american]) {
      await consents(address, once);
      await consents(address, { ...once, purpose: "cart-reminders" });
    }
    const no = { may: false, because: "no-consent" };
    expect(await ask(german, "marketing")).toMatchObject(no);
    expect(await ask(american, "marketing")).toEqual({ may: true });
    for (const phone of [german, american]) expect(await ask(phone, "cart-reminder")).toMatchObject(no);
    await consents("once@example.com", { ...once, channel: "email" });
    expect(await ask("once@example.com", "marketing", { channel: "email" })).toEqual({ may: true });
  });

  it("waits through the night, and service does not", async () => {
    const phone = aPhone();
    await consents(phone);
    expect(await ask(phone, "marketing", {}, NIGHT)).toMatchObject({
      may: false,
      end: null,
      because: "quiet-hours",
      until: new Date("2026-11-21T08:00:00Z"),
    });
    expect(await ask(phone, "service", {}, NIGHT)).toEqual({ may: true });
  });

  it("is held from a quarter of an hour before its hours end: the carrier may take its time", async () => {
    const phone = aPhone();
    await consents(phone);
    const [inTime, tooLate] = [new Date("2026-11-20T18:44:59Z"), new Date("2026-11-20T18:45:00Z")];
    expect(await ask(phone, "marketing", {}, inTime)).toEqual({ may: true });
    expect(await ask(phone, "marketing", {}, tooLate)).toMatchObject({
      because: "quiet-hours",
      until: new Date("2026-11-21T08:00:00Z"),
    });
    expect(await ask(phone, "service", {}, tooLate)).toEqual({ may: true });
  });

  it("is enough after three a day", async () => {
    const phone = aPhone();
    await consents(phone);
    expect(await ask(phone, "marketing", { marketingToday: 2 })).toEqual({ may: true });
    expect(await ask(phone, "marketing", { marketingToday: 3 })).toMatchObject({
      end: "suppressed",
      because: "enough-for-today",
    });
  });
});

describe("marketing on WhatsApp", () => {
  it("leaves no template for a number of the United States, and leaves one for its neighbour's", async () => {
    const [american, canadian] = ["+14155550123", "+16045550123"];
    const onWhatsApp = { channel: "whatsapp" as const };
    for (const address of [american, canadian]) await consents(address, onWhatsApp);
    const template = { ...onWhatsApp, isTemplate: true, heardAt: NOON };
    expect(await ask(american, "marketing", template)).toMatchObject({ because: "no-marketing-there" });
    expect(await ask(canadian, "marketing", template)).toEqual({ may: true });
  });

  it("waits through the night as a text does, and mail and Meta's inboxes do not", async () => {
    const phone = aPhone();
    const onWhatsApp = { channel: "whatsapp" as const, isTemplate: true };
    await consents(phone, { channel: "whatsapp" });
    expect(await ask(phone, "marketing", onWhatsApp, NIGHT)).toMatchObject({ because: "quiet-hours" });
    expect(await ask(phone, "marketing", { ...onWhatsApp, recipient: [] })).toMatchObject({
      because: "no-hours",
    });
    for (const channel of ["email", "messenger", "instagram"] as const) {
      const address = `night-owl-${channel}@example.com`;
      await consents(address, { channel });
      expect(await ask(address, "marketing", { channel, heardAt: NIGHT, recipient: [] }, NIGHT)).toEqual({
        may: true,
      });
    }
  });
});

describe("a text of theirs that is not read yet", () => {
  const theirs = (address: string, receipt: { parkedFor?: string; address?: string } = {}) =>
    prisma.receipt.create({
      data: {
        door: "sms",
        key: address,
        senderHash: senderHash("sms", address),
        headers: {},
        body: new Uint8Array(),
        receivedAt: NOON,
        ...receipt,
      },
    });

  it("holds everything for a second, and by the minute once it should have been read", async () => {
    const phone = aPhone();
    await theirs(phone);
    const held = { may: false, end: null, because: "inbound-pending" };
    expect(await ask(phone, "service")).toEqual({ ...held, until: new Date("2026-11-20T12:00:01Z") });
    expect(await ask(phone, "service", {}, later(1))).toEqual({ ...held, until: later(2) });
  });

  it("holds promotions by the hour where it is parked, and says so", async () => {
    const phone = aPhone();
    await consents(phone);
    await theirs(phone, { parkedFor: "It makes no sense." });
    expect(await ask(phone, "marketing")).toEqual({
      ...{ may: false, end: null, because: "inbound-parked" },
      until: later(60),
    });
    expect(await ask(phone, "service")).toEqual({ may: true });
  });

  it("holds nothing of another shop", async () => {
    const phone = aPhone();
    await prisma.address.create({
      data: { id: "of-another", channel: "sms", value: "+493000", shopId: "another" },
    });
    await theirs(phone, { address: "of-another" });
    expect(await ask(phone, "service")).toEqual({ may: true });
  });
});

describe("the merchant's own limits", () => {
  const own = { hours: { open: 14, close: 18 }, aDay: 1 };

  it("narrow the hours and the day's most, and never widen them", async () => {
    const phone = aPhone();
    await consents(phone);
    expect(await ask(phone, "marketing", { own })).toMatchObject({ until: new Date("2026-11-20T13:00:00Z") });
    expect(
      await ask(phone, "marketing", { own: { ...own, hours: { open: 0, close: 24 } } }, NIGHT),
    ).toMatchObject({
      because: "quiet-hours",
    });
    expect(await ask(phone, "marketing", { own, marketingToday: 1 })).toMatchObject({
      because: "enough-for-today",
    });
    expect(await ask(phone, "marketing", { own: { ...own, aDay: 9 }, marketingToday: 3 })).toMatchObject({
      because: "enough-for-today",
    });
  });

  it("end a promotion that no hour is left for, instead of holding it for good", async () => {
    const phone = aPhone();
    await consents(phone);
    const nobody = { zones: [], country: null, region: null };
    const no = { may: false, end: "suppressed", because: "no-hours" };
    expect(await ask(phone, "marketing", { own: { aDay: 3, hours: { open: 18, close: 18 } } })).toEqual(no);
    expect(await ask(phone, "marketing", { recipient: [nobody] })).toEqual(no);
  });
});

describe("STOP", () => {
  it("ends marketing and service alike; START brings service back, and never marketing", async () => {
    const phone = aPhone();
    await consents(phone);
    await texts(phone, "STOP", later(1));
    const opted = { may: false, end: "suppressed", because: "opted-out" };
    for (const purpose of ["marketing", "cart-reminder", "service", "conversation"] as const)
      expect(await ask(phone, purpose), purpose).toEqual(opted);
    await texts(phone, "START", later(2));
    expect(await ask(phone, "service")).toEqual({ may: true });
    expect(await ask(phone, "marketing")).toEqual(opted);
  });

  it("of a moment beats a yes of the same moment, and an older yes that comes late", async () => {
    const phone = aPhone();
    await texts(phone, "stop", later(5));
    await consents(phone, { at: later(5) });
    await consents(phone, { at: later(1) });
    expect(await ask(phone, "marketing")).toMatchObject({ because: "opted-out" });
    await consents(phone, { at: later(6), purpose: "updates" });
    await consents(phone, { at: later(6) });
    expect(await ask(phone, "marketing")).toEqual({ may: true });
  });

  it("of one phone is nothing to another, and nothing to their mail", async () => {
    const [one, other] = [aPhone(), aPhone()];
    await texts(one, "STOP");
    expect(await ask(other, "service")).toEqual({ may: true });
    expect(await ask(one, "service", { channel: "email" })).toEqual({ may: true });
  });

  it("blocks the one sender it was texted to until START, whatever is consented to since", async () => {
    const phone = aPhone();
    await texts(phone, "STOP", later(1));
    for (const purpose of ["marketing", "updates", "support"] as const)
      await consents(phone, { purpose, at: later(2) });
    const line = { accountId: ACCOUNT };
    const blocked = { may: false, end: "suppressed", because: "blocked-by-carrier" };
    for (const purpose of ["marketing", "service", "conversation", "confirmation"] as const)
      expect(await ask(phone, purpose, line), purpose).toEqual(blocked);
    expect(await ask(phone, "service", { accountId: "another-number" })).toEqual({ may: true });
    await texts(phone, "start", later(3));
    expect(await ask(phone, "service", line)).toEqual({ may: true });
  });

  it("leaves its proof, which nobody can change or delete", async () => {
    const phone = aPhone();
    await texts(phone, "Stop!");
    const where = { shopId: SHOP, addressHash: consentHash("sms", phone) };
    const entries = await inShop(SHOP, ({ tx }) => tx.consentEntry.findMany({ where }));
    expect(entries.map(({ purpose, state }) => `${purpose} ${state}`).sort()).toEqual([
      "cart-reminders revoked",
      "marketing revoked",
      "support revoked",
      "updates revoked",
    ]);
    const [change, remove] = [
      inShop(SHOP, ({ tx }) => tx.consentEntry.updateMany({ where, data: { state: "granted" } })),
      inShop(SHOP, ({ tx }) => tx.consentEntry.deleteMany({ where })),
    ];
    await expect(change).rejects.toThrow();
    await expect(remove).rejects.toThrow();
  });
});

const states = async (address: string) => {
  const where = { shopId: SHOP, addressHash: consentHash("sms", address) };
  const rows = await inShop(SHOP, ({ tx }) =>
    tx.consentState.findMany({ where, orderBy: { purpose: "asc" } }),
  );
  return rows.map(({ purpose, state, level }) => [purpose, state, level].filter(Boolean).join(" "));
};

describe("what may be an opt-out", () => {
  const settle = (address: string, wasOptOut: boolean) =>
    inShop(SHOP, (shop) =>
      settleDoubt({ ...shop, at: later(9) }, { channel: "sms", address, staffId: "maya", wasOptOut }),
    );

  it("holds advertising back at once, and nothing else, until a person has read it", async () => {
    const phone = aPhone();
    await consents(phone, { level: "SINGLE_OPT_IN" });
    const heard = await texts(phone, "You text too much", later(1));
    expect(heard).toMatchObject({ keyword: "doubt", isNew: true });
    expect(await ask(phone, "marketing")).toMatchObject({ because: "maybe-opted-out" });
    expect(await ask(phone, "cart-reminder")).toMatchObject({ because: "maybe-opted-out" });
    expect(await ask(phone, "service")).toEqual({ may: true });
  });

  it("is what stood before where it was none, at no higher level, and a no where it was one", async () => {
    const [innocent, opposed] = [aPhone(), aPhone()];
    for (const phone of [innocent, opposed]) {
      await consents(phone, { level: "SINGLE_OPT_IN" });
      await texts(phone, "too many messages", later(1));
      await texts(phone, "too many messages!!", later(2));
    }
    expect(await settle(innocent, false)).toBe(true);
    expect(await states(innocent)).toEqual(["cart-reminders pending", "marketing granted SINGLE_OPT_IN"]);
    await settle(opposed, true);
    expect(await states(opposed)).toEqual(["cart-reminders revoked", "marketing revoked"]);
    expect(await settle(opposed, false)).toBe(false);
  });

  it("never lifts a no", async () => {
    const phone = aPhone();
    await texts(phone, "stop texting me", later(1));
    await texts(phone, "too many texts", later(2));
    expect(await settle(phone, false)).toBe(false);
    expect(await ask(phone, "marketing")).toMatchObject({ because: "opted-out" });
  });
});

describe("a bare word", () => {
  it("that answers our own question is an answer, but for the carrier's stop words", async () => {
    const answer = { isAnswer: true };
    expect(await texts(aPhone(), "exit", NOON, answer)).toBeNull();
    expect(await texts(aPhone(), "no", NOON, { ...answer, afterPromotion: true })).toBeNull();
    expect(await texts(aPhone(), "Cancel", NOON, answer)).toMatchObject({
      keyword: "stop",
      isCancel: true,
      byCarrier: true,
    });
  });

  it("“no” is a doubt after an advertisement, and a word like any other otherwise", async () => {
    expect(await texts(aPhone(), "No", NOON, { afterPromotion: true })).toMatchObject({ keyword: "doubt" });
    expect(await texts(aPhone(), "No")).toBeNull();
  });
});

describe("the ledger", () => {
  it("says the same in whatever order it was told; of one moment the word that allows less holds", async () => {
    const word = fc.record({
      state: fc.constantFrom("granted", "pending", "held", "revoked"),
      level: fc.constantFrom("SINGLE_OPT_IN", "CONFIRMED_OPT_IN"),
      minute: fc.integer({ min: 0, max: 3 }),
    });
    const told = fc.array(word, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(told, fc.infiniteStream(fc.nat()), async (words, dice) => {
        const expected = fold(words);
        const shuffled = words.toSorted(() => (dice.next().value! % 3) - 1);
        for (const order of [words, shuffled]) {
          const phone = aPhone();
          for (const { state, level, minute } of order)
            await consents(phone, { state, at: later(minute), ...(state === "granted" && { level }) });
          expect(await states(phone)).toEqual([`marketing ${expected}`]);
        }
      }),
      { numRuns: 25 },
    );
  });

  /** The rule again, said another way. */
  function fold(words: { state: string; level: string; minute: number }[]): string {
    const last = Math.max(...words.map(({ minute }) => minute));
    const standing = words
      .filter(({ minute }) => minute === last)
      .map(({ state, level }) => (state === "granted" ? `granted ${level}` : state));
    const least = ["revoked", "held", "pending", "granted SINGLE_OPT_IN", "granted CONFIRMED_OPT_IN"];
    return least.find((one) => standing.includes(one))!;
  }
});

describe("what came too late, or from a shop that left", () => {
  it("ends as expired, and as suppressed, each with its reason", async () => {
    const phone = aPhone();
    const expired = { may: false, end: "expired", because: "too-late" };
    expect(await ask(phone, "service", { expiresAt: NOON })).toEqual(expired);
    const where = { id: SHOP };
    await prisma.shop.update({ where, data: { uninstalledAt: NOON } });
    expect(await ask(phone, "service")).toMatchObject({ end: "suppressed", because: "uninstalled" });
    await prisma.shop.update({ where, data: { uninstalledAt: null } });
  });
});

describe("a channel with a window", () => {
  const HOUR = 3_600_000;
  const asked = (channel: "messenger" | "whatsapp", hoursAgo: number | null, more: Partial<Intended> = {}) =>
    ask("+4930999", "conversation", {
      channel,
      heardAt: hoursAgo === null ? null : new Date(NOON.getTime() - hoursAgo * HOUR),
      ...more,
    });
  const CLOSED = { may: false, end: "suppressed", because: "window-closed" };

  it("takes what anyone writes within a day, and nothing before the shopper has written", async () => {
    for (const channel of ["messenger", "whatsapp"] as const) {
      expect(await asked(channel, 23.9)).toEqual({ may: true });
      expect(await asked(channel, null)).toEqual(CLOSED);
      expect(await asked(channel, null, { isByPerson: true })).toEqual(CLOSED);
    }
  });

  it("takes a person's words for seven days where it has people's tag, and never an automation's", async () => {
    expect(await asked("messenger", 30, { isByPerson: true })).toEqual({ may: true });
    expect(await asked("messenger", 30)).toEqual(CLOSED);
    expect(await asked("messenger", 7 * 24, { isByPerson: true })).toEqual(CLOSED);
    expect(await asked("whatsapp", 30, { isByPerson: true })).toEqual(CLOSED);
  });

  it("takes an approved template at any time, where it has such", async () => {
    expect(await asked("whatsapp", 300, { isTemplate: true })).toEqual({ may: true });
    expect(await asked("messenger", 300, { isTemplate: true })).toEqual(CLOSED);
  });
});
