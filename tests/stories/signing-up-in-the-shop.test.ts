import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUR } from "#app/clock.ts";
import { readConsent, recordConsent, standing } from "#app/consent/ledger.ts";
import { signShown } from "#app/consent/shown-words.ts";
import { proxyQuery } from "#sandbox/shopify/proxy-signature.ts";
import { type App, connectSms, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { TIDEWATER, town } from "#tests/town.ts";

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

const aPhone = () => `+1415555${String(7000 + next++)}`;
const aNetwork = () => `198.51.100.${1 + (next++ % 250)}`;

/** The form as Shopify's proxy hands it over; without a form, the page. */
async function visit(form: Record<string, string> | null, network = aNetwork(), secret = "town-secret") {
  const at = await town.clock.now();
  const query = proxyQuery(new URLSearchParams(), {
    shop: TIDEWATER,
    pathPrefix: "/apps/threadline",
    loggedInCustomerId: null,
    at: at.getTime(),
    secret,
  });
  return fetch(`${app.url}/proxy/sign-up?${query}`, {
    headers: { "x-forwarded-for": network },
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
  });
}

function hiddenIn(page: string): Record<string, string> {
  const hidden = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]+)"/g)];
  return Object.fromEntries(hidden.map(([, name, value]) => [name!, value!.replace("&#43;", "+")]));
}

/** Types the address, reads what is shown, ticks these boxes and agrees. */
async function signsUp(address: string, purposes: string[], network?: string): Promise<string> {
  const shown = await (await visit({ step: "address", address }, network)).text();
  const boxes = Object.fromEntries(purposes.map((purpose) => [purpose, "on"]));
  const answer = await visit({ ...hiddenIn(shown), ...boxes, step: "agree" }, network);
  await settled();
  return answer.text();
}

const stands = (channel: "sms" | "email", address: string) =>
  look(shopId, (shop) => standing(shop, { channel, address, purpose: "marketing" }));
const sentTo = (address: string) =>
  look(shopId, ({ tx }) => tx.message.findMany({ where: { address, direction: "out" } }));

describe("the shop's own sign-up page", () => {
  it("shows what the address's country wants said, with no box ticked beforehand", async () => {
    const american = await (await visit({ step: "address", address: "+1 415 555 0199" })).text();
    expect(american).toContain("Consent is not a condition of any purchase");
    expect(american).not.toContain("checked");
    const german = await (await visit({ step: "address", address: "+49 1511 2345678" })).text();
    expect(german).toContain("I can withdraw this at any time");
    expect(german).not.toContain("not a condition");
    expect(await (await visit({ step: "address", address: "12" })).text()).toContain("neither a number");
  });

  it("asks the address itself, and keeps the words, the network as a hash and its address sealed", async () => {
    const [phone, network] = [aPhone(), aNetwork()];
    expect(await signsUp(phone, ["marketing"], network)).toContain("a question is on its way");
    expect(await stands("sms", phone)).toBe("pending");
    const [entry] = (await look(shopId, (shop) =>
      readConsent(shop, [{ channel: "sms", address: phone }]),
    )) as {
      shown: string;
      evidence: Record<string, string>;
    }[];
    expect(entry!.shown).toContain("recurring automated marketing texts from Tidewater");
    expect(entry!.evidence).toMatchObject({ ip: network, proof: "typed" });
    expect(entry!.evidence.network).not.toContain(network);
    const [question] = await sentTo(phone);
    expect(question!.body).toContain("reply YES");
    const rows = await look(
      shopId,
      (shop) => shop.sql`select row_to_json(e)::text as row from "ConsentEntry" e where "shopId" = ${shopId}`,
    );
    expect(JSON.stringify(rows)).not.toContain(network);
    expect(app.log()).not.toContain(network);
  });

  it("sends a mail with a link for an email address", async () => {
    const address = "joana@letters.example";
    await signsUp(address, ["marketing"]);
    const [question] = await sentTo(address);
    expect(question!.body).toContain("/preferences/");
    expect(await stands("email", address)).toBe("pending");
  });
});

describe("a form that was left open for more than a day", () => {
  it("says so with the boxes as they were ticked, and asks nobody until it is sent once more", async () => {
    const phone = aPhone();
    const shown = await (await visit({ step: "address", address: phone })).text();
    await town.clock.advance(25 * HOUR);
    const late = await (await visit({ ...hiddenIn(shown), marketing: "on", step: "agree" })).text();
    await settled();
    expect(late).toContain("open for too long");
    expect(late).toMatch(/name="marketing" checked/);
    expect(late).not.toMatch(/name="cart-reminders" checked/);
    expect(late).not.toContain("on its way");
    expect(await sentTo(phone)).toEqual([]);
    const again = await visit({ ...hiddenIn(late), marketing: "on", step: "agree" });
    await settled();
    expect(await again.text()).toContain("a question is on its way");
    expect(await stands("sms", phone)).toBe("pending");
  });
});

describe("somebody who comes from a page of the theme", () => {
  it("reads on in its language, and in English where that is none that we speak", async () => {
    const asks = { step: "address", address: "+49 1511 2345678" };
    expect(await (await visit({ ...asks, locale: "de-AT" })).text()).toContain("Kreuzen Sie an");
    const other = await (await visit({ ...asks, locale: '"><script>' })).text();
    expect(other).toContain("Tick what you would like");
    expect(other).not.toContain("<script");
  });
});

describe("somebody who types other people's addresses", () => {
  it("learns nothing: known or not, after a STOP or with a yes, the answer is the same, and no STOP is asked again", async () => {
    const [stopped, agreed, fresh] = [aPhone(), aPhone(), aPhone()];
    for (const [address, state] of [
      [stopped, "revoked"],
      [agreed, "granted"],
    ] as const)
      await look(shopId, (shop) =>
        recordConsent(shop, {
          channel: "sms",
          address,
          purpose: "marketing",
          state,
          source: "keyword",
          evidence: {},
          at: shop.at,
        }),
      );
    const answers = [];
    for (const phone of [stopped, agreed, fresh]) answers.push(await signsUp(phone, ["marketing"]));
    expect(new Set(answers).size).toBe(1);
    expect(await Promise.all([stands("sms", stopped), stands("sms", agreed)])).toEqual([
      "revoked",
      "granted",
    ]);
    expect([(await sentTo(stopped)).length, (await sentTo(agreed)).length]).toEqual([0, 0]);
  });

  it("is turned away by network, and an address is asked once a day from however many", async () => {
    const phone = aPhone();
    for (let time = 0; time < 5; time++) await signsUp(phone, ["marketing"]);
    expect(await sentTo(phone)).toHaveLength(1);
    const network = aNetwork();
    const tries = [];
    for (let time = 0; time < 14; time++)
      tries.push((await visit({ step: "address", address: aPhone() }, network)).status);
    expect(tries.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
  });

  it("agrees to no words but ours, and comes through no door but Shopify's", async () => {
    const phone = aPhone();
    const forged = { address: phone, step: "agree", marketing: "on" };
    await visit(forged);
    await visit({ ...forged, "marketing.shown": "eyJ0ZXh0IjoieCJ9.AAAA" });
    const at = await town.clock.now();
    const words = { text: "I agree to anything", version: "9", asks: "sms marketing" };
    await visit({ ...forged, "marketing.shown": signShown({ ...words, shopId: "another-shop" }, at) });
    const changed = signShown({ ...words, shopId }, at).replace(/.(?=.{5}$)/, (was) =>
      was === "A" ? "B" : "A",
    );
    await visit({ ...forged, "marketing.shown": changed });
    await settled();
    expect(await stands("sms", phone)).toBeNull();
    expect((await visit(null, aNetwork(), "another-secret")).status).toBe(401);
    expect((await fetch(`${app.url}/proxy/sign-up`)).status).toBe(401);
  });
});
