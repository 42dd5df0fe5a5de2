import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, earlier, HOUR, later } from "#app/clock.ts";
import { blockLine } from "#app/consent/carrier-block.ts";
import { readConsent, recordConsent, standing } from "#app/consent/ledger.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { setStaffRole } from "#app/shop/set-staff-role.ts";
import { type App, install, look, openPage, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";
import { sendTwilio } from "#tests/webhooks.ts";

let app: App;
let shopId: string;
let webhook: string;
let next = 0;

beforeAll(async () => {
  ({ app, shopId, webhook } = await openShopWithTexts());
  await settled();
});
afterAll(stopApps);

const anAmerican = () => `+1415555${String(2000 + next++)}`;
const anAustralian = () => `+61412345${String(100 + next++)}`;

async function texts(from: string, body: string) {
  const sid = `SM${randomUUID().replaceAll("-", "")}`;
  await sendTwilio(webhook, { MessageSid: sid, From: from, To: SHOP_NUMBER, Body: body, NumMedia: "0" });
  await settled();
}

/** Somebody who has texted: the number is theirs. */
async function known(phone: string): Promise<string> {
  await texts(phone, "Hello");
  const point = await look(shopId, ({ tx }) =>
    tx.contactPoint.findFirstOrThrow({ where: { kind: "phone", value: phone } }),
  );
  return point.customerId;
}

interface Written {
  address: string;
  purposes?: ConsentPurpose[];
  words?: string;
  saidAt?: Date | string;
  how?: string;
  /** Whose form it is sent to, where another than it was shown on. */
  to?: string;
  staff?: number;
}

/** Reads the words on the customer's form, ticks, writes the note and sends it; returns what the page says then. */
async function writesDown(customerId: string, written: Written): Promise<string> {
  const { address, purposes = ["marketing"], words = "Yes, do text me your offers", staff } = written;
  const saidAt = written.saidAt ?? earlier(await town.clock.now(), HOUR);
  const shown = await (await openPage(app, `/app/customers/${customerId}/yes`)).text();
  const tokens = tokensOf(shown, address);
  const form = {
    address,
    words,
    how: written.how ?? "by phone",
    language: "en",
    saidAt: saidAt instanceof Date ? saidAt.toISOString() : saidAt,
    ...tokens,
    ...Object.fromEntries(purposes.map((purpose) => [purpose, "on"])),
  };
  const path = `/app/customers/${written.to ?? customerId}/yes.data`;
  const answer = await openPage(app, path, TIDEWATER, form, staff);
  await settled();
  return answer.text();
}

/** The page holds every address's words for its script; the signed ones name their address by a hash alone. */
function tokensOf(page: string, address: string): Record<string, string> {
  const found = [...page.matchAll(/eyJ[\w-]+\.[\w-]+/g)].map(([token]) => token);
  const asks = found.map((token) => JSON.parse(Buffer.from(token.split(".")[0]!, "base64url").toString()));
  const own = asks.findIndex(({ version }) => version.includes(address.includes("@") ? "/email/" : "/sms/"));
  const tokens = found.filter((_, n) => n >= own).slice(0, 2);
  return { "marketing.shown": tokens[0] ?? "", "cart-reminders.shown": tokens[1] ?? "" };
}

const stands = (address: string, purpose: ConsentPurpose = "marketing") =>
  look(shopId, (shop) => standing(shop, { channel: "sms", address, purpose }));
const ledgerOf = (address: string) =>
  look(shopId, (shop) => readConsent(shop, [{ channel: "sms", address }])) as Promise<
    { state: string; level: string; shown: string; version: string; source: string; evidence: object }[]
  >;
const sentTo = (address: string) =>
  look(shopId, async ({ tx }) =>
    (await tx.message.findMany({ where: { address, direction: "out" }, orderBy: { seq: "asc" } })).map(
      ({ body }) => body,
    ),
  );

describe("a yes that staff were told", () => {
  it("is pending in America, asked there once, and counts with the shopper's own YES", async () => {
    const phone = anAmerican();
    const customer = await known(phone);
    expect(await writesDown(customer, { address: phone })).toContain("We ask them");
    expect(await stands(phone)).toBe("pending");
    const [entry] = await ledgerOf(phone);
    expect(entry).toMatchObject({
      source: "staff",
      shown: expect.stringContaining("Consent is not a condition of any purchase"),
      version: expect.stringContaining("/US/sms/marketing/en"),
      evidence: {
        words: "Yes, do text me your offers",
        how: "by phone",
        proof: "told",
        recordedBy: expect.stringMatching(/\w/),
      },
    });
    const asked = (await sentTo(phone)).filter((body) => body!.includes("reply YES"));
    expect(asked).toHaveLength(1);
    await town.clock.advance(DAY + HOUR);
    expect(await writesDown(customer, { address: phone })).toContain("They were asked for this already");
    expect((await sentTo(phone)).filter((body) => body!.includes("reply YES"))).toHaveLength(1);
    await texts(phone, "YES");
    expect(await stands(phone)).toBe("granted");
    expect((await ledgerOf(phone)).at(-1)).toMatchObject({ level: "CONFIRMED_OPT_IN", shown: entry!.shown });
  });

  it("counts once in Australia, from when it was said, with a welcome; cart reminders are asked again", async () => {
    const phone = anAustralian();
    const customer = await known(phone);
    const saidAt = earlier(await town.clock.now(), 2 * HOUR);
    await writesDown(customer, { address: phone, saidAt, purposes: ["marketing", "cart-reminders"] });
    expect(await stands(phone)).toBe("granted");
    expect(await stands(phone, "cart-reminders")).toBe("pending");
    const [marketing] = (await ledgerOf(phone)) as unknown as { at: Date; level: string }[];
    expect(marketing).toMatchObject({ at: saidAt, level: "SINGLE_OPT_IN" });
    expect((await sentTo(phone)).join("\n")).toMatch(/you now get offers and news by text.*reply YES/s);
  });

  it("loses to a STOP that was said after it and is heard later", async () => {
    const phone = anAustralian();
    const customer = await known(phone);
    const saidAt = earlier(await town.clock.now(), 2 * DAY);
    await writesDown(customer, { address: phone, saidAt });
    const stop = { channel: "sms", address: phone, purpose: "marketing", state: "revoked" } as const;
    await look(shopId, (shop) =>
      recordConsent(shop, { ...stop, source: "shopify", evidence: {}, at: later(saidAt, HOUR) }),
    );
    expect(await stands(phone)).toBe("revoked");
  });

  it("stands in the proof that is handed on, with who wrote it down and the words that were read out", async () => {
    const phone = anAmerican();
    await writesDown(await known(phone), { address: phone, words: "Sure, go ahead", how: "in the store" });
    const [key] = await look(
      shopId,
      (shop) => shop.sql<{ keyId: string }>`
        select "keyId" from "ConsentEntry" where "shopId" = ${shopId} and source = 'staff' order by "writtenAt" desc`,
    );
    const proof = await (await openPage(app, `/app/consent-proofs/${key!.keyId}?as=json`)).json();
    expect(proof.entries.at(-1)).toMatchObject({
      source: "staff",
      evidence: { words: "Sure, go ahead", how: "in the store" },
      shown: expect.stringContaining("recurring automated marketing texts"),
    });
  });
});

describe("what staff cannot do", () => {
  it("a number that said STOP is not opened again, nor one that the carrier blocks", async () => {
    const phone = anAustralian();
    const customer = await known(phone);
    await texts(phone, "STOP");
    const before = await sentTo(phone);
    expect(await writesDown(customer, { address: phone })).toContain("only they can take that back");
    expect([await stands(phone), await sentTo(phone)]).toEqual(["revoked", before]);
    const blocked = anAustralian();
    const other = await known(blocked);
    await look(shopId, async (shop) => {
      const { id: accountId } = await shop.tx.channelAccount.findFirstOrThrow({ where: { channel: "sms" } });
      const line = { channel: "sms", accountId, address: blocked };
      await blockLine(shop, line, { because: "21610", at: shop.at });
    });
    expect(await writesDown(other, { address: blocked })).toContain("by texting START");
    expect(await ledgerOf(blocked)).toEqual([]);
  });

  it("nothing is kept without words, without a purpose, for a time to come, or by words we did not show", async () => {
    const phone = anAmerican();
    const customer = await known(phone);
    const tries: [Partial<Written>, string][] = [
      [{ words: "  " }, "Write what they said"],
      [{ purposes: [] }, "Tick what they agreed to"],
      [{ saidAt: later(await town.clock.now(), HOUR) }, "has not come yet"],
      [{ saidAt: "yesterday" }, "Say when they said it"],
      [{ how: "by pigeon" }, "not known or too old"],
      [{ purposes: ["updates"] }, "Tick what they agreed to"],
    ];
    for (const [written, fault] of tries)
      expect(await writesDown(customer, { address: phone, ...written }), fault).toContain(fault);
    const path = `/app/customers/${customer}/yes.data`;
    const forged = { address: phone, words: "Yes!", how: "by phone", language: "en", marketing: "on" };
    const saidAt = earlier(await town.clock.now(), HOUR).toISOString();
    expect(await (await openPage(app, path, TIDEWATER, { ...forged, saidAt })).text()).toContain("too old");
    expect(await ledgerOf(phone)).toEqual([]);
  });

  it("a number is not agreed for under another customer, nor another shop's", async () => {
    const [phone, other] = [anAmerican(), anAmerican()];
    const [customer, stranger] = [await known(phone), await known(other)];
    expect(await writesDown(customer, { address: phone, to: stranger })).toContain("no number or address of");
    const domain = "elsewhere-yes.myshopify.com";
    await town.makeShop({ domain, seed: 3, orders: 1, customers: 1 });
    await install(app, domain);
    expect((await openPage(app, `/app/customers/${customer}/yes`, domain)).status).toBe(404);
    expect(await ledgerOf(phone)).toEqual([]);
  });

  it("a viewer writes nothing down", async () => {
    const phone = anAmerican();
    const customer = await known(phone);
    const { staff } = await control<{ staff: { id: number } }>("GET", `/shops/${TIDEWATER}/launch`);
    const viewer = staff.id + 1;
    await openPage(app, "/app.data", TIDEWATER, undefined, viewer);
    await look(shopId, async (shop) => {
      const where = { shopId_shopifyId: { shopId, shopifyId: String(viewer) } };
      const { id } = await shop.tx.staffMember.findUniqueOrThrow({ where });
      await setStaffRole(shop, { staffId: id, role: "viewer" });
    });
    expect(await writesDown(customer, { address: phone, staff: viewer })).toContain("role does not allow");
    expect(await ledgerOf(phone)).toEqual([]);
  });
});
