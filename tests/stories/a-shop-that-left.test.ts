import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OptInChannel } from "#app/consent/disclosure-rules.ts";
import { readConsent, recordConsent, standing } from "#app/consent/ledger.ts";
import { preferencesUrl } from "#app/consent/preferences-url.ts";
import { type ConsentPurpose, PURPOSES } from "#app/consent/purposes.ts";
import { prisma } from "#app/db.server.ts";
import { type App, install, look, SHOP_NUMBER, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { town } from "#tests/town.ts";
import { sendShopify, sendTwilio } from "#tests/webhooks.ts";

let app: App;
let shopId: string;
let webhook: string;

interface Point {
  channel: OptInChannel;
  address: string;
}
const MAIL: Point = { channel: "email", address: "agreed@letters.example" };
const LATE_MAIL: Point = { channel: "email", address: "much-later@letters.example" };
const PHONE: Point = { channel: "sms", address: "+14155553901" };
const LATE_PHONE: Point = { channel: "sms", address: "+14155553902" };
const TEXTER: Point = { channel: "sms", address: "+14155553903" };
const ALL = [MAIL, LATE_MAIL, PHONE, LATE_PHONE, TEXTER];
const links = new Map<Point, string>();

beforeAll(async () => {
  ({ app, shopId, webhook } = await openShopWithTexts());
  await settled();
  for (const point of ALL) await agree(point);
  await town.uninstall();
  await settled();
});
afterAll(stopApps);

/** A yes, and the link that they were sent then. */
async function agree(point: Point) {
  const fact = { ...point, purpose: "marketing", state: "granted", level: "SINGLE_OPT_IN" } as const;
  await look(shopId, (shop) => recordConsent(shop, { ...fact, source: "staff", evidence: {}, at: shop.at }));
  const at = await town.clock.now();
  links.set(point, new URL(preferencesUrl({ id: shopId, at }, point, "de")).pathname);
}

const open = (point: Point) => fetch(`${app.url}${links.get(point)}`, { redirect: "manual" });
const post = (point: Point, form: Record<string, string>) =>
  fetch(`${app.url}${links.get(point)}`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });
const stands = (point: Point, purpose: ConsentPurpose) =>
  look(shopId, (shop) => standing(shop, { ...point, purpose }));
const said = (point: Point) => look(shopId, (shop) => readConsent(shop, [point]));

describe("a shop that has uninstalled", () => {
  it("has a page on which nothing can be agreed to any more, and nobody is named", async () => {
    const answer = await open(MAIL);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain("Dieser Shop sendet nichts mehr über uns.");
    expect(page).toContain('value="none"');
    expect(page).not.toMatch(/Tidewater|agreed@|type="checkbox"/);
  });

  it("is told by a mail program's button that its promotions are over", async () => {
    expect((await post(MAIL, { "List-Unsubscribe": "One-Click" })).status).toBe(200);
    expect(await stands(MAIL, "marketing")).toBe("revoked");
    expect(await stands(MAIL, "updates")).toBeNull();
    expect(await said(MAIL)).toMatchObject([
      { state: "granted" },
      { state: "revoked" },
      { state: "revoked" },
    ]);
  });

  it("is told on the page that nothing is wanted, and by no other form", async () => {
    for (const form of [{}, { save: "choices", "sms.updates": "on" }, { save: "confirm" }])
      await post(PHONE, form as Record<string, string>);
    expect(await stands(PHONE, "marketing")).toBe("granted");
    const answer = await post(PHONE, { save: "none" });
    expect(answer.headers.get("location")).toContain("did=none");
    for (const purpose of PURPOSES) expect(await stands(PHONE, purpose)).toBe("revoked");
  });

  it("is told by STOP on its number", async () => {
    const MessageSid = `SM${randomUUID().replaceAll("-", "")}`;
    const text = { MessageSid, From: TEXTER.address, To: SHOP_NUMBER, Body: "STOP", NumMedia: "0" };
    expect((await sendTwilio(webhook, text)).status).toBe(200);
    await settled();
    for (const purpose of PURPOSES) expect(await stands(TEXTER, purpose)).toBe("revoked");
  });
});

describe("a shop that was forgotten", () => {
  it("is told, too; all that stays is a hash, and nobody can read of whom", async () => {
    await sendShopify(app, { topic: "shop/redact", body: { shop_id: 1 } });
    await settled();
    const { domain } = await prisma.shop.findUniqueOrThrow({ where: { id: shopId } });
    expect(domain).toMatch(/^forgotten:/);
    expect((await open(LATE_MAIL)).status).toBe(200);
    expect((await post(LATE_MAIL, { "List-Unsubscribe": "One-Click" })).status).toBe(200);
    expect((await post(LATE_PHONE, { save: "none" })).status).toBe(303);
    expect([await stands(LATE_MAIL, "marketing"), await stands(LATE_PHONE, "support")]).toEqual([
      "revoked",
      "revoked",
    ]);
    expect(await look(shopId, ({ tx }) => tx.consentKey.count())).toBe(0);
    expect(await look(shopId, ({ tx }) => tx.contactPoint.count())).toBe(0);
  });

  it("comes back, and every no of that time holds", async () => {
    await town.clock.advance(1_000);
    expect(await install(app)).toBe(shopId);
    await settled();
    for (const point of ALL) expect(await stands(point, "marketing"), point.address).toBe("revoked");
    expect(await (await open(MAIL)).text()).toContain("Tidewater");
  });
});
