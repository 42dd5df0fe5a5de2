import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { later, now, SECOND } from "#app/clock.ts";
import { applyKeyword } from "#app/consent/apply-keyword.ts";
import { type ConsentStanding, readConsent, recordConsent, standing } from "#app/consent/ledger.ts";
import { PROMOTIONS, PURPOSES } from "#app/consent/purposes.ts";
import { inShop, prisma } from "#app/db.server.ts";

const SHOP = "ledger-laws";
const START = new Date("2026-11-20T12:00:00Z");
let people = 0;
const aPhone = () => `+4930155${String(10_000 + people++)}`;

beforeAll(() =>
  prisma.shop.create({ data: { id: SHOP, domain: `${SHOP}.myshopify.com`, installedAt: now() } }),
);

const stands = (address: string, purpose: (typeof PURPOSES)[number] = "marketing") =>
  inShop(SHOP, (shop) => standing(shop, { channel: "sms", address, purpose }));
const grant = (address: string) =>
  inShop(SHOP, async (shop) => {
    const yes = { channel: "sms" as const, address, state: "granted" as const, evidence: {} };
    for (const purpose of PURPOSES)
      await recordConsent(shop, { ...yes, purpose, source: "storefront", at: START });
  });

describe("the ledger", () => {
  const ALLOWS: ConsentStanding[] = ["revoked", "held", "pending", "granted"];
  const fact = fc.record({ state: fc.constantFrom(...ALLOWS), second: fc.nat(4) });

  it("says the newest word whatever order they come in, of one moment the one that allows less, and keeps them all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 7 }), async (facts) => {
        const address = aPhone();
        for (const { state, second } of facts)
          await inShop(SHOP, (shop) =>
            recordConsent(shop, {
              ...{ channel: "sms", address, purpose: "marketing", state, source: "shopify", evidence: {} },
              at: later(START, second * SECOND),
            }),
          );
        const newest = Math.max(...facts.map(({ second }) => second));
        const last = facts
          .filter(({ second }) => second === newest)
          .map(({ state }) => ALLOWS.indexOf(state));
        expect(await stands(address)).toBe(ALLOWS[Math.min(...last)]);
        const kept = await inShop(SHOP, (shop) => readConsent(shop, [{ channel: "sms", address }]));
        expect(kept).toHaveLength(facts.length);
      }),
      { numRuns: 30 },
    );
  });
});

describe("what somebody texts, in whatever order", () => {
  const ENDS = ["STOP", "CANCEL", "Unsubscribe", "stop texting me", "too many texts", "wrong number"];
  const SAYS_NOTHING = ["START", "YES", "HELP", "thanks!", "where is my order?"];
  const text = fc.record({
    said: fc.constantFrom(...ENDS, ...SAYS_NOTHING),
    carrierAnswers: fc.boolean(),
    isAnswer: fc.boolean(),
    afterPromotion: fc.boolean(),
  });
  const CARRIERS_OWN = ["STOP", "CANCEL", "Unsubscribe"];

  it("ends promotions with the first word that asks so, and START, YES or an answer never bring them back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (texts) => {
        const address = aPhone();
        await grant(address);
        let isOut = false;
        for (const [second, { said, ...heard }] of texts.entries()) {
          await inShop(SHOP, (shop) =>
            applyKeyword(shop, {
              ...{ channel: "sms", address, accountId: "ours", customerId: "nobody", text: said, ...heard },
              at: later(START, (second + 1) * SECOND),
            }),
          );
          // An answer to our own question is an answer, save the words that the carrier has acted on.
          isOut ||=
            ENDS.includes(said) && (!heard.isAnswer || (heard.carrierAnswers && CARRIERS_OWN.includes(said)));
          for (const purpose of PROMOTIONS) {
            const now = await stands(address, purpose);
            if (isOut) expect(["revoked", "held"]).toContain(now);
            else expect(now).toBe("granted");
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
