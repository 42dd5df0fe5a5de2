import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOneWay, pickSender, type SmsSender } from "#app/channels/sms-sender.ts";

const SERVICE: SmsSender = { accountId: "service", sender: "+14155550100", role: "service" };
const MARKETING: SmsSender = { accountId: "marketing", sender: "+14155550101", role: "marketing" };
const GERMAN: SmsSender = { accountId: "german", sender: "+4915200000001", role: "both" };
const NAME: SmsSender = { accountId: "name", sender: "TIDEWATER", role: "both" };
const ALL = [NAME, SERVICE, MARKETING, GERMAN];
const AMERICAN_PHONE = "+14155550123";
const GERMAN_PHONE = "+4917012345678";
const idOf = (...asked: Parameters<typeof pickSender>) => pickSender(...asked)?.accountId;

describe("the sender of a text", () => {
  it("is of the shopper's own country and can be answered, before any other", () => {
    expect(idOf(ALL, { purpose: "service", to: GERMAN_PHONE })).toBe("german");
    expect(idOf(ALL, { purpose: "service", to: AMERICAN_PHONE })).toBe("service");
    expect(idOf(ALL, { purpose: "marketing", to: AMERICAN_PHONE })).toBe("marketing");
  });

  it("is the number the shopper knows, else the one that staff chose instead", () => {
    expect(idOf(ALL, { purpose: "service", to: AMERICAN_PHONE, usual: "german" })).toBe("german");
    expect(idOf(ALL, { purpose: "service", to: AMERICAN_PHONE, usual: "german", chosen: "service" })).toBe(
      "service",
    );
  });

  it("answers from the number that was written to, even where that is kept for marketing", () => {
    expect(idOf(ALL, { purpose: "conversation", to: AMERICAN_PHONE, usual: "marketing" })).toBe("marketing");
  });

  it("is a name only where nothing else is there and the country takes names", () => {
    expect(idOf([NAME], { purpose: "service", to: GERMAN_PHONE })).toBe("name");
    expect(idOf([NAME], { purpose: "service", to: AMERICAN_PHONE })).toBeUndefined();
    expect(idOf([NAME], { purpose: "service", to: "+821012345678" })).toBeUndefined();
  });

  it("is a name where the country wants it registered only once it is", () => {
    const spanish = { purpose: "service", to: "+34612345678" } as const;
    expect(idOf([NAME], spanish)).toBeUndefined();
    expect(idOf([{ ...NAME, registeredIn: ["ES"] }], spanish)).toBe("name");
    expect(idOf([{ ...NAME, registeredIn: ["US"] }], { ...spanish, to: AMERICAN_PHONE })).toBeUndefined();
  });

  it("is another where something stands against the one they know, and that one where there is no other", () => {
    const off = { ...SERVICE, isOff: true };
    const reply = { purpose: "conversation", to: AMERICAN_PHONE, usual: "service" } as const;
    expect(idOf([off, GERMAN], reply)).toBe("german");
    expect(idOf([off], reply)).toBe("service");
    expect(idOf([off, { ...GERMAN, isOff: true }], reply)).toBe("service");
    expect(idOf([off, GERMAN], { ...reply, chosen: "service" })).toBe("service");
  });

  it("for marketing is never the service's, whoever chose it", () => {
    const sender = fc.record({
      accountId: fc.constantFrom("a", "b", "c", "d"),
      sender: fc.constantFrom("+14155550100", "+4915200000001", "SHOP"),
      role: fc.constantFrom("service" as const, "marketing" as const, "both" as const),
    });
    const id = fc.option(fc.constantFrom("a", "b", "c", "d"));
    fc.assert(
      fc.property(
        fc.uniqueArray(sender, { selector: ({ accountId }) => accountId }),
        id,
        id,
        (senders, usual, chosen) => {
          const picked = pickSender(senders, { purpose: "marketing", to: GERMAN_PHONE, usual, chosen });
          expect(picked?.role).not.toBe("service");
          if (senders.some(({ role }) => role !== "service")) expect(picked).not.toBeNull();
        },
      ),
    );
  });
});

describe("a sender that cannot be answered", () => {
  it("is a name, and never a number or a short code", () => {
    expect(["TIDEWATER", "Shop 24"].map(isOneWay)).toEqual([true, true]);
    expect(["+14155550100", "12345", "787878"].map(isOneWay)).toEqual([false, false, false]);
  });
});
