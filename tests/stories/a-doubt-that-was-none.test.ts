import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { earlier, HOUR, MINUTE } from "#app/clock.ts";
import { writeBatch } from "#app/consent/import-batch.ts";
import { readConsent, standing } from "#app/consent/ledger.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { inShop } from "#app/db.server.ts";
import { type App, BROWSER, look, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { town } from "#tests/town.ts";
import { sendShopify, sendTwilio } from "#tests/webhooks.ts";

let app: App;
let shopId: string;
let webhook: string;
let next = 0;

beforeAll(async () => {
  ({ app, shopId, webhook } = await openShopWithTexts());
  await settled();
});
afterAll(stopApps);

const pass = (minutes: number) => town.clock.advance(minutes * MINUTE);
const stands = (address: string) =>
  look(shopId, (shop) => standing(shop, { channel: "sms", address, purpose: "marketing" }));

interface Doubted {
  phone: string;
  shopifyId: number;
  conversationId: string;
  /** After the yes, and before the doubt. */
  between: Date;
}

/** A customer who said yes at the shop, and a few minutes later something that may have been an end. */
async function aDoubt(): Promise<Doubted> {
  const phone = `+1503555${String(6000 + next++)}`;
  const shopifyId = 8_300_000_000 + next;
  await sendShopify(app, { topic: "customers/update", body: { id: shopifyId, phone, first_name: "Vera" } });
  await settled();
  await atShopify({ phone, shopifyId }, "subscribed", await town.clock.now());
  expect(await stands(phone)).toBe("granted");
  await pass(5);
  const between = await town.clock.now();
  await pass(5);
  await texts(phone, "way too many texts from you");
  expect(await stands(phone)).toBe("held");
  await pass(10);
  const where = { shopId, address: phone, direction: "in" };
  const { conversationId } = await look(shopId, ({ tx }) => tx.message.findFirstOrThrow({ where }));
  return { phone, shopifyId, conversationId, between };
}

async function texts(from: string, body: string) {
  const sid = `SM${randomUUID().replaceAll("-", "")}`;
  await sendTwilio(webhook, { MessageSid: sid, From: from, To: SHOP_NUMBER, Body: body, NumMedia: "0" });
  await settled();
}

/** What waited unread, or was parked and is played again: it was said then. */
async function isReadAtLast(from: string, text: string, at: Date) {
  const said = { channel: "sms", accountId: webhook.split("/").at(-1)!, from, text, at } as const;
  await inShop(shopId, (shop) => receiveMessage(shop, { ...said, externalId: randomUUID() }));
  await settled();
}

async function atShopify(
  { phone, shopifyId }: Pick<Doubted, "phone" | "shopifyId">,
  state: string,
  at: Date,
) {
  const said = { state, opt_in_level: "single_opt_in", consent_updated_at: at.toISOString() };
  const body = { id: shopifyId, phone, sms_marketing_consent: said };
  await sendShopify(app, { topic: "customers_marketing_consent/update", body });
  await settled();
}

/** Staff press "Not an opt-out", by the door that their browser uses. */
async function staffReadNoOptOut({ conversationId }: Doubted) {
  const authorization = `Bearer ${await town.sessionToken()}`;
  const answer = await fetch(`${app.url}/app/threads/${conversationId}`, {
    method: "POST",
    headers: { authorization, "user-agent": BROWSER, "content-type": "application/json" },
    body: JSON.stringify({ do: "settle-doubt", wasOptOut: false }),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
  await settled();
}

/** A no in a list that staff bring. */
const bringNo = (address: string, at: Date) =>
  inShop(shopId, (shop) =>
    writeBatch(shop, {
      plan: {
        ...{ channel: "sms", purpose: "marketing", country: "US", separator: "," },
        columns: { address: "phone", state: "state", at: "when", level: null, words: null },
      },
      facts: [{ address, state: "revoked", level: null, words: null, at }],
      evidence: { importId: "list", staffId: "maya", name: "list.csv" },
    }),
  );

describe("a doubt that staff read as no opt-out", () => {
  it("gives back the yes of then, and the proof says who read it; Shopify, which never heard of it, is told nothing", async () => {
    const doubt = await aDoubt();
    await staffReadNoOptOut(doubt);
    expect(await stands(doubt.phone)).toBe("granted");
    const ledger = await look(shopId, (shop) =>
      readConsent(shop, [{ channel: "sms", address: doubt.phone }]),
    );
    const marketing = (ledger as { purpose: string }[]).filter(({ purpose }) => purpose === "marketing");
    expect(marketing).toMatchObject([
      { state: "granted", source: "shopify", level: "SINGLE_OPT_IN" },
      { state: "held", source: "keyword" },
      { state: "granted", source: "no-opt-out", level: "SINGLE_OPT_IN" },
    ]);
    expect(await look(shopId, ({ tx }) => tx.shopifyWrite.count({ where: { shopId } }))).toBe(0);
  });

  it("does not outrank a no by text that was said before the click and is read after it", async () => {
    const doubt = await aDoubt();
    const said = await town.clock.now();
    await pass(1);
    await staffReadNoOptOut(doubt);
    await isReadAtLast(doubt.phone, "please stop texting me", said);
    expect(await stands(doubt.phone)).toBe("revoked");
  });

  it("does not outrank a no at Shopify whose webhook is late", async () => {
    const doubt = await aDoubt();
    const said = await town.clock.now();
    await pass(5);
    await staffReadNoOptOut(doubt);
    await atShopify(doubt, "unsubscribed", said);
    expect(await stands(doubt.phone)).toBe("revoked");
  });

  it("does not outrank a no from between the yes and the doubt, whenever that is read", async () => {
    const [before, after] = [await aDoubt(), await aDoubt()];
    await isReadAtLast(before.phone, "please stop texting me", before.between);
    for (const doubt of [before, after]) await staffReadNoOptOut(doubt);
    expect(await stands(before.phone)).toBe("revoked");
    expect(await stands(after.phone)).toBe("granted");
    await isReadAtLast(after.phone, "please stop texting me", after.between);
    expect(await stands(after.phone)).toBe("revoked");
  });
});

describe("while a doubt is open", () => {
  it("a no of a list counts where it is newer than the yes that is doubted, and not where it is older", async () => {
    const [older, newer] = [await aDoubt(), await aDoubt()];
    expect(await bringNo(newer.phone, newer.between)).toEqual(["taken"]);
    expect(await stands(newer.phone)).toBe("revoked");
    expect(await bringNo(older.phone, earlier(older.between, HOUR))).toEqual(["newer-stands"]);
    await staffReadNoOptOut(older);
    expect(await stands(older.phone)).toBe("granted");
  });

  it("and where nothing was ever agreed to, a no of any time", async () => {
    const phone = `+1503555${String(6900 + next++)}`;
    await texts(phone, "way too many texts from you");
    expect(await bringNo(phone, new Date("2026-01-02T10:00:00Z"))).toEqual(["taken"]);
    expect(await stands(phone)).toBe("revoked");
  });
});
