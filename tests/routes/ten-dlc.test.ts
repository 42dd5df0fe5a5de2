import { beforeAll, describe, expect, it } from "vitest";
import { goOnRegistering } from "#app/channels/go-on-registering.ts";
import { claimRegistration, keepProgress } from "#app/channels/registrations.ts";
import { HOUR, MINUTE } from "#app/clock.ts";
import { inShop } from "#app/db.server.ts";
import { readTroubles } from "#app/channels/sender-trouble.ts";
import { watchRegistrations } from "#app/desk/watch-registrations.ts";
import { action, loader } from "#app/routes/app.settings_.channels.sms/route.tsx";
import { control, town } from "#tests/town.ts";
import { callAs, type DeskScene, openDesk } from "./desk-scene.ts";

const PATH = "/app/settings/channels/sms";
const ACCOUNT = { accountSid: `AC${"9".repeat(32)}`, token: "99112233445566778899aabbccddeeff" };
const NUMBER = "+14155550190";

const company = {
  brand: "low-volume",
  name: "Tidewater Traders LLC",
  website: "https://tidewater.example",
  street: "1 Harbour Street",
  city: "Portland",
  region: "ME",
  postalCode: "04101",
  country: "US",
  type: "Limited Liability Corporation",
  taxIdKind: "EIN",
  taxId: "12-3456789",
  firstName: "Maya",
  lastName: "Tide",
  email: "maya@tidewater.example",
  phone: "+14155550123",
  title: "Owner",
  position: "CEO",
  notify: "maya@tidewater.example",
};

interface Handed {
  sid: string;
  status: string;
  fields: Record<string, string>;
}
interface Registry {
  bundles: (Handed & { kind: string; parts: string[] })[];
  filed: { sid: string; kind: string; fields: Record<string, string> }[];
  brands: Handed[];
  campaigns: (Handed & { service: string; samples: string[] })[];
  proofs: { brand: string }[];
}

let desk: DeskScene;
let id: string;
beforeAll(async () => {
  desk = await openDesk("ten-dlc");
  await town.smsAccount({ sid: ACCOUNT.accountSid, token: ACCOUNT.token, numbers: [NUMBER], isNew: true });
  await send({ form: "sms", ...ACCOUNT, sender: NUMBER });
  id = (await sender()).id;
});

const send = async (form: Record<string, string>, on = desk) =>
  action(await callAs(on, { as: on.maya, path: PATH, form }));
const page = async (as = desk.maya) => loader(await callAs(desk, { as, path: PATH }));
const sender = async () => (await page()).senders.find((one) => one.sender === NUMBER)!;
const register = (answers: Record<string, string> = {}) =>
  send({ form: "ten-dlc", id, ...company, ...answers });
const goOn = () => goOnRegistering(desk.shopId, { accountId: id });
const registry = () => control<Registry>("GET", "/sms/registrations");
const decide = async (sid: string, decision: object) => {
  await control("POST", `/sms/registrations/${sid}`, decision);
  // Nobody is at the letterbox here: what Twilio calls back about is asked for after hours.
  await town.clock.advance(6 * HOUR);
  await watchRegistrations();
};
const heldBack = async () =>
  (await inShop(desk.shopId, readTroubles)).map(({ kind, scope, code }) => [kind, scope, code]);

describe("a local number of the United States", () => {
  it("says that networks block it, and its form is filled in from the shop and from how it asks for consent", async () => {
    expect(await sender()).toMatchObject({ isLocal: true, tenDlc: null });
    const { tenDlcDraft } = await page();
    expect(tenDlcDraft.campaign.flow).toMatch(/apps\/threadline\/sign-up/);
    expect(tenDlcDraft.campaign.flow).toMatch(/not ticked beforehand/);
    expect(tenDlcDraft.campaign.flow).toMatch(/STOP/);
    expect(tenDlcDraft.campaign.samples.length).toBeGreaterThan(1);
  });

  it("is handed in only with answers that can be right, each fault in words", async () => {
    expect((await register({ taxId: "12" })).fault).toMatch("An EIN has nine digits");
    expect((await register({ phone: "555" })).fault).toMatch("begins with +");
    expect((await register({ website: "http://tidewater.example" })).fault).toMatch("https://");
    expect((await register({ flow: "They agree." })).fault).toMatch("40 to 2,048");
    expect((await register({ brand: "" })).fault).toMatch("Choose how you register");
    expect((await sender()).tenDlc).toBeNull();
  });

  it("is no other shop's to register", async () => {
    const other = await openDesk("ten-dlc-other");
    expect((await send({ form: "ten-dlc", id, ...company }, other)).fault).toMatch("no longer connected");
  });

  it("wants a primary profile first, which Twilio's console alone makes, and says so", async () => {
    expect(await register()).toMatchObject({ done: "It is on its way to Twilio" });
    expect(await heldBack()).toEqual([["region-off", "US", "30034"]]);
    expect((await register()).fault).toMatch("with Twilio already");
    await goOn();
    const { tenDlc } = await sender();
    expect(tenDlc).toMatchObject({ tone: "critical", mayEdit: true });
    expect(tenDlc!.say).toMatch(/primary business profile.*Chat and email work meanwhile/);
    await control("POST", "/sms/primary-profiles", { account: ACCOUNT.accountSid });
  });

  it("is handed to Twilio in full, and waits for its review", async () => {
    await register();
    await goOn();
    const { bundles, filed } = await registry();
    const business = filed.find(({ fields }) => fields.Type === "customer_profile_business_information")!;
    expect(JSON.parse(business.fields.Attributes!)).toMatchObject({
      business_name: company.name,
      business_registration_number: company.taxId,
      website_url: company.website,
    });
    expect(bundles.find(({ fields }) => fields.FriendlyName?.endsWith("profile"))).toMatchObject({
      status: "pending-review",
      parts: { length: 4 },
    });
    expect((await sender()).tenDlc).toMatchObject({
      isOpen: true,
      say: expect.stringMatching("Twilio looks at"),
    });
  });

  it("never shows the tax number again, and keeps it where nobody can read it", async () => {
    expect(JSON.stringify((await page()).senders)).not.toContain("3456789");
    const [row] = await desk.look(
      ({ sql }) => sql<{ row: string }>`select to_jsonb(r)::text as row from "SenderRegistration" r`,
    );
    expect(row!.row).not.toContain("3456789");
    expect(row!.row).not.toContain("Traders");
  });

  it("tells of the people behind it to whoever may manage, and to nobody else", async () => {
    expect((await sender()).tenDlc!.answers).toMatchObject({ lastName: "Tide", phone: company.phone });
    for (const as of [desk.ben, desk.zoe]) {
      const { senders } = await page(as);
      expect(senders[0]!.tenDlc).toMatchObject({ isOpen: true, answers: {} });
      expect(JSON.stringify(senders)).not.toContain(company.phone);
    }
  });

  it("is rejected with what to change, and sent again with the change alone", async () => {
    const profile = (await registry()).bundles.find(({ status }) => status === "pending-review")!;
    const errors = [
      {
        error_code: 30795,
        description: "The tax number does not match.",
        fields: ["business_registration_number"],
      },
    ];
    await decide(profile.sid, { status: "twilio-rejected", errors });
    expect((await sender()).tenDlc!.say).toMatch(
      /Rejected: The tax number does not match \(30795\)\. Write legal name and tax number/,
    );
    const before = (await registry()).filed.length;
    await register({ name: "Tidewater Trading LLC", taxId: "" });
    await goOn();
    const { filed, bundles } = await registry();
    expect(filed).toHaveLength(before);
    const business = filed.find(({ fields }) => fields.Type === "customer_profile_business_information")!;
    expect(business.fields.Attributes).toMatch("Tidewater Trading LLC");
    expect(business.fields.Attributes).toMatch(company.taxId);
    expect(bundles.find(({ sid }) => sid === profile.sid)!.status).toBe("pending-review");
    await decide(profile.sid, { status: "twilio-approved" });
    expect((await registry()).bundles.filter(({ kind }) => kind === "TrustProducts")).toMatchObject([
      { status: "pending-review", parts: { length: 2 } },
    ]);
  });

  it("makes one brand, though Twilio's answer never came", async () => {
    const bundle = (await registry()).bundles.find(({ status }) => status === "pending-review")!;
    const match = { method: "POST", path: "/v1/a2p/BrandRegistrations" };
    await town.faults.add({ provider: "twilio", fault: "reset-after", match, times: 1 });
    await decide(bundle.sid, { status: "twilio-approved" });
    expect((await registry()).brands).toHaveLength(1);
    expect((await sender()).tenDlc).toMatchObject({ isOpen: true });
    // It is not asked for again within the minute, and found after it.
    await goOn();
    await town.clock.advance(2 * MINUTE);
    await goOn();
    const { brands } = await registry();
    expect(brands).toMatchObject([{ status: "PENDING", fields: { SkipAutomaticSecVet: "true" } }]);
    expect((await sender()).tenDlc!.say).toMatch("The registry checks the business");
  });

  it("is gone on with by one worker alone: another waits, and who wakes too late writes nothing", async () => {
    const claimed = await inShop(desk.shopId, (shop) => claimRegistration(shop, id));
    const { claim, registration } = claimed as Extract<typeof claimed, { claim: object }>;
    const before = await registry();
    await goOn();
    expect(await inShop(desk.shopId, (shop) => claimRegistration(shop, id))).toHaveProperty("busyUntil");
    await town.clock.advance(4 * MINUTE);
    await goOn();
    const late = { facts: registration.facts, step: "brand", state: "rejected" as const };
    expect(await inShop(desk.shopId, (shop) => keepProgress(shop, claim, late))).toBe(false);
    expect(await registry()).toEqual(before);
    expect((await sender()).tenDlc).toMatchObject({ isOpen: true });
  });

  it("sends the same brand again after a rejection", async () => {
    const brand = (await registry()).brands[0]!;
    await decide(brand.sid, {
      status: "FAILED",
      errors: [{ error_code: 30799, description: "Not verified" }],
    });
    expect((await sender()).tenDlc!.say).toMatch(/Not verified \(30799\).*Then send it again/);
    await register({ name: "Tidewater Traders LLC", taxId: "" });
    await goOn();
    expect((await registry()).brands).toMatchObject([{ sid: brand.sid, status: "PENDING" }]);
    await decide(brand.sid, { status: "APPROVED", errors: [] });
  });

  it("has one campaign in a service of its own, with the evidence of how shoppers agree", async () => {
    const { campaigns } = await registry();
    expect(campaigns).toMatchObject([
      { status: "IN_PROGRESS", fields: { UsAppToPersonUsecase: "LOW_VOLUME" } },
    ]);
    expect(campaigns[0]!.fields.MessageFlow).toMatch("sign-up");
    const { accounts } = await control<{
      accounts: { sid: string; services: { sid: string; numbers: string[] }[] }[];
    }>("GET", "/sms/accounts");
    const { services } = accounts.find(({ sid }) => sid === ACCOUNT.accountSid)!;
    expect(services).toMatchObject([{ sid: campaigns[0]!.service, numbers: [NUMBER] }]);
  });

  it("mends a rejected campaign in place, and texts the United States once it is verified", async () => {
    const campaign = (await registry()).campaigns[0]!;
    const errors = [
      { error_code: 30886, description: "Invalid campaign description", fields: ["CAMPAIGN_DESCRIPTION"] },
    ];
    await decide(campaign.sid, { status: "FAILED", errors });
    expect((await sender()).tenDlc!.say).toMatch("Say in the description who is texted");
    const description = "Tidewater texts its customers about their orders, and answers their questions.";
    await register({ taxId: "", description });
    await goOn();
    expect((await registry()).campaigns).toMatchObject([
      { sid: campaign.sid, fields: { Description: description } },
    ]);
    expect(await heldBack()).toHaveLength(1);
    await decide(campaign.sid, { status: "VERIFIED" });
    expect((await sender()).tenDlc).toMatchObject({
      tone: "success",
      say: expect.stringMatching("T-Mobile takes up to 10,000"),
    });
    // AT&T's 4,500 a minute, and as many for each of the two others.
    expect((await sender()).pace).toEqual({ near: 225, far: 10, granted: null });
    expect(await heldBack()).toEqual([]);
  });

  it("keeps what was chosen and told when it is connected again with another token", async () => {
    await send({ form: "use", id, role: "both", granted: "300" });
    await send({ form: "prices", id });
    await send({ form: "sms", ...ACCOUNT, sender: NUMBER });
    expect(await sender()).toMatchObject({
      plainSigns: false,
      prices: { DE: { currency: "USD" } },
      pace: { near: 225, granted: 300 },
      tenDlc: { tone: "success" },
    });
  });
});

describe("a number that was registered in Twilio's console", () => {
  it("is found to be so, and nothing is made", async () => {
    const beside = "+14155550191";
    const { service } = (await registry()).campaigns[0]!;
    await town.smsAccount({
      sid: ACCOUNT.accountSid,
      numbers: [NUMBER, beside],
      services: [{ sid: service, name: "Ours", numbers: [NUMBER, beside] }],
    });
    await send({ form: "sms", ...ACCOUNT, sender: beside });
    const { id: accountId } = (await page()).senders.find((one) => one.sender === beside)!;
    const before = await registry();
    await send({ form: "ten-dlc", ...company, id: accountId });
    await goOnRegistering(desk.shopId, { accountId });
    expect(await registry()).toEqual(before);
    expect((await page()).senders.find((one) => one.sender === beside)!.tenDlc).toMatchObject({
      tone: "success",
    });
  });
});

describe("one person without a tax number", () => {
  it("proves their phone, and can have it texted again", async () => {
    const alone = "+14155550192";
    const sid = `AC${"8".repeat(32)}`;
    await town.smsAccount({ sid, token: ACCOUNT.token, numbers: [alone], isNew: true });
    await control("POST", "/sms/primary-profiles", { account: sid });
    await control("POST", "/sms/reviews", { afterMs: 0 });
    await send({ form: "sms", accountSid: sid, token: ACCOUNT.token, sender: alone });
    const mine = async () => (await page()).senders.find((one) => one.sender === alone)!;
    const { id: accountId } = await mine();
    const { type: _, taxId: __, taxIdKind: ___, title: ____, position: _____, ...person } = company;
    const answers = { ...person, brand: "sole-proprietor", mobile: "+14155550124" };
    expect((await send({ form: "ten-dlc", ...answers, mobile: "", id: accountId })).fault).toMatch(
      "mobile number",
    );
    await send({ form: "ten-dlc", ...answers, id: accountId });
    await goOnRegistering(desk.shopId, { accountId });
    const { brands } = await registry();
    expect(brands.at(-1)).toMatchObject({ status: "PENDING", fields: { BrandType: "SOLE_PROPRIETOR" } });
    expect((await mine()).tenDlc).toMatchObject({
      isProving: true,
      say: expect.stringMatching("Answer YES on that phone"),
    });
    await send({ form: "ten-dlc-prove", id: accountId });
    expect((await registry()).proofs).toHaveLength(2);
    await decide(brands.at(-1)!.sid, { status: "APPROVED" });
    expect((await registry()).campaigns.at(-1)!.fields.UsAppToPersonUsecase).toBe("SOLE_PROPRIETOR");
    expect((await mine()).tenDlc).toMatchObject({ tone: "success" });
    await control("POST", "/sms/reviews", { afterMs: null });
  });
});

describe("a business that Twilio has approved before", () => {
  const sid = `AC${"6".repeat(32)}`;
  const [first, second] = ["+14155550193", "+14155550194"];
  const of = async (number: string) => (await page()).senders.find((one) => one.sender === number)!;
  const approve = (what: string, more: object) =>
    control<{ sid: string }>("POST", `/sms/approved-${what}`, { account: sid, ...more });
  let profile: string;
  beforeAll(async () => {
    await town.smsAccount({ sid, token: ACCOUNT.token, numbers: [first, second], isNew: true });
    await control("POST", "/sms/primary-profiles", { account: sid });
    for (const number of [first, second])
      await send({ form: "sms", accountSid: sid, token: ACCOUNT.token, sender: number });
  });

  it("is looked for when asked, and its absence said", async () => {
    const { id: none } = await of(first);
    expect((await send({ form: "ten-dlc-approved", id: none })).fault).toMatch("no approved brand");
  });

  it("lends its profile: no other is made, and its own way to register is kept to", async () => {
    profile = (await approve("profiles", { name: "Tidewater in the console" })).sid;
    const { id: accountId } = await of(first);
    const { approved } = await send({ form: "ten-dlc-approved", id: accountId });
    expect(approved).toEqual({
      brands: [],
      profiles: [{ sid: profile, name: "Tidewater in the console", kind: "company" }],
    });
    const stranger = (await registry()).bundles[0]!.sid;
    const asked = { form: "ten-dlc", ...company, id: accountId };
    expect((await send({ ...asked, profileSid: stranger })).fault).toMatch("no longer has this business");
    const { type: _, taxId: __, ...person } = company;
    const alone = { ...asked, ...person, brand: "sole-proprietor", mobile: "+14155550124" };
    expect((await send({ ...alone, profileSid: profile })).fault).toMatch("the other way to register");
    const before = (await registry()).bundles.length;
    await send({ ...asked, profileSid: profile });
    await goOnRegistering(desk.shopId, { accountId });
    const made = (await registry()).bundles.slice(before);
    expect(made).toMatchObject([{ kind: "TrustProducts", status: "pending-review" }]);
    expect(made[0]!.parts).toContain(profile);
    await decide(made[0]!.sid, { status: "twilio-approved" });
    expect((await registry()).brands.at(-1)!.fields).toMatchObject({ CustomerProfileBundleSid: profile });
  });

  it("lends its brand: the campaign alone is new, and mended under the same brand", async () => {
    const brand = (await approve("brands", { profile })).sid;
    const { id: accountId } = await of(second);
    const { approved } = await send({ form: "ten-dlc-approved", id: accountId });
    expect(approved!.brands).toEqual([{ sid: brand, name: "Tidewater in the console", kind: "standard" }]);
    const asked = { form: "ten-dlc-brand", id: accountId, brandSid: brand };
    expect((await send({ ...asked, brandSid: `BN${"0".repeat(32)}` })).fault).toMatch(
      "no longer has this brand",
    );
    const before = await registry();
    expect(await send(asked)).toMatchObject({ done: "It is on its way to Twilio" });
    await goOnRegistering(desk.shopId, { accountId });
    const after = await registry();
    expect([after.brands.length, after.bundles.length]).toEqual([
      before.brands.length,
      before.bundles.length,
    ]);
    const campaign = after.campaigns.at(-1)!;
    expect(campaign.fields).toMatchObject({ BrandRegistrationSid: brand, UsAppToPersonUsecase: "MIXED" });
    await decide(campaign.sid, { status: "FAILED", errors: [{ error_code: 30886, description: "Vague" }] });
    expect((await of(second)).tenDlc).toMatchObject({
      mayEdit: true,
      answers: { brand: "known", sid: brand },
    });
    await send({ ...asked, description: "Tidewater texts its customers about their orders, nothing else." });
    await goOnRegistering(desk.shopId, { accountId });
    expect((await registry()).campaigns.at(-1)).toMatchObject({ sid: campaign.sid, status: "IN_PROGRESS" });
    await decide(campaign.sid, { status: "VERIFIED" });
    expect((await of(second)).tenDlc).toMatchObject({ tone: "success" });
  });
});
