import { randomUUID } from "node:crypto";
import { connectAccount } from "#app/channels/accounts.ts";
import type { Attached, Scene, Wire } from "#tests/channels/channel-contract.ts";
import { connectSms, look, openPage, SHOP_NUMBER } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";
import { sendTwilio } from "#tests/webhooks.ts";

/** Another shop's number with this carrier, and a secret of its own. */
const connectTheirs = ({ other }: Scene, provider: "twilio" | "telnyx", settings: object) =>
  look(other.shopId, (shop) =>
    connectAccount(shop, { channel: "sms", provider, sender: "+14155550777", settings, secret: "another" }),
  );

export function twilioWire(): Wire {
  let [webhook, theirs, count] = ["", "", 0];
  return {
    name: "Twilio",
    keepsLog: true,
    confirms: false,
    channel: "sms",
    async connect(scene) {
      webhook = await connectSms(scene.app, scene.shopId);
      const settings = { accountSid: `AC${"9".repeat(32)}` };
      theirs = `${scene.app.url}/webhooks/sms/${await connectTheirs(scene, "twilio", settings)}`;
    },
    person: async () => `+1415556${String(1000 + count++)}`,
    addressOf: (phone) => phone,
    async write(phone, text, how) {
      const { webhook: told } = await town.text(phone, text, { to: SHOP_NUMBER, ...how });
      return { status: told.answered };
    },
    sees: (phone) => town.textsTo(phone),
    async shut(phone) {
      await town.fate(phone, { final: "undelivered", errorCode: 30006 });
      return {};
    },
    lose: (phone) => ({
      provider: "twilio",
      fault: "500-after",
      match: { method: "POST", body: { To: phone } },
    }),
    settlesAs: "delivered",
    async tellOld({ id, externalId }) {
      const form = { MessageSid: externalId!, MessageStatus: "sent", To: "+14155560000", From: SHOP_NUMBER };
      return (await sendTwilio(`${webhook}/status?m=${id}`, form)).status;
    },
    stray: async (text) => (await sendTwilio(theirs, textOf(text))).status,
    foreign: async () =>
      (await sendTwilio(webhook, { MessageSid: `SM${"0".repeat(32)}`, Body: "nobody" })).status,
  };
}

const textOf = (Body: string) => ({
  MessageSid: `SM${randomUUID().replaceAll("-", "")}`,
  From: "+14155569999",
  To: "+14155550777",
  NumMedia: "0",
  Body,
});

export function telnyxWire(): Wire {
  let [webhook, theirs, number, count] = ["", "", "", 0];
  const post = (url: string, data: object) =>
    control<{ answered: number }>("POST", "/telnyx/post", { url, says: { data } });
  const event = (event_type: string, payload: object) => ({
    event_type,
    id: randomUUID(),
    record_type: "event",
    payload: { from: { phone_number: number }, to: [{ phone_number: "+13125560000" }], ...payload },
  });
  return {
    name: "Telnyx",
    keepsLog: true,
    confirms: false,
    channel: "sms",
    async connect(scene) {
      const { account } = await control<Telnyx>("GET", "/telnyx");
      number = account.numbers[0]!;
      const form = { form: "telnyx", apiKey: account.apiKey, publicKey: account.publicKey, number };
      await openPage(scene.app, "/app/settings/channels/sms.data", undefined, form);
      const ours = await look(scene.shopId, ({ tx }) =>
        tx.channelAccount.findFirstOrThrow({ where: { provider: "telnyx" } }),
      );
      webhook = `${scene.app.url}/webhooks/sms/${ours.id}`;
      await control("POST", "/telnyx/account", { webhookUrl: webhook });
      const settings = { publicKey: Buffer.alloc(32, 7).toString("base64") };
      theirs = `${scene.app.url}/webhooks/sms/${await connectTheirs(scene, "telnyx", settings)}`;
    },
    person: async () => `+1312556${String(1000 + count++)}`,
    addressOf: (phone) => phone,
    async write(phone, body, how: { media?: Attached[]; repeats?: number; forged?: boolean } = {}) {
      const said = { body, ...how };
      const { answered } = await control<{ answered: number | null }>(
        "POST",
        `/telnyx/phones/${phone}/text`,
        said,
      );
      return { status: answered };
    },
    async sees(phone) {
      const { messages } = await control<Telnyx>("GET", "/telnyx");
      return messages
        .filter(({ to, status }) => to === phone && status === "delivered")
        .map(({ text }) => text);
    },
    async shut(phone) {
      const fate = { final: "delivery_failed", code: "40001" };
      await control("POST", `/telnyx/phones/${phone}/fate`, fate);
      return {};
    },
    lose: () => ({ provider: "telnyx", fault: "500-after", match: { method: "POST" } }),
    settlesAs: "delivered",
    async tellOld({ externalId, address }) {
      const to = [{ phone_number: address, status: "sent" }];
      return (await post(webhook, event("message.sent", { id: externalId, to }))).answered;
    },
    stray: async (text) =>
      (await post(theirs, event("message.received", { id: randomUUID(), text }))).answered,
    foreign: async () =>
      (await post(webhook, event("10dlc.phone_number.update", { id: randomUUID() }))).answered,
  };
}

interface Telnyx {
  account: { apiKey: string; publicKey: string; numbers: string[] };
  messages: { to: string; text: string; status: string }[];
}
