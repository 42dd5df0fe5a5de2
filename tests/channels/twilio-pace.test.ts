import { describe, expect, it } from "vitest";
import { SOURCES } from "#app/channels/sms-countries.ts";
import {
  countPool,
  type Reach,
  segmentsAMinute,
  TWILIO_PACES,
  twilioKind,
} from "#app/channels/twilio-pace.ts";
import { twilio } from "#app/channels/twilio.server.ts";

const SERVICE = `MG${"b".repeat(32)}`;
const KINDS = {
  "long-code": "+14155550100",
  "toll-free": "+18885550170",
  "short-code": "24273",
  name: "TIDEWATER",
} as const;
const KNOWN = Object.entries(KINDS) as [keyof typeof KINDS, string][];

const limitsOf = (sender: string, more: object = {}, to = "+12125550143", text = "Hello") =>
  twilio.limits(
    {
      ...{ id: "a", provider: "twilio", sender, secret: "" },
      settings: {
        accountSid: `AC${"a".repeat(32)}`,
        ...(sender === SERVICE && { messagingServiceSid: SERVICE }),
        ...more,
      },
    },
    { to, text, isMarketing: true },
  );
const mostOf = (...asked: Parameters<typeof limitsOf>) => limitsOf(...asked)[0]!.most;

describe("the pace of a sender at Twilio", () => {
  it.each(KNOWN)("is that of its kind, with the page it was read on: %s", (kind, sender) => {
    const { source, ...paces } = TWILIO_PACES[kind];
    expect(twilioKind(sender)).toBe(kind);
    expect(SOURCES[source].asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
    for (const [reach, to] of [
      ["near", "+12125550143"],
      ["far", "+4915735980000"],
    ] as [Reach, string][]) {
      expect(paces[reach]).toBeGreaterThan(0);
      expect(mostOf(sender, {}, to)).toBe(paces[reach] * 60);
    }
  });

  it("is told apart for the two parts of the world, so that neither waits for the other", () => {
    expect(limitsOf(KINDS["toll-free"])).toEqual([
      { key: "twilio:+18885550170", most: 180, perMs: 60_000, takes: 1 },
    ]);
    expect(limitsOf(KINDS["toll-free"], {}, "+4915735980000")).toMatchObject([
      { key: "twilio:+18885550170:far", most: 600 },
    ]);
  });

  it("of a service is that of all in its pool, and of one long code where its pool is not known", () => {
    const pool = countPool([KINDS["long-code"], "+14155550101", KINDS["toll-free"], KINDS["short-code"]]);
    expect(pool).toEqual({ numbers: 2, tollFreeNumbers: 1, shortCodes: 1 });
    expect(mostOf(SERVICE, pool)).toBe(2 * 60 + 180 + 6_000);
    expect(mostOf(SERVICE, { numbers: 3 })).toBe(180);
    expect(mostOf(SERVICE, countPool([KINDS["toll-free"]]))).toBe(180);
    expect(mostOf(SERVICE)).toBe(60);
  });

  it("of a registered campaign is the campaign's, however many numbers it has, and in the +1 countries alone", () => {
    const campaign = { campaignAMinute: 75 };
    for (const numbers of [1, 9]) expect(mostOf(SERVICE, { ...campaign, numbers })).toBe(225);
    expect(mostOf(SERVICE, { ...campaign, numbers: 2, tollFreeNumbers: 1 })).toBe(225 + 180);
    expect(mostOf(KINDS["long-code"], { campaignAMinute: 15 })).toBe(45);
    expect(mostOf(KINDS["toll-free"], campaign)).toBe(180);
    expect(mostOf(KINDS["long-code"], campaign, "+4915735980000")).toBe(600);
  });

  it("is what Twilio has granted, where the merchant says so", () => {
    for (const [granted, most] of [
      [25, 1_500],
      [0.5, 30],
      [0.001, 1],
    ] as const)
      expect(segmentsAMinute({ sender: KINDS["toll-free"], grantedASecond: granted }, "near")).toBe(most);
  });

  it("is counted in segments, as the text leaves", () => {
    const takes = (text: string, sender: string = KINDS["long-code"]) =>
      limitsOf(sender, {}, undefined, text)[0]!.takes;
    expect(takes("a".repeat(160))).toBe(1);
    expect(takes("a".repeat(161))).toBe(2);
    expect(takes("a".repeat(305), KINDS["toll-free"])).toBe(3);
    expect(takes(`${"a".repeat(100)}’`)).toBe(1);
    expect(takes(`${"ł".repeat(100)}`)).toBe(2);
  });
});
