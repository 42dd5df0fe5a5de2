import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel } from "#app/channels/channel.ts";
import { consentHash } from "#app/consent/consent-address.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { FOLLOW, UNFOLLOW } from "#app/conversations/choice-ids.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { askForTemplate } from "#app/desk/whatsapp-templates.ts";
import { type App, install, look, openPage, settled, startApp, stopApps } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";
import { whatsApp } from "#tests/whatsapp.ts";

const [MARIA, JONAS, LENA] = ["+4917699990101", "+4917699990102", "+4917699990103"];
const PAGE = "123456789012345";
const ADA = "1254477777772919";
const ENDED = ["cart-reminders revoked", "marketing revoked"];

let app: App;
let shopId: string;

beforeAll(async () => {
  await town.reset();
  await town.clock.to("2027-03-09T11:00:00Z");
  app = await startApp();
  shopId = await install(app);
  const accountId = await whatsApp.connect(shopId);
  const named = { name: "spring_sale", language: "de", category: "marketing" as const };
  const words = { body: "Unsere Frühlingsangebote sind da.", footer: "", examples: [] };
  await askForTemplate(shopId, accountId, { ...named, ...words, buttons: ["Ansehen", "Stop promotions"] });
  await whatsApp.judge("spring_sale", { status: "APPROVED", quality: "GREEN" });
  const page = { id: PAGE, name: "Tidewater Goods" };
  const { token } = await control<{ token: string }>("POST", "/messenger/accounts", page);
  await openPage(app, "/app/settings/channels/messenger.data", town.domain, { form: "connect", token });
  await settled();
});
afterAll(stopApps);

const consentOf = async (channel: Channel, address: string) => {
  const where = { shopId, addressHash: consentHash(channel, address) };
  const rows = await look(shopId, ({ tx }) => tx.consentState.findMany({ where }));
  return rows.map(({ purpose, state }) => `${purpose} ${state}`).sort();
};
const agrees = (channel: Channel, address: string) =>
  look(shopId, (shop) =>
    recordConsent(shop, {
      ...{ channel, address, purpose: "marketing", state: "granted", level: "CONFIRMED_OPT_IN" },
      ...{ source: "storefront", evidence: {}, at: shop.at },
    }),
  );
const sends = async (address: string, draft: object) => {
  const { conversationId } = await look(shopId, ({ tx }) =>
    tx.message.findFirstOrThrow({ where: { shopId, address } }),
  );
  const intent = randomUUID();
  const ours = { conversationId, author: { kind: "system" as const }, text: "Hello", intent };
  await look(shopId, (shop) => sendMessage(shop, { ...ours, ...draft }));
  await settled();
  const { state, reason } = await look(shopId, ({ tx }) =>
    tx.message.findFirstOrThrow({ where: { shopId, intent } }),
  );
  return [state, reason].filter(Boolean).join(" ");
};
const promotes = (phone: string) =>
  sends(phone, {
    purpose: "marketing",
    text: "Unsere Frühlingsangebote sind da.",
    template: { name: "spring_sale", language: "de", parameters: [] },
    choices: ["Ansehen", "Stop promotions"].map((label) => ({ id: label, label })),
  });

/** Somebody with WhatsApp who wants the promotions, and has had one. */
async function isPromotedTo(phone: string) {
  await whatsApp.write(phone, "Hallo");
  await agrees("whatsapp", phone);
  await settled();
  expect(await promotes(phone)).toBe("delivered");
  // Meta tells seconds: what they say next is said later.
  await town.clock.advance(2_000);
}

describe("the end of promotions that stands on a template's button", () => {
  it("counts when it is pressed, is confirmed once, and the next one stays here", async () => {
    await isPromotedTo(MARIA!);
    const before = (await whatsApp.textsTo(MARIA!)).length;
    await whatsApp.tap(MARIA!, "Stop promotions");
    await settled();
    expect(await consentOf("whatsapp", MARIA!)).toEqual(ENDED);
    expect((await whatsApp.textsTo(MARIA!)).slice(before)).toEqual([
      expect.stringMatching(/Werbung|advertising/),
    ]);
    expect(await promotes(MARIA!)).toBe("suppressed opted-out");
  });

  it("counts when it is typed, for a template's buttons are no answers to a question of ours", async () => {
    await isPromotedTo(JONAS!);
    await whatsApp.write(JONAS!, "stop promotions");
    await settled();
    expect(await consentOf("whatsapp", JONAS!)).toEqual(ENDED);
  });
});

describe("a button of our own", () => {
  it("means what it was offered for, whatever stands on it", async () => {
    await whatsApp.write(LENA!, "Hallo");
    await agrees("whatsapp", LENA!);
    await settled();
    const choices = [
      { id: `${UNFOLLOW}1`, label: "Stop these messages" },
      { id: `${FOLLOW}1`, label: "Keep me posted" },
    ];
    expect(await sends(LENA!, { choices, purpose: "service" })).toBe("delivered");
    await whatsApp.tap(LENA!, `${UNFOLLOW}1`);
    await settled();
    expect(await consentOf("whatsapp", LENA!)).toEqual(["marketing granted"]);
  });
});

describe("the menu of a Page, which is the merchant's", () => {
  it("ends promotions with the words that stand on it", async () => {
    const address = `${PAGE}:${ADA}`;
    await control("POST", `/messenger/people/${ADA}/write`, { text: "Hello" });
    await settled();
    await agrees("messenger", address);
    const pressed = { title: "Stop promotions", payload: "STOP_PROMOTIONS" };
    await control("POST", `/messenger/people/${ADA}/postback`, pressed);
    await settled();
    expect(await consentOf("messenger", address)).toEqual(ENDED);
  });
});
