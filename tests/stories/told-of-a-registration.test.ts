import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRegistration } from "#app/channels/registrations.ts";
import { type App, install, look, openPage, settled, startApp, stopApps } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";
import { sendTwilio } from "#tests/webhooks.ts";

const ACCOUNT = { accountSid: `AC${"7".repeat(32)}`, token: "77112233445566778899aabbccddeeff" };
const NUMBER = "+14155550170";
const PAGE = "/app/settings/channels/sms.data";
const BUSINESS = {
  ...{ brand: "low-volume", name: "Tidewater Traders LLC", website: "https://tidewater.example" },
  ...{ street: "1 Harbour Street", city: "Portland", region: "ME", postalCode: "04101", country: "US" },
  ...{ type: "Limited Liability Corporation", taxIdKind: "EIN", taxId: "12-3456789" },
  ...{ firstName: "Maya", lastName: "Tide", email: "maya@tidewater.example", phone: "+14155550123" },
  ...{ title: "Owner", position: "CEO", notify: "maya@tidewater.example" },
};

interface Bundle {
  sid: string;
  kind: string;
  status: string;
  fields: { StatusCallback?: string };
}

let app: App;
let shopId: string;
let id: string;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await town.smsAccount({ sid: ACCOUNT.accountSid, token: ACCOUNT.token, numbers: [NUMBER], isNew: true });
  await control("POST", "/sms/primary-profiles", { account: ACCOUNT.accountSid });
  await openPage(app, PAGE, undefined, { form: "sms", ...ACCOUNT, sender: NUMBER });
  id = (await look(shopId, ({ tx }) => tx.channelAccount.findFirstOrThrow({ where: { sender: NUMBER } }))).id;
  await openPage(app, PAGE, undefined, { form: "ten-dlc", id, ...BUSINESS });
  await settled();
});
afterAll(stopApps);

const registration = async () => (await look(shopId, (shop) => findRegistration(shop, id)))!;
const bundles = async () => (await control<{ bundles: Bundle[] }>("GET", "/sms/registrations")).bundles;
const profile = async () => (await bundles()).find(({ fields }) => fields.StatusCallback)!;
const receipts = () => look(shopId, ({ tx }) => tx.receipt.count({ where: { door: "sms" } }));
const decide = async (sid: string, decision: object) => {
  await control("POST", `/sms/registrations/${sid}`, decision);
  await settled();
};

describe("a registration at Twilio", () => {
  it("goes on when Twilio tells of its review, hours before anybody would have asked", async () => {
    expect(await registration()).toMatchObject({ state: "waiting", step: "profile-approved" });
    const errors = [{ error_code: 30795, description: "The tax number does not match." }];
    await decide((await profile()).sid, { status: "twilio-rejected", errors });
    expect(await registration()).toMatchObject({ state: "rejected" });
    await openPage(app, PAGE, undefined, { form: "ten-dlc", id, ...BUSINESS });
    await settled();
    await decide((await profile()).sid, { status: "twilio-approved", errors: [] });
    expect(await registration()).toMatchObject({ state: "waiting", step: "bundle-approved" });
  });

  it("believes Twilio's own state and not what was posted, and nothing that Twilio did not sign", async () => {
    const bundle = (await bundles()).find(({ kind }) => kind === "TrustProducts")!;
    const url = bundle.fields.StatusCallback!;
    const news = { AccountSid: ACCOUNT.accountSid, BundleSid: bundle.sid, Status: "twilio-approved" };
    const before = await receipts();
    expect((await sendTwilio(url, news, "f".repeat(32))).status).toBe(403);
    expect(await receipts()).toBe(before);
    expect((await sendTwilio(url, news, ACCOUNT.token)).status).toBe(200);
    await settled();
    expect(await registration()).toMatchObject({ state: "waiting", step: "bundle-approved" });
  });

  it("is not woken by news of another bundle of the account", async () => {
    const [url, before] = [(await profile()).fields.StatusCallback!, await registration()];
    const news = { BundleSid: `BU${"0".repeat(32)}`, Status: "twilio-approved" };
    expect((await sendTwilio(url, news, ACCOUNT.token)).status).toBe(200);
    await settled();
    expect(await registration()).toEqual(before);
    expect(app.log()).toMatch("ignored: Twilio told of a bundle");
  });
});
