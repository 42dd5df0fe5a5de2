import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY, earlier, HOUR } from "#app/clock.ts";
import type { OptInChannel } from "#app/consent/disclosure-rules.ts";
import { readConsent, recordConsent, standing } from "#app/consent/ledger.ts";
import { preferencesUrl } from "#app/consent/preferences-url.ts";
import { type ConsentPurpose, PURPOSES } from "#app/consent/purposes.ts";
import { seal } from "#app/seal.server.ts";
import { type App, connectSms, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { town } from "#tests/town.ts";

let app: App;
let shopId: string;
let next = 0;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  await settled();
});
afterAll(stopApps);

const aPhone = () => `+1415555${String(3000 + next++)}`;
const anEmail = () => `shopper-${next++}@letters.example`;

interface Point {
  channel: OptInChannel;
  address: string;
}

const pathOf = async (point: Point, locale: string | null = null, at?: Date) =>
  new URL(preferencesUrl({ id: shopId, at: at ?? (await town.clock.now()) }, point, locale)).pathname;

const open = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}${path}`, { headers, redirect: "manual" });
const post = (path: string, form: Record<string, string>) =>
  fetch(`${app.url}${path}`, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });

/** The form as a browser would send it, with these boxes ticked. */
async function send(path: string, ticked: string[]) {
  return post(path, formOf(await (await open(path)).text(), ticked));
}

function formOf(page: string, ticked: string[]): Record<string, string> {
  const hidden = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]+)"/g)];
  const shown = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]));
  const boxes = Object.fromEntries(ticked.map((name) => [name, "on"]));
  return { ...shown, ...boxes, save: "choices" };
}

const stands = (point: Point, purpose: ConsentPurpose) =>
  look(shopId, (shop) => standing(shop, { ...point, purpose }));

async function say(point: Point, purpose: ConsentPurpose, state: "granted" | "revoked") {
  await look(shopId, (shop) =>
    recordConsent(shop, {
      ...point,
      purpose,
      state,
      level: state === "granted" ? "SINGLE_OPT_IN" : undefined,
      source: "staff",
      evidence: {},
      at: earlier(shop.at, DAY),
    }),
  );
}

const sentTo = async (address: string) => {
  await settled();
  return look(shopId, ({ tx }) =>
    tx.message.findMany({ where: { address, direction: "out" }, orderBy: { seq: "asc" } }),
  );
};

describe("a shopper with the link", () => {
  it("sees what stands by channel and purpose, and of the address no more than they know", async () => {
    const sms: Point = { channel: "sms", address: aPhone() };
    await say(sms, "marketing", "granted");
    const page = await (await open(await pathOf(sms))).text();
    expect(page).toContain("By text");
    expect(page).toContain("By WhatsApp");
    expect(page).toMatch(/name="sms\.marketing" checked/);
    expect(page).toMatch(/name="whatsapp\.marketing">/);
    expect(page).toMatch(/name="sms\.updates" checked/);
    expect(page).toContain(sms.address.slice(-4));
    expect(page).not.toContain(sms.address);
    expect(page).not.toContain(sms.address.slice(2));
  });

  it("switches one thing off and keeps the others", async () => {
    const mail: Point = { channel: "email", address: anEmail() };
    await say(mail, "marketing", "granted");
    const path = await pathOf(mail);
    const answer = await send(path, ["email.updates", "email.support"]);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `${path}?did=saved`]);
    expect(await stands(mail, "marketing")).toBe("revoked");
    expect(await stands(mail, "updates")).toBeNull();
    const [entry] = (await look(shopId, (shop) => readConsent(shop, [mail]))).slice(-1);
    expect(entry).toMatchObject({ source: "preferences", state: "revoked", purpose: "marketing" });
  });

  it("says no by a box that is off to what waits for an answer, and nothing where nothing was ever said", async () => {
    const mail: Point = { channel: "email", address: anEmail() };
    await look(shopId, async (shop) => {
      const said = { ...mail, source: "keyword", evidence: {}, at: earlier(shop.at, DAY) };
      await recordConsent(shop, { ...said, purpose: "marketing", state: "held", level: "granted" });
    });
    const other: Point = { channel: "email", address: anEmail() };
    await look(shopId, (shop) =>
      recordConsent(shop, {
        ...{ ...other, source: "storefront", evidence: {}, at: earlier(shop.at, DAY) },
        ...{ purpose: "marketing", state: "pending", shown: { text: "I agree.", version: "t/1" } },
      }),
    );
    for (const point of [mail, other]) await send(await pathOf(point), ["email.updates", "email.support"]);
    expect([await stands(mail, "marketing"), await stands(mail, "cart-reminders")]).toEqual([
      "revoked",
      null,
    ]);
    expect(await stands(other, "marketing")).toBe("revoked");
  });

  it("who left the page open for more than a day is told that their yes was not taken; their no was", async () => {
    const sms: Point = { channel: "sms", address: aPhone() };
    await say(sms, "support", "granted");
    const path = await pathOf(sms);
    const kept = ["sms.updates", "whatsapp.updates", "whatsapp.support", "sms.marketing"];
    const shown = await (await open(path)).text();
    await town.clock.advance(25 * HOUR);
    const late = await post(path, formOf(shown, kept));
    const page = await late.text();
    expect(page).toContain("open for too long");
    expect(page).not.toContain("Saved.");
    expect(page).toMatch(/name="sms\.marketing" checked/);
    expect([await stands(sms, "marketing"), await stands(sms, "support")]).toEqual([null, "revoked"]);
    expect((await post(path, formOf(page, kept))).headers.get("location")).toContain("did=saved");
    expect(await stands(sms, "marketing")).toBe("granted");
  });

  it("ends everything with one button, on every channel of the number", async () => {
    const sms: Point = { channel: "sms", address: aPhone() };
    await say(sms, "marketing", "granted");
    await post(await pathOf(sms), { save: "none" });
    for (const channel of ["sms", "whatsapp"] as const)
      for (const purpose of PURPOSES) expect(await stands({ ...sms, channel }, purpose)).toBe("revoked");
  });

  it("agrees to marketing with the very words that were shown, and to cart texts only after a YES", async () => {
    const sms: Point = { channel: "sms", address: aPhone() };
    const path = await pathOf(sms);
    const shown = await (await open(path)).text();
    await send(path, ["sms.marketing", "sms.cart-reminders", "sms.updates", "sms.support"]);
    expect(await stands(sms, "marketing")).toBe("granted");
    expect(await stands(sms, "cart-reminders")).toBe("pending");
    const entries = (await look(shopId, (shop) => readConsent(shop, [sms]))) as {
      purpose: string;
      shown: string;
      version: string;
    }[];
    const marketing = entries.find(({ purpose }) => purpose === "marketing")!;
    expect(shown).toContain(marketing.shown.replaceAll("&", "&#38;"));
    expect(marketing.shown).toContain("not a condition of any purchase");
    expect(marketing.version).toMatch(/^2026-11-21\/US\/sms\/marketing\/en$/);
    const [question] = await sentTo(sms.address);
    expect(question!.body).toMatch(/reply YES to get reminders of a cart/);
    expect(question!.state).toBe("delivered");
  });

  it("confirms what was asked by mail with a button, never by the mere opening of the link", async () => {
    const mail: Point = { channel: "email", address: anEmail() };
    const words = { text: "I agree to it all.", version: "t/1" };
    await look(shopId, (shop) =>
      recordConsent(shop, {
        ...mail,
        purpose: "marketing",
        state: "pending",
        source: "storefront",
        shown: words,
        evidence: {},
        at: shop.at,
      }),
    );
    const path = await pathOf(mail);
    expect(await (await open(path)).text()).toContain("Yes, I agree");
    expect(await stands(mail, "marketing")).toBe("pending");
    await post(path, { save: "confirm" });
    expect(await stands(mail, "marketing")).toBe("granted");
    const last = (await look(shopId, (shop) => readConsent(shop, [mail]))).at(-1);
    expect(last).toMatchObject({ level: "CONFIRMED_OPT_IN", shown: words.text, version: words.version });
    const [welcome] = await sentTo(mail.address);
    expect(welcome!.body).toContain("/preferences/");
  });

  it("reads it in the language of the message that brought them", async () => {
    const mail: Point = { channel: "email", address: anEmail() };
    const page = await (await open(await pathOf(mail, "de-AT"), { "accept-language": "fr" })).text();
    expect(page).toContain("Was dürfen wir Ihnen senden?");
  });
});

describe("a mail program's own button (RFC 8058)", () => {
  it("ends what is promotion, without a cookie, and no news of an order", async () => {
    const mail: Point = { channel: "email", address: anEmail() };
    await say(mail, "marketing", "granted");
    const answer = await post(await pathOf(mail), { "List-Unsubscribe": "One-Click" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(await stands(mail, "marketing")).toBe("revoked");
    expect(await stands(mail, "cart-reminders")).toBe("revoked");
    expect(await stands(mail, "updates")).toBeNull();
  });
});

describe("a link of long ago", () => {
  /** As mails bore it until 2026-11-22. */
  const oldUnsubscribe = (address: string) => {
    const claims = { for: "unsubscribe", shopId, channel: "email", address };
    return `/unsubscribe/${seal(JSON.stringify(claims)).toString("base64url")}`;
  };
  const oldPreferences = async (address: string) =>
    pathOf({ channel: "email", address }, null, earlier(await town.clock.now(), 3_000 * DAY));

  it.each([
    ["of years ago", oldPreferences],
    ["of a mail with the address before this one", oldUnsubscribe],
  ])("%s ends promotions at one press, and not by looking", async (_, pathTo) => {
    const mail: Point = { channel: "email", address: anEmail() };
    await say(mail, "marketing", "granted");
    const path = await pathTo(mail.address);
    const page = await open(path);
    expect([page.status, await stands(mail, "marketing")]).toEqual([200, "granted"]);
    expect(await page.text()).toContain('name="email.marketing" checked');
    const pressed = await post(path, { "List-Unsubscribe": "One-Click" });
    expect(pressed.status).toBe(200);
    expect(await pressed.text()).not.toContain("email.marketing");
    expect(await stands(mail, "marketing")).toBe("revoked");
  });

  it.each([oldPreferences, oldUnsubscribe])("agrees to nothing, whatever is posted", async (pathTo) => {
    const mail: Point = { channel: "email", address: anEmail() };
    await say(mail, "marketing", "granted");
    const fresh = await (await open(await pathOf({ channel: "email", address: anEmail() }))).text();
    const shown = /name="email\.cart-reminders\.shown" value="([^"]+)"/.exec(fresh)![1]!;
    const yes = { "email.cart-reminders": "on", "email.cart-reminders.shown": shown };
    const kept = { "email.updates": "on", "email.support": "on", save: "choices" };
    const path = await pathTo(mail.address);
    expect(await (await open(path)).text()).not.toContain("email.cart-reminders");
    await post(path, { ...yes, ...kept });
    expect([await stands(mail, "cart-reminders"), await stands(mail, "marketing")]).toEqual([
      null,
      "revoked",
    ]);
    await post(path, { save: "none" });
    for (const purpose of PURPOSES) expect(await stands(mail, purpose)).toBe("revoked");
  });
});

describe("what is not the shopper's word changes nothing", () => {
  it("an empty form, a yes without its words, and words of another shop or purpose", async () => {
    const sms: Point = { channel: "sms", address: aPhone() };
    await say(sms, "marketing", "granted");
    const path = await pathOf(sms);
    await post(path, {});
    expect(await stands(sms, "marketing")).toBe("granted");
    const other: Point = { channel: "sms", address: aPhone() };
    const theirs = await pathOf(other);
    const page = await (await open(theirs)).text();
    const cart = /name="sms\.cart-reminders\.shown" value="([^"]+)"/.exec(page)![1]!;
    const kept = { "sms.updates": "on", "sms.support": "on", save: "choices" };
    for (const forged of ["", "x.y", cart]) {
      await post(theirs, { ...kept, "sms.marketing": "on", "sms.marketing.shown": forged });
      expect(await stands(other, "marketing")).toBeNull();
    }
  });

  it("a link that is forged, or of a shop that has gone: one page for all of them", async () => {
    const sms: Point = { channel: "sms", address: aPhone() };
    const at = await town.clock.now();
    const real = await pathOf(sms);
    const dead = [
      `${real}A`,
      "/preferences/",
      "/preferences/x",
      `/preferences/${"A".repeat(90)}`,
      new URL(preferencesUrl({ id: crypto.randomUUID(), at }, sms, null)).pathname,
    ];
    const answers = await Promise.all(dead.map((path) => open(path)));
    const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())));
    expect(answers.map(({ status }) => status)).toEqual(dead.map(() => 404));
    expect(bodies.size).toBe(1);
    expect((await post(`${real}A`, { save: "none" })).status).toBe(404);
    expect(await stands(sms, "support")).toBeNull();
  });

  it("and the address stands in no log, no cache and no referrer", async () => {
    const path = await pathOf({ channel: "sms", address: aPhone() });
    const answer = await open(path);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("content-security-policy")).toContain("form-action 'self'");
    expect(app.log()).not.toContain(path.slice("/preferences/".length));
  });
});
