import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, later, MINUTE } from "#app/clock.ts";
import { type Composed, judge, LONGEST_DELAY_MS, openWays } from "#app/conversations/composer-rules.ts";
import type { SendableTemplate } from "#app/channels/template-to-send.ts";
import { type ThreadWays, type Way, wayId } from "#app/conversations/way.ts";
import { countSegments } from "#app/words/segments.ts";

const NOON = new Date("2026-11-20T12:00:00Z");
const ago = (milliseconds: number) => new Date(NOON.getTime() - milliseconds).toISOString();

const plain = {
  conversationId: "t",
  isUsual: false,
  heardAt: null,
  support: null,
  marketing: null,
  blockedSince: null,
  isBad: false,
  trouble: null,
  isBarredFromMarketing: false,
  sms: null,
} satisfies Partial<Way>;

const way = (line: Pick<Way, "channel" | "accountId" | "address"> & Partial<Way>): Way => ({
  ...plain,
  id: wayId({ conversationId: "t", ...line }),
  from: line.accountId,
  to: line.address,
  longest: 1_600,
  carries: { channel: line.channel, pictures: true, mms: false },
  ...line,
});

const PRICE = {
  least: "0.0118",
  most: "0.0128",
  currency: "USD",
  asOf: "2026-11-21",
  isOwn: false,
  hasFees: true,
};
const sms = way({
  channel: "sms",
  accountId: "our-number",
  address: "+14155550123",
  sms: { kind: "number", price: PRICE, plainSigns: false },
});
const byName = way({ ...sms, accountId: "our-name", sms: { ...sms.sms!, isOneWay: true } });
const whatsapp = way({ channel: "whatsapp", accountId: "our-wa", address: "+4917699990001", longest: 4_096 });
const messenger = way({ channel: "messenger", accountId: "page", address: "1:2", longest: 2_000 });
const email = way({ channel: "email", accountId: "mail", address: "ann@example.com", longest: 100_000 });
const chat = way({ channel: "chat", accountId: null, address: "visitor", longest: 4_000 });

const READY: SendableTemplate = {
  name: "parcel_ready",
  language: "en",
  category: "utility",
  header: null,
  body: "Hi {{1}}, order {{2}} is ready.",
  footer: "Tidewater",
  buttons: ["Thanks"],
  variables: ["1", "2"],
  hasPicture: false,
};
const SALE: SendableTemplate = {
  ...READY,
  name: "sale",
  category: "marketing",
  body: "Sale!",
  variables: [],
};
const LOOK: SendableTemplate = {
  ...{ ...READY, name: "look", body: "Hi {{first_name}}, here is {{item}}." },
  ...{ variables: ["first_name", "item"], hasPicture: true },
};

const facts = (ways: Way[], more: Partial<ThreadWays> = {}): ThreadWays => ({
  at: NOON.toISOString(),
  ways,
  isSendingOff: false,
  linkLength: 100,
  templates: { "our-wa": [READY, SALE, LOOK] },
  doubts: [],
  ...more,
});
const words = (text = "Hello", more: Partial<Composed> = {}): Composed => ({ text, files: [], ...more });
const because = (ways: Way[], composed = words(), more: Partial<ThreadWays> = {}) =>
  judge(facts(ways, more), composed, NOON).refused?.because ?? null;
const ready = (...parameters: string[]) => ({
  template: { name: "parcel_ready", language: "en", parameters },
});
const sale = { template: { name: "sale", language: "en", parameters: [] } };

describe("what may be sent", () => {
  it.each<[string, Way, Composed, string | null]>([
    ["a text to somebody who said nothing of it", sms, words(), null],
    ["a text after their STOP", { ...sms, support: "revoked" }, words(), "opted-out"],
    ["a text while a doubt holds answers back", { ...sms, support: "held" }, words(), "maybe-opted-out"],
    ["a text after a no to promotions alone", { ...sms, marketing: "revoked" }, words(), null],
    [
      "a text on a line the carrier blocks",
      { ...sms, blockedSince: ago(DAY) },
      words(),
      "blocked-by-carrier",
    ],
    ["a text by a refused sender", { ...sms, trouble: "20003" }, words(), "sender-trouble"],
    ["nothing", sms, words(" \n "), "empty"],
    ["a file alone", sms, words("", { files: [{ contentType: "application/pdf", bytes: 9 }] }), null],
    ["more than a message holds", sms, words("x".repeat(4_001)), "too-long"],
    ["WhatsApp within the day", { ...whatsapp, heardAt: ago(23 * HOUR) }, words(), null],
    ["WhatsApp after a day", { ...whatsapp, heardAt: ago(DAY) }, words(), "template-needed"],
    ["WhatsApp to whom never wrote", whatsapp, words(), "template-needed"],
    ["a template after a day", { ...whatsapp, heardAt: ago(DAY) }, words("", ready("Ann", "#1")), null],
    ["a template with a gap", whatsapp, words("", ready("Ann", " ")), "template-unfilled"],
    ["a template with too few values", whatsapp, words("", ready("Ann")), "template-unfilled"],
    [
      "a template with a line break in a value",
      whatsapp,
      words("", ready("Ann", "a\nb")),
      "template-unfilled",
    ],
    [
      "a template that is not approved",
      whatsapp,
      words("", { template: { ...sale.template, name: "no" } }),
      "template-gone",
    ],
    ["a template by text", sms, words("", ready("Ann", "#1")), "template-gone"],
    ["a promotion by template without a yes", whatsapp, words("", sale), "no-consent"],
    ["a promotion by template with a yes", { ...whatsapp, marketing: "granted" }, words("", sale), null],
    [
      "a promotion by template to the USA",
      { ...whatsapp, marketing: "granted", isBarredFromMarketing: true },
      words("", sale),
      "no-marketing-there",
    ],
    ["Messenger within the day", { ...messenger, heardAt: ago(HOUR) }, words(), null],
    ["Messenger on the sixth day", { ...messenger, heardAt: ago(6 * DAY) }, words(), null],
    ["Messenger after a week", { ...messenger, heardAt: ago(7 * DAY) }, words(), "window-closed"],
    ["the chat, whatever else stands", { ...chat, support: "revoked" }, words(), null],
    ["an hour ahead", sms, words("Hi", { sendAt: later(NOON, HOUR) }), null],
    [
      "an hour ahead, past the window",
      { ...whatsapp, heardAt: ago(23.5 * HOUR) },
      words("Hi", { sendAt: later(NOON, HOUR) }),
      "window-closed-by-then",
    ],
    ["a question under a name", byName, words("Reply YES if you are at home"), "invites-reply"],
    ["two months ahead", sms, words("Hi", { sendAt: later(NOON, 60 * DAY) }), "too-far"],
  ])("%s", (_, line, composed, wanted) => {
    expect(because([line], composed)).toBe(wanted);
  });

  it("nothing by a way that has gone, or where there is none", () => {
    expect(because([sms], words("Hi", { wayId: "elsewhere" }))).toBe("way-gone");
    expect(because([])).toBe("nowhere-to-send");
  });

  it("only the chat while sending is off", () => {
    expect(because([sms], words(), { isSendingOff: true })).toBe("sending-off");
    expect(because([chat], words(), { isSendingOff: true })).toBeNull();
  });
});

describe("the way", () => {
  const usual = { ...sms, isUsual: true };

  it("is the one they wrote by last, unless staff chose another", () => {
    expect(judge(facts([email, usual]), words(), NOON).way?.channel).toBe("sms");
    expect(judge(facts([email, usual]), words("Hi", { wayId: email.id }), NOON).way?.channel).toBe("email");
  });

  it("that is shut leaves those that stand open, and only those", () => {
    const shut = { ...usual, blockedSince: ago(DAY) };
    const late = { ...whatsapp, heardAt: ago(2 * DAY) };
    const { refused, open } = judge(facts([shut, late, email]), words(), NOON);
    expect(refused?.say).toBe("Blocked until they text START to our-number.");
    expect(open.map(({ channel }) => channel)).toEqual(["email"]);
  });

  it("has a window that runs out: freely for a day, then as a person for a week", () => {
    const whenHeard = (hours: number) =>
      judge(facts([{ ...messenger, heardAt: ago(hours * HOUR) }]), words(), NOON).window;
    expect(whenHeard(20)).toEqual({ open: true, until: later(NOON, 4 * HOUR), asPerson: false });
    expect(whenHeard(30)).toEqual({ open: true, until: later(NOON, 7 * DAY - 30 * HOUR), asPerson: true });
  });
});

describe("what it comes to", () => {
  const costs = (text: string, line: Partial<Way> = {}, files: Composed["files"] = []) => {
    const { parts, links, sms: cost } = judge(facts([{ ...sms, ...line }]), { text, files }, NOON);
    return {
      parts,
      links,
      segments: cost?.segments,
      encoding: cost?.encoding,
      most: cost?.cost?.most.amount,
    };
  };

  it("is told in segments and money", () => {
    expect(costs("a".repeat(161))).toEqual({
      parts: 1,
      links: 0,
      segments: 2,
      encoding: "gsm-7",
      most: "0.0256",
    });
    expect(costs("“Hi”")).toMatchObject({ segments: 1, encoding: "ucs-2" });
  });

  it("counts plain signs where the merchant has them replaced", () => {
    const line = { sms: { ...sms.sms!, plainSigns: true } };
    expect(costs(`“${"a".repeat(100)}”`)).toMatchObject({ segments: 2, encoding: "ucs-2" });
    expect(costs(`“${"a".repeat(100)}”`, line)).toMatchObject({ segments: 1, encoding: "gsm-7" });
  });

  it("counts the link that stands for a file which a text cannot carry", () => {
    const file = { contentType: "application/pdf", bytes: 5_000 };
    expect(costs("a".repeat(59), {}, [file])).toMatchObject({ links: 1, segments: 1 });
    expect(costs("a".repeat(60), {}, [file])).toMatchObject({ links: 1, segments: 2 });
  });

  it("is nothing to count where no text is paid by the segment", () => {
    expect(judge(facts([email]), words(), NOON).sms).toBeNull();
  });
});

const STANDINGS = fc.constantFrom(null, "granted", "pending", "held", "revoked") as fc.Arbitrary<
  Way["support"]
>;
const anyWay = fc
  .record({
    of: fc.constantFrom(sms, whatsapp, messenger, email, chat),
    heard: fc.option(fc.integer({ min: 0, max: 10 * 24 * 60 })),
    support: STANDINGS,
    marketing: STANDINGS,
    isBlocked: fc.boolean(),
    isUsual: fc.boolean(),
    account: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ of, heard, isBlocked, account, ...rest }) => ({
    ...of,
    ...rest,
    id: `${of.id} ${account}`,
    heardAt: heard === null ? null : ago(heard * MINUTE),
    blockedSince: isBlocked && of.channel === "sms" ? ago(DAY) : null,
  }));
const anyFacts = fc
  .record({
    ways: fc.uniqueArray(anyWay, { maxLength: 6, selector: ({ id }) => id }),
    isSendingOff: fc.boolean(),
  })
  .map(({ ways, isSendingOff }) => facts(ways, { isSendingOff }));
const anyDraft = fc.record({
  text: fc.string({ unit: "grapheme", maxLength: 700 }),
  sendAt: fc.option(
    fc.integer({ min: 0, max: 40 * 24 * 60 }).map((minutes) => later(NOON, minutes * MINUTE)),
  ),
  files: fc.constant<Composed["files"]>([]),
});

describe("whatever stands and whatever is written", () => {
  it("a refusal has words, and what it opens may be used at once", () => {
    fc.assert(
      fc.property(anyFacts, anyDraft, (given, draft) => {
        const { refused, open } = judge(given, draft, NOON);
        if (refused) expect(refused.say).not.toBe("");
        else expect(open).toEqual([]);
        for (const { id } of open) expect(judge(given, words("Hi", { wayId: id }), NOON).refused).toBeNull();
      }),
    );
  });

  it("nobody who said no is written to, no blocked line is used, and no window is overrun", () => {
    fc.assert(
      fc.property(anyFacts, anyDraft, (given, draft) => {
        const { way, refused, window } = judge(given, draft, NOON);
        if (refused || !way || way.channel === "chat") return;
        expect(way.support === "revoked" || way.support === "held").toBe(false);
        expect(way.blockedSince).toBeNull();
        expect(window.open).toBe(true);
        expect(window.open && window.until ? window.until > (draft.sendAt ?? NOON) : true).toBe(true);
        expect((draft.sendAt ?? NOON).getTime()).toBeLessThanOrEqual(NOON.getTime() + LONGEST_DELAY_MS);
      }),
    );
  });

  it("a way that is open is told so by both rules alike", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const open = openWays(given, NOON).map(({ id }) => id);
        for (const { id } of given.ways)
          expect(judge(given, words("Hi", { wayId: id }), NOON).refused === null).toBe(open.includes(id));
      }),
    );
  });

  it("a text of one part costs what its segments cost, and a plainer one never more", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 500 }), (text) => {
        const count = (plainSigns: boolean) =>
          judge(facts([{ ...sms, sms: { ...sms.sms!, plainSigns } }]), words(text), NOON).sms!.segments;
        if (text.trim()) expect(count(false)).toBe(countSegments(text.trim()).segments);
        expect(count(true)).toBeLessThanOrEqual(count(false));
      }),
    );
  });
});

it("a template with a picture above it takes one JPEG or PNG, and one without takes no file", () => {
  const file = (contentType: string, bytes = 1_000) => ({ contentType, bytes });
  const look = { template: { name: "look", language: "en", parameters: ["Ann", "a lantern"] } };
  const asked = (files: Composed["files"], more: Partial<Composed> = look) =>
    because([whatsapp], words("", { ...more, files }));
  expect(asked([])).toBe("template-without-picture");
  expect(asked([file("image/jpeg"), file("image/jpeg")])).toBe("template-without-picture");
  expect(asked([file("image/gif")])).toBe("template-other-picture");
  expect(asked([file("image/png", 5_000_001)])).toBe("template-other-picture");
  expect(asked([file("image/png")])).toBeNull();
  expect(asked([file("image/png")], ready("Ann", "#1001"))).toBe("template-with-files");
  const { text, template } = judge(
    facts([whatsapp]),
    words("", { ...look, files: [file("image/png")] }),
    NOON,
  );
  expect(text).toBe("Hi Ann, here is a lantern.\n\nTidewater");
  expect(template).toEqual({ ...look.template, names: ["first_name", "item"] });
});
