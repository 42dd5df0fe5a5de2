import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invitesReply } from "#app/channels/one-way.ts";
import { DAY, HOUR } from "#app/clock.ts";
import { readDisclosures } from "#app/consent/disclosure-words.ts";
import { readConsent, standing } from "#app/consent/ledger.ts";
import { optIn } from "#app/consent/opt-in.ts";
import { askToConfirm } from "#app/conversations/ask-to-confirm.ts";
import { catalogues, type Language } from "#app/words/catalogue.ts";
import { say } from "#app/words/say.ts";
import { type App, install, look, openPage, settled, startApp, stopApps } from "#tests/app.ts";
import { town } from "#tests/town.ts";

const ACCOUNT = { accountSid: `AC${"7".repeat(32)}`, token: "77112233445566778899aabbccddeeff" };
const NAME = "TIDEWATER";

let app: App;
let shopId: string;
let next = 0;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  const services = [{ sid: `MG${"7".repeat(32)}`, name: "Names", numbers: [] }];
  await town.smsAccount({ sid: ACCOUNT.accountSid, token: ACCOUNT.token, numbers: [], services });
  await openPage(app, "/app/settings/channels/sms.data", undefined, { form: "sms", ...ACCOUNT, name: NAME });
  await settled();
});
afterAll(stopApps);

const aGerman = () => `+4915112348${String(100 + next++)}`;
const stands = (address: string) =>
  look(shopId, (shop) => standing(shop, { channel: "sms", address, purpose: "marketing" }));

/** Somebody types this number into the shop's form; returns where the text that comes by the name leads. */
async function isAsked(address: string): Promise<string> {
  await look(shopId, async (shop) => {
    const shown = { text: "I agree to texts.", version: "form/1" };
    const given = { channel: "sms", address, purpose: "marketing", shown, source: "storefront" } as const;
    await optIn(shop, { ...given, evidence: {}, proof: "typed", at: shop.at });
    await askToConfirm(shop, { channel: "sms", address, purposes: ["marketing"], locale: "de" });
  });
  await settled();
  const asked = (await town.phone(address)).findLast(({ direction }) => direction === "in")!;
  expect(asked.with).toBe(NAME);
  expect(invitesReply(asked.body)).toBe(false);
  expect(asked.body).toContain("Angebote und Neuigkeiten");
  return new URL(/https?:\/\/\S+\/preferences\/\S+/.exec(asked.body)![0]).pathname;
}

const confirm = (path: string) =>
  fetch(`${app.url}${path}`, {
    method: "POST",
    body: new URLSearchParams({ save: "confirm" }),
    redirect: "manual",
  });

describe("a shop whose texts leave under a name, which nobody can answer", () => {
  it("promises a link to end them where it asks, and no reply", async () => {
    const asking = await look(shopId, readDisclosures);
    for (const locale of Object.keys(catalogues)) {
      const asked = asking({ country: "DE", channel: "sms", purposes: ["marketing"], locale });
      expect(invitesReply(asked.text), asked.text).toBe(false);
      expect(asked.version).toContain("by-name");
    }
    const byMail = asking({ country: "DE", channel: "email", purposes: ["marketing"], locale: "en" });
    expect(byMail.text).toContain("Every email has a link");
  });

  it("asks with a link, which confirms by its button and never by being opened", async () => {
    const phone = aGerman();
    const path = await isAsked(phone);
    for (const method of ["GET", "HEAD", "GET"]) {
      const page = await fetch(`${app.url}${path}?save=confirm`, { method });
      expect(page.status).toBe(200);
    }
    expect(await stands(phone)).toBe("pending");
    expect((await confirm(path)).status).toBe(303);
    await settled();
    expect(await stands(phone)).toBe("granted");
    const entries = await look(shopId, (shop) => readConsent(shop, [{ channel: "sms", address: phone }]));
    expect(entries.at(-1)).toMatchObject({
      level: "CONFIRMED_OPT_IN",
      source: "preferences",
      shown: "I agree to texts.",
    });
    const welcomed = (await town.textsTo(phone)).at(-1)!;
    expect(welcomed).toMatch(
      /^Tidewater[^:]*: Sie erhalten nun .*Es können Kosten anfallen\. .*\/preferences\//,
    );
    expect(await confirm(path)).toMatchObject({ status: 303 });
    await settled();
    expect(await town.textsTo(phone)).toHaveLength(2);
  });

  it("takes no yes by a link that was cut, nor after three days", async () => {
    const phone = aGerman();
    const path = await isAsked(phone);
    expect((await confirm(path.slice(0, -3))).status).toBe(404);
    await town.clock.advance(3 * DAY + HOUR);
    await settled();
    await confirm(path);
    expect(await stands(phone)).toBe("pending");
  });

  it("asks nobody in any language to reply", () => {
    const values = { shop: "Tidewater", what: "news", url: "https://tidewater.example/preferences/x" };
    for (const language of Object.keys(catalogues) as Language[])
      for (const word of ["optin.ask-link", "optin.welcome-link"] as const) {
        const said = say(language, word, values);
        expect(invitesReply(said), said).toBe(false);
        expect(said).toContain(values.url);
      }
  });
});
