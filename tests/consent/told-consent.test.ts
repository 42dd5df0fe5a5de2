import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { earlier, later, SECOND } from "#app/clock.ts";
import { keepToldConsents } from "#app/consent/keep-told-consent.ts";
import { recordConsent, standing } from "#app/consent/ledger.ts";
import type { ToldConsent } from "#app/customers/customer-record.ts";
import { layTombstones } from "#app/customers/forgotten.ts";
import { inShop } from "#app/db.server.ts";
import { makeShop, waitingJobs } from "#tests/orders/a-shop.ts";

const ADDRESS = "+14155550188";
const CUSTOMER = "9001";
const START = new Date("2026-11-01T12:00:00Z");

let shopId: string;
beforeEach(async () => {
  shopId = `told-${crypto.randomUUID()}`;
  await makeShop(shopId);
});

const said = (state: string, seconds = 0, level: string | null = "SINGLE_OPT_IN"): ToldConsent => ({
  channel: "sms",
  address: ADDRESS,
  state,
  level,
  at: later(START, seconds * SECOND),
  collectedFrom: "SHOPIFY",
});
const keep = (consent: ToldConsent, by: "webhook" | "reading") =>
  inShop(shopId, (shop) => keepToldConsents(shop, [{ customerId: CUSTOMER, consent }], by));
const stands = () =>
  inShop(shopId, (shop) => standing(shop, { channel: "sms", address: ADDRESS, purpose: "marketing" }));
const entries = () => inShop(shopId, ({ tx }) => tx.consentEntry.count());

describe("what Shopify says of somebody's consent", () => {
  it("ends with the newest word, in whatever order and however often the words come", async () => {
    const word = fc.record({
      state: fc.constantFrom("SUBSCRIBED", "UNSUBSCRIBED", "PENDING"),
      second: fc.integer({ min: 0, max: 30 }),
    });
    const words = fc.uniqueArray(word, { selector: ({ second }) => second, minLength: 1, maxLength: 6 });
    const ENDS: Record<string, string> = {
      SUBSCRIBED: "granted",
      UNSUBSCRIBED: "revoked",
      PENDING: "pending",
    };
    await fc.assert(
      fc.asyncProperty(words, fc.array(fc.nat(5), { maxLength: 6 }), async (all, again) => {
        shopId = `told-${crypto.randomUUID()}`;
        await makeShop(shopId);
        for (const { state, second } of [...all, ...again.map((index) => all[index % all.length]!)])
          await keep(said(state, second), "webhook");
        const newest = all.toSorted((one, other) => other.second - one.second)[0]!;
        expect(await stands()).toBe(ENDS[newest.state]);
        expect(await entries()).toBe(all.length);
      }),
      { numRuns: 25 },
    );
  });

  it("of one second the no wins, whichever comes first", async () => {
    for (const [one, other] of [
      ["SUBSCRIBED", "UNSUBSCRIBED"],
      ["UNSUBSCRIBED", "SUBSCRIBED"],
    ]) {
      shopId = `told-${crypto.randomUUID()}`;
      await makeShop(shopId);
      await keep(said(one!), "webhook");
      await keep(said(other!), "webhook");
      expect(await stands()).toBe("revoked");
    }
  });

  it("read in passing fills in what nobody said, may lower it, and never raises it", async () => {
    await keep(said("SUBSCRIBED", 1), "reading");
    expect(await stands()).toBe("granted");
    await keep(said("PENDING", 2, null), "reading");
    expect(await stands()).toBe("pending");
    await keep(said("SUBSCRIBED", 3), "reading");
    expect(await stands()).toBe("pending");
    await keep(said("UNSUBSCRIBED", 4, null), "reading");
    await keep(said("SUBSCRIBED", 5, "CONFIRMED_OPT_IN"), "reading");
    expect(await stands()).toBe("revoked");
    await keep(said("SUBSCRIBED", 6), "webhook");
    expect(await stands()).toBe("granted");
  });

  it("that Shopify knows of none takes an older yes away, and leaves nothing where nothing stood", async () => {
    await keep(said("NOT_SUBSCRIBED", 1, null), "reading");
    expect(await entries()).toBe(0);
    await keep(said("SUBSCRIBED", 2), "webhook");
    await keep(said("NOT_SUBSCRIBED", 1, null), "webhook");
    expect(await stands()).toBe("granted");
    await keep(said("NOT_SUBSCRIBED", 3, null), "webhook");
    expect(await stands()).toBe("revoked");
  });

  it("from a time to come does not stand against a later STOP", async () => {
    const hundred = { ...said("SUBSCRIBED"), at: new Date("2090-01-01T00:00:00Z") };
    await keep(hundred, "webhook");
    await inShop(shopId, (shop) =>
      recordConsent(shop, {
        channel: "sms",
        address: ADDRESS,
        purpose: "marketing",
        state: "revoked",
        source: "keyword",
        evidence: {},
        at: shop.at,
      }),
    );
    await keep(hundred, "reading");
    expect(await stands()).toBe("revoked");
  });

  it("of a forgotten customer leaves nothing, and no key that could open anything", async () => {
    await inShop(shopId, (shop) => layTombstones(shop, "customer", [CUSTOMER]));
    await keep(said("SUBSCRIBED"), "webhook");
    await keep(said("UNSUBSCRIBED", 5), "reading");
    expect(await stands()).toBeNull();
    expect(await inShop(shopId, ({ tx }) => tx.consentKey.count())).toBe(0);
  });

  it("without the address is kept under the one that Shopify told before", async () => {
    await inShop(shopId, async ({ tx, at }) => {
      await tx.customer.create({ data: { shopId, id: "c", shopifyId: CUSTOMER, createdAt: at } });
      const point = { shopId, id: "p", customerId: "c", kind: "phone", value: ADDRESS, source: "shopify" };
      await tx.contactPoint.create({ data: { ...point, createdAt: at } });
    });
    await keep({ ...said("UNSUBSCRIBED"), address: null }, "webhook");
    expect(await stands()).toBe("revoked");
  });

  it("is not told to Shopify again", async () => {
    await inShop(shopId, ({ tx, at }) =>
      tx.customer.create({
        data: {
          shopId,
          id: "c",
          shopifyId: CUSTOMER,
          createdAt: earlier(at, SECOND),
          contactPoints: {
            create: { id: "p", kind: "phone", value: ADDRESS, source: "shopify", createdAt: at },
          },
        },
      }),
    );
    await keep(said("UNSUBSCRIBED"), "webhook");
    expect(await waitingJobs(shopId, "makeShopifyWrite")).toEqual([]);
  });
});
