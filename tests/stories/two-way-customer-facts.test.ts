import { randomUUID } from "node:crypto";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { standing } from "#app/consent/ledger.ts";
import { changeNote, changeTags } from "#app/customers/change-customer.ts";
import { saveSettings } from "#app/shop/settings.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { type App, look, openPage, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";
import { sendShopify, sendTwilio } from "#tests/webhooks.ts";

let app: App;
let shopId: string;
let webhook: string;
let next = 0;

beforeAll(async () => {
  ({ app, shopId, webhook } = await openShopWithTexts());
  await look(shopId, (shop) => saveSettings(shop, { staffMayNote: true, staffMayTag: true }));
  await settled();
});
afterAll(stopApps);

interface TownCustomer {
  id: number;
  email: string;
  phone: string;
  note: string | null;
  tags: string[];
  smsConsent: { state: string; consentUpdatedAt: string };
  emailConsent: { state: string };
}

const at = (path: string) => `/shops/${TIDEWATER}/customers${path}`;
const inTown = (id: number) => control<TownCustomer>("GET", at(`/${id}`));
const phoneOf = (k: number) => `+1503555${String(4000 + k)}`;

/** A customer of the shop, told to us by their webhook. */
async function aCustomer(more: object = {}): Promise<TownCustomer> {
  const k = next++;
  const contact = { email: `vera${k}@example.com`, phone: phoneOf(k) };
  const made = await control<TownCustomer>("POST", at(""), { firstName: "Vera", ...contact, ...more });
  await settled();
  return made;
}

const ours = (id: number) =>
  look(shopId, ({ tx }) =>
    tx.customer.findUniqueOrThrow({ where: { shopId_shopifyId: { shopId, shopifyId: String(id) } } }),
  );
const writesTo = (id: number) =>
  look(shopId, ({ tx }) =>
    tx.shopifyWrite.findMany({ where: { targetId: String(id) }, orderBy: { askedAt: "asc" } }),
  );
const smsMarketing = (address: string) =>
  look(shopId, (shop) => standing(shop, { channel: "sms", address, purpose: "marketing" }));
const ledgerOf = (id: number, mutation: string) =>
  town
    .ledger()
    .then((entries) =>
      entries.filter((entry) => entry.name === mutation && JSON.stringify(entry).includes(`Customer/${id}`)),
    );
const gid = (id: number) => `gid://shopify/Customer/${id}`;

async function writeNote(id: number, note: string, seen: string, clientId = randomUUID()) {
  const { id: customerId } = await ours(id);
  return look(shopId, (shop) => changeNote(shop, { customerId, clientId, staffId: "maya", note, seen }));
}

describe("two words of one second on a customer", () => {
  it("end in Shopify's newest, whichever came last", async () => {
    const { id } = await aCustomer();
    await control("PATCH", at(`/${id}`), { firstName: "Nora" });
    await settled();
    const { sourceUpdatedAt } = await ours(id);
    const before = { id, first_name: "Vera", updated_at: sourceUpdatedAt!.toISOString() };
    await sendShopify(app, { topic: "customers/update", body: before });
    await settled();
    expect((await ours(id)).firstName).toBe("Nora");
    // Now the older one is kept, and the newer comes when its second is taken.
    await look(
      shopId,
      ({ sql }) => sql`
      update "Customer" set "firstName" = 'Vera' where "shopId" = ${shopId} and "shopifyId" = ${String(id)}`,
    );
    await sendShopify(app, { topic: "customers/update", body: { ...before, first_name: "Nora" } });
    await settled();
    expect((await ours(id)).firstName).toBe("Nora");
  });
});

describe("facts of a customer", () => {
  it("follow Shopify: note, tags as they come and go, what they bought", async () => {
    const vera = await aCustomer({ note: "Likes blue" });
    await control("POST", at(`/${vera.id}/tags`), { add: ["vip", "wholesale"] });
    await control("POST", at(`/${vera.id}/tags`), { remove: ["wholesale"] });
    await town.placeOrder({ lines: [{ title: "Harbor Rain Jacket", quantity: 1 }], customerId: vera.id });
    await settled();
    expect(await ours(vera.id)).toMatchObject({ note: "Likes blue", tags: ["vip"], ordersCount: 1 });
  });

  it("end in the same state in whatever order and however often the words come", async () => {
    const id = 8_000_000_001;
    const words = [
      { topic: "customer.tags_added", tags: ["a", "b"], at: "2026-11-01T10:00:00.100Z" },
      { topic: "customer.tags_removed", tags: ["a"], at: "2026-11-01T10:00:00.200Z" },
      { topic: "customer.tags_added", tags: ["a"], at: "2026-11-01T10:00:00.300Z" },
      { topic: "customer.tags_removed", tags: ["b"], at: "2026-11-01T10:00:00.400Z" },
      { topic: "customer.tags_added", tags: ["c"], at: "2026-11-01T10:00:00.500Z" },
    ];
    for (const order of [
      words,
      words.toReversed(),
      [words[3]!, words[0]!, words[4]!, words[2]!, words[1]!],
    ]) {
      const target = id + next++;
      for (const { topic, tags, at: occurredAt } of [...order, ...order])
        await sendShopify(app, { topic, body: { customerId: gid(target), tags, occurredAt } });
      await settled();
      expect((await ours(target)).tags).toEqual(["a", "c"]);
    }
  });

  it("take the newest count of what they bought", async () => {
    const id = 8_100_000_001;
    const told = (numberOfOrders: number, occurredAt: string) =>
      sendShopify(app, {
        topic: "customers/purchasing_summary",
        body: {
          customerId: gid(id),
          numberOfOrders,
          amountSpent: { amount: `${numberOfOrders}0.50`, currencyCode: "EUR" },
          occurredAt,
        },
      });
    await told(3, "2026-11-03T00:00:00.000Z");
    await settled();
    await told(2, "2026-11-02T00:00:00.000Z");
    await settled();
    expect(await ours(id)).toMatchObject({ ordersCount: 3, spent: "30.5", spentCurrency: "EUR" });
  });
});

describe("loyalty", () => {
  it("metafields that the merchant names are read when somebody looks, and no others", async () => {
    const vera = await aCustomer();
    await setMetafield(vera.id, "points", "120");
    await setMetafield(vera.id, "secret", "not shown");
    await look(shopId, (shop) => saveSettings(shop, { loyaltyFields: ["loyalty.points", "loyalty.tier"] }));
    const { id } = await ours(vera.id);
    await openPage(app, `/app/customers/${id}.data`);
    await settled();
    expect((await ours(vera.id)).loyalty).toEqual({ "loyalty.points": "120" });
    const page = await (await openPage(app, `/app/customers/${id}.data`)).text();
    expect(page).toContain("loyalty.points");
    expect(page).not.toContain("not shown");
    await look(shopId, (shop) => saveSettings(shop, { loyaltyFields: [] }));
  });
});

describe("consent between here and Shopify", () => {
  it("a yes at Shopify stands here, and a newer no there takes it back", async () => {
    const vera = await aCustomer();
    await control("POST", at(`/${vera.id}/consent`), { channel: "sms", state: "SUBSCRIBED" });
    await settled();
    expect(await smsMarketing(vera.phone)).toBe("granted");
    await town.clock.advance(60_000);
    await control("POST", at(`/${vera.id}/consent`), { channel: "sms", state: "UNSUBSCRIBED" });
    await settled();
    expect(await smsMarketing(vera.phone)).toBe("revoked");
    expect(await writesTo(vera.id)).toEqual([]);
  });

  it("a STOP goes to Shopify once, is read back, and its echo changes nothing", async () => {
    const vera = await aCustomer();
    await control("POST", at(`/${vera.id}/consent`), { channel: "sms", state: "SUBSCRIBED" });
    await settled();
    await town.clock.advance(60_000);
    await textStop(vera.phone);
    await settled();
    expect(await smsMarketing(vera.phone)).toBe("revoked");
    expect((await inTown(vera.id)).smsConsent.state).toBe("UNSUBSCRIBED");
    expect(await writesTo(vera.id)).toMatchObject([{ kind: "customer-sms-consent", state: "done" }]);
    const entries = await look(
      shopId,
      ({ sql }) => sql<{ source: string }>`
      select source from "ConsentEntry" where state = 'revoked' and purpose = 'marketing'
        and "addressHash" = (select "addressHash" from "ConsentEntry" where "shopId" = ${shopId} order by "writtenAt" desc limit 1)`,
    );
    expect(entries.map(({ source }) => source)).toEqual(["keyword"]);
  });

  it("a STOP holds at once though Shopify is down, and gets there when it is back", async () => {
    const vera = await aCustomer();
    await control("POST", at(`/${vera.id}/consent`), { channel: "sms", state: "SUBSCRIBED" });
    await settled();
    await town.clock.advance(60_000);
    await town.faults.add({
      provider: "shopify",
      fault: "500-after",
      match: { body: "/ChangeSmsConsent/" },
    });
    await textStop(vera.phone);
    await settled();
    expect(await smsMarketing(vera.phone)).toBe("revoked");
    expect(await writesTo(vera.id)).toMatchObject([{ state: "asked" }]);
    await town.clock.advance(10_000);
    await settled();
    expect(await writesTo(vera.id)).toMatchObject([{ state: "done" }]);
    // The change whose answer was lost had been made: it is read, not made again.
    expect(await ledgerOf(vera.id, "customerSmsMarketingConsentUpdate")).toHaveLength(1);
  });

  it("a newer yes at Shopify is not overwritten by a STOP that gets there late", async () => {
    const vera = await aCustomer();
    await town.faults.add({
      provider: "shopify",
      fault: "500-before",
      match: { body: "/query ReadCustomer/" },
      times: 3,
    });
    await textStop(vera.phone);
    await settled();
    await town.clock.advance(5_000);
    await control("POST", at(`/${vera.id}/consent`), { channel: "sms", state: "SUBSCRIBED" });
    await town.clock.advance(60_000);
    await settled();
    expect((await inTown(vera.id)).smsConsent.state).toBe("SUBSCRIBED");
    expect(await writesTo(vera.id)).toMatchObject([{ state: "conflict" }]);
  });

  it("what is not known is no: a yes without level or time, a word nobody knows", async () => {
    for (const consent of [
      { state: "subscribed", opt_in_level: "unknown", consent_updated_at: "2026-11-02T10:00:00Z" },
      { state: "subscribed", opt_in_level: "single_opt_in", consent_updated_at: null },
      { state: "beloved", opt_in_level: "single_opt_in", consent_updated_at: "2026-11-02T10:00:00Z" },
      { state: null, opt_in_level: null, consent_updated_at: null },
    ]) {
      const phone = phoneOf(next++);
      const body = { id: 8_200_000_000 + next, phone, sms_marketing_consent: consent };
      const answer = await sendShopify(app, { topic: "customers_marketing_consent/update", body });
      expect(answer.status).toBe(200);
      await settled();
      expect(await smsMarketing(phone)).not.toBe("granted");
    }
  });
});

describe("staff's changes at Shopify", () => {
  it("a note is written over the one that was seen, once however often it is pressed", async () => {
    const vera = await aCustomer({ note: "Old" });
    const clientId = randomUUID();
    await writeNote(vera.id, "New\r\nlines", "Old", clientId);
    await writeNote(vera.id, "New\r\nlines", "Old", clientId);
    await settled();
    expect((await inTown(vera.id)).note).toBe("New\nlines");
    expect((await ours(vera.id)).note).toBe("New\nlines");
    expect(await writesTo(vera.id)).toMatchObject([
      { state: "done", before: "Old", after: "New\nlines", askedBy: "staff:maya" },
    ]);
    expect(await ledgerOf(vera.id, "customerUpdate")).toHaveLength(1);
  });

  it("a note that changed in Shopify meanwhile stays, and the conflict is shown", async () => {
    const vera = await aCustomer({ note: "Old" });
    await town.faults.add({ provider: "webhooks", fault: "drop", match: { topic: "customers/update" } });
    await control("PATCH", at(`/${vera.id}`), { note: "Written in Shopify" });
    await writeNote(vera.id, "Written here", "Old");
    await settled();
    expect((await inTown(vera.id)).note).toBe("Written in Shopify");
    expect(await writesTo(vera.id)).toMatchObject([{ state: "conflict", found: "Written in Shopify" }]);
    expect((await ours(vera.id)).note).toBe("Written in Shopify");
  });

  it("tags are added and taken away, and what others change at the same time stays", async () => {
    const vera = await aCustomer({ tags: ["vip", "old"] });
    await control("POST", at(`/${vera.id}/tags`), { add: ["theirs"] });
    const { id: customerId } = await ours(vera.id);
    const change = {
      customerId,
      clientId: randomUUID(),
      staffId: "maya",
      add: ["gift", "VIP"],
      remove: ["old"],
    };
    await look(shopId, (shop) => changeTags(shop, change));
    await settled();
    expect((await inTown(vera.id)).tags.toSorted()).toEqual(["gift", "theirs", "vip"]);
    expect((await ours(vera.id)).tags).toEqual(["gift", "theirs", "vip"]);
  });

  it("nothing is written where the merchant has not switched it on", async () => {
    const vera = await aCustomer({ note: "Old" });
    await look(shopId, (shop) => saveSettings(shop, { staffMayNote: false }));
    expect(await writeNote(vera.id, "New", "Old")).toMatchObject({ asked: false });
    await look(shopId, (shop) => saveSettings(shop, { staffMayNote: true }));
    expect(await writesTo(vera.id)).toEqual([]);
  });
});

/** As another app of the shop's would: nothing of ours writes metafields. */
async function setMetafield(id: number, key: string, value: string) {
  const document = parse(`mutation SetMetafield($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) { userErrors { message } }
  }`) as TypedDocumentNode<object, { metafields: object[] }>;
  const field = { ownerId: gid(id), namespace: "loyalty", key, type: "single_line_text_field", value };
  expect(await askAdmin(shopId, document, { metafields: [field] })).toMatchObject({ ok: true });
}

const textStop = (from: string) =>
  sendTwilio(webhook, {
    MessageSid: `SM${randomUUID().replaceAll("-", "")}`,
    From: from,
    To: SHOP_NUMBER,
    Body: "STOP",
    NumMedia: "0",
  });
