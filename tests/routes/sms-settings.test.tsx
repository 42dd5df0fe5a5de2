import { beforeAll, describe, expect, it } from "vitest";
import { action, loader } from "#app/routes/app.settings_.channels.sms/route.tsx";
import { prisma } from "#app/db.server.ts";
import { watchRegistrations } from "#app/desk/watch-registrations.ts";
import { control, town } from "#tests/town.ts";
import { callAs, type DeskScene, openDesk, type Person, refusal } from "./desk-scene.ts";

const PATH = "/app/settings/channels/sms";
const ACCOUNT = { accountSid: `AC${"7".repeat(32)}`, token: "77112233445566778899aabbccddeeff" };
const NUMBER = "+14155550170";
const OFFERS = `MG${"7".repeat(32)}`;
const TWILIO = { form: "sms", ...ACCOUNT };

let desk: DeskScene;
beforeAll(async () => {
  desk = await openDesk("sms-settings");
  await town.smsAccount({
    sid: ACCOUNT.accountSid,
    token: ACCOUNT.token,
    numbers: [NUMBER, "+14155550171", "+14155550172"],
    services: [{ sid: OFFERS, name: "Offers", numbers: ["+14155550171", "+14155550172"] }],
  });
});
const send = async (as: Person, form: Record<string, string>, on = desk) =>
  action(await callAs(on, { as, path: PATH, form }));
const page = async (as: Person) => loader(await callAs(desk, { as, path: PATH }));
const townAccount = async () => {
  const { accounts } = await control<{ accounts: Account[] }>("GET", "/sms/accounts");
  return accounts.find(({ sid }) => sid === ACCOUNT.accountSid)!;
};
interface Account {
  sid: string;
  smsUrls: Record<string, string>;
  services: { sid: string; inboundUrl: string | null }[];
}

describe("Twilio", () => {
  it("is asked before anything is kept: a wrong token connects nothing", async () => {
    const wrong = await send(desk.maya, { ...TWILIO, token: "wrong", sender: NUMBER });
    expect(wrong.fault).toMatch("Twilio refused");
    expect((await page(desk.maya)).senders).toEqual([]);
  });

  it("tells what there is to choose from: services with their numbers, then numbers", async () => {
    const { choose } = await send(desk.maya, TWILIO);
    expect(choose).toMatchObject([
      { sender: OFFERS, name: "Offers", pool: ["+14155550171", "+14155550172"], isSticky: true },
      { sender: NUMBER, takesPictures: true },
      { sender: "+14155550171" },
      { sender: "+14155550172" },
    ]);
  });

  it("connects a number in any spelling and is told its webhook, and the page never shows the token", async () => {
    const answer = await send(desk.maya, { ...TWILIO, sender: "+1 (415) 555-0170", role: "service" });
    expect(answer).toEqual({ form: "sms", done: "Texts are connected" });
    const { senders } = await page(desk.maya);
    expect(senders).toMatchObject([
      { sender: NUMBER, role: "service", provider: "twilio", plainSigns: true },
    ]);
    expect(JSON.stringify(senders)).not.toContain(ACCOUNT.token);
    expect((await townAccount()).smsUrls[NUMBER]).toBe(senders[0]!.webhookUrl);
  });

  it("connects a messaging service by its name, for offers", async () => {
    await send(desk.maya, { ...TWILIO, sender: OFFERS, role: "marketing" });
    const { senders } = await page(desk.maya);
    expect(senders[1]).toMatchObject({ name: "Offers", role: "marketing" });
    expect((await townAccount()).services[0]!.inboundUrl).toBe(senders[1]!.webhookUrl);
  });

  it("refuses a number that is not the account's, and one that another shop has connected", async () => {
    expect((await send(desk.maya, { ...TWILIO, sender: "+14155550999" })).fault).toMatch("no such number");
    const other = await openDesk("sms-taker");
    expect((await send(other.maya, { ...TWILIO, sender: NUMBER }, other)).fault).toMatch("Another shop");
  });

  it("tells what this account pays, and of a country it does not price nothing is shown", async () => {
    const { id } = (await page(desk.maya)).senders[0]!;
    expect(await send(desk.maya, { form: "prices", id })).toMatchObject({ done: "Twilio gave us 4 prices" });
    const { prices } = (await page(desk.maya)).senders[0]!;
    // The dearer of the two German networks: which one it is nobody knows before.
    expect(prices.DE).toMatchObject({ amount: "0.0913", currency: "USD" });
    expect(prices.FR).toBeUndefined();
  });

  it("says whether the connection still works, and what to do where it does not", async () => {
    const { id } = (await page(desk.maya)).senders[0]!;
    expect(await send(desk.maya, { form: "test", id })).toEqual({
      form: "test",
      id,
      done: "The connection works",
    });
    await town.smsAccount({ sid: ACCOUNT.accountSid, token: "changed" });
    expect((await send(desk.maya, { form: "test", id })).fault).toMatch("Copy both again");
    await town.smsAccount({ sid: ACCOUNT.accountSid, token: ACCOUNT.token });
  });

  it("keeps what a sender is for, and lets it go", async () => {
    const { id } = (await page(desk.maya)).senders[0]!;
    await send(desk.maya, { form: "use", id, role: "both" });
    expect((await page(desk.maya)).senders[0]).toMatchObject({
      role: "both",
      plainSigns: false,
      prices: { DE: {} },
    });
    await send(desk.maya, { form: "disconnect", id });
    expect((await page(desk.maya)).senders.map(({ name }) => name)).toEqual(["Offers"]);
  });
});

describe("Telnyx", () => {
  it("is asked before anything is kept, and says of a number that is not its own what to do", async () => {
    const { account } = await control<{ account: { apiKey: string; publicKey: string } }>("GET", "/telnyx");
    const form = { form: "telnyx", ...account, number: "+1 312 555 0100" };
    expect((await send(desk.maya, { ...form, apiKey: "wrong" })).fault).toMatch("Telnyx refused");
    expect((await send(desk.maya, { ...form, publicKey: "short" })).fault).toMatch("public key");
    expect((await send(desk.maya, { ...form, number: "+13125550999" })).fault).toMatch("messaging profile");
    expect(await send(desk.maya, form)).toMatchObject({ done: "Texts are connected" });
    const { senders } = await page(desk.maya);
    expect(senders.at(-1)).toMatchObject({ provider: "telnyx", sender: "+13125550100" });
    expect(JSON.stringify(senders)).not.toContain(account.apiKey);
  });
});

it("an agent and a viewer see the senders and cannot change them", async () => {
  for (const one of [desk.ben, desk.zoe]) {
    expect((await page(one)).mayManage).toBe(false);
    expect(await refusal(send(one, TWILIO))).toBe(403);
  }
});

describe("a toll-free number", () => {
  const TOLL_FREE = "+18885550170";
  const answers = {
    BusinessName: "Tidewater Traders LLC",
    BusinessWebsite: "https://tidewater.example",
    NotificationEmail: "maya@tidewater.example",
    BusinessStreetAddress: "1 Harbour Street",
    BusinessCity: "Portland",
    BusinessStateProvinceRegion: "ME",
    BusinessPostalCode: "04101",
    BusinessCountry: "US",
    BusinessContactFirstName: "Maya",
    BusinessContactLastName: "Tide",
    BusinessContactEmail: "maya@tidewater.example",
    BusinessContactPhone: "+14155550123",
    BusinessType: "PRIVATE_PROFIT",
    BusinessRegistrationNumber: "12-3456789",
    BusinessRegistrationAuthority: "EIN",
    BusinessRegistrationCountry: "US",
    MessageVolume: "1,000",
    OptInImageUrls: "https://tidewater.example/pages/texts",
    PrivacyPolicyUrl: "https://tidewater.example/policies/privacy-policy",
    TermsAndConditionsUrl: "https://tidewater.example/policies/terms-of-service",
  };
  const decide = async (decision: object) => {
    const { verifications } = await control<{ verifications: { sid: string }[] }>("GET", "/sms/toll-free");
    await control("POST", `/sms/toll-free/${verifications[0]!.sid}`, decision);
    await watchRegistrations();
  };
  const sender = async () => (await page(desk.maya)).senders.find((one) => one.sender === TOLL_FREE)!;

  it("is known as one, and its form is filled in from the shop", async () => {
    await town.smsAccount({ sid: ACCOUNT.accountSid, numbers: [TOLL_FREE], services: [] });
    await send(desk.maya, { ...TWILIO, sender: TOLL_FREE });
    expect(await sender()).toMatchObject({ isTollFree: true, tollFree: null });
    const primaryUrl = "https://tidewater.example";
    await prisma.shop.update({ where: { id: desk.shopId }, data: { name: "Tidewater", primaryUrl } });
    expect((await page(desk.maya)).draft).toMatchObject({
      BusinessName: "Tidewater",
      BusinessWebsite: primaryUrl,
    });
  });

  it("is sent to Twilio only when everything is answered", async () => {
    const { id } = await sender();
    const fault = (await send(desk.maya, { form: "toll-free", id, ...answers, BusinessContactPhone: "555" }))
      .fault;
    expect(fault).toMatch("phone begins with +");
    expect(await send(desk.maya, { form: "toll-free", id, ...answers })).toMatchObject({
      done: "Sent to Twilio",
    });
    expect((await sender()).tollFree).toMatchObject({
      isOpen: true,
      mayEdit: false,
      say: expect.stringMatching(/Chat and email work/),
    });
    expect((await send(desk.maya, { form: "toll-free", id, ...answers })).fault).toMatch(
      "with Twilio already",
    );
  });

  it("that is rejected says why and what to change, is sent again, and is verified", async () => {
    const { id } = await sender();
    const reason = "Opt-in not sufficient: language unclear";
    await decide({ status: "TWILIO_REJECTED", code: 30841, reason, editAllowed: true });
    const { say, mayEdit } = (await sender()).tollFree!;
    expect(say).toMatch(`Rejected: ${reason}. Say beside the tick box`);
    expect(mayEdit).toBe(true);
    // What was sent is there to be mended, for whoever may, and the registration number for nobody.
    const { BusinessRegistrationNumber: number, ...shown } = answers;
    expect((await sender()).tollFree!.sent).toEqual(shown);
    expect(JSON.stringify((await page(desk.ben)).senders)).not.toContain(answers.BusinessContactPhone);
    const mended = {
      ...shown,
      OptInImageUrls: "https://tidewater.example/texts",
      BusinessType: "NON_PROFIT",
    };
    expect(await send(desk.maya, { form: "toll-free", id, ...mended })).toMatchObject({
      done: "Sent to Twilio",
    });
    const { verifications } = await control<{ verifications: object[] }>("GET", "/sms/toll-free");
    expect(verifications).toMatchObject([{ fields: { ...mended, BusinessRegistrationNumber: number } }]);
    expect((await sender()).tollFree!.sent).toEqual(mended);
    // The settings lie open in the database: nothing of a person may.
    const { settings } = await desk.look(({ tx }) => tx.channelAccount.findFirstOrThrow({ where: { id } }));
    for (const secret of [answers.BusinessContactPhone, answers.BusinessContactEmail, number])
      expect(JSON.stringify(settings)).not.toContain(secret);
    // Connected anew with another token, it is still there.
    await send(desk.maya, { ...TWILIO, sender: TOLL_FREE });
    expect((await sender()).tollFree!.sent).toEqual(mended);
    await decide({ status: "TWILIO_APPROVED" });
    expect((await sender()).tollFree).toMatchObject({ tone: "success", isOpen: false, mayEdit: false });
  });

  it("that Twilio rejects for good cannot be sent again", async () => {
    const { id } = await sender();
    await decide({ status: "TWILIO_REJECTED", code: 30460, reason: "Disallowed", editAllowed: false });
    await send(desk.maya, { form: "toll-free-look", id });
    expect((await sender()).tollFree).toMatchObject({ tone: "critical", mayEdit: false });
    expect((await send(desk.maya, { form: "toll-free", id, ...answers })).fault).toMatch(
      "with Twilio already",
    );
  });
});

describe("the pace of a sender", () => {
  const MIXED = `MG${"8".repeat(32)}`;
  const [LONG, FREE] = ["+14155550178", "+18885550178"];
  const mixed = async () => (await page(desk.maya)).senders.find(({ sender }) => sender === MIXED)!;

  it("is that of the pool of a service, short codes as well, as it was when it was connected", async () => {
    const service = { sid: MIXED, name: "Mixed", numbers: [LONG, FREE], shortCodes: ["24273"] };
    await town.smsAccount({ sid: ACCOUNT.accountSid, numbers: [LONG, FREE], services: [service] });
    await send(desk.maya, { ...TWILIO, sender: MIXED });
    expect((await mixed()).pace).toEqual({ near: 104, far: 30, granted: null });
  });

  it("is what Twilio has granted once the merchant says so, until they say it no more", async () => {
    const { id } = await mixed();
    const use = (granted: string) => send(desk.maya, { form: "use", id, role: "both", granted });
    expect(await use("12.5")).toMatchObject({ done: "Saved" });
    expect((await mixed()).pace).toEqual({ near: 104, far: 30, granted: 12.5 });
    for (const wrong of ["0", "-3", "fast", "2001"])
      expect((await use(wrong)).fault).toMatch("a number like 3 or 12.5");
    expect((await mixed()).pace!.granted).toBe(12.5);
    expect(await use("")).toMatchObject({ done: "Saved" });
    expect((await mixed()).pace!.granted).toBeNull();
  });
});
