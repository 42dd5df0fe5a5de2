import { randomUUID } from "node:crypto";
import { connectAccount } from "#app/channels/accounts.ts";
import { shelf } from "#app/channels/shelf.ts";
import { connectPastedInstagram } from "#app/desk/connect-instagram.ts";
import { connectMessenger } from "#app/desk/connect-messenger.ts";
import type { Told, Wire } from "#tests/channels/channel-contract.ts";
import { type App, look } from "#tests/app.ts";
import { signedByMeta } from "#tests/meta-door.ts";
import { control, town } from "#tests/town.ts";
import { NUMBER_ID, WABA, whatsApp } from "#tests/whatsapp.ts";

/** As Meta posts it: one thing about one account. */
async function post(app: App, webhook: object): Promise<number> {
  const body = Buffer.from(JSON.stringify(webhook));
  const headers = { "content-type": "application/json", ...signedByMeta(body) };
  return (await fetch(`${app.url}/webhooks/meta`, { method: "POST", headers, body })).status;
}

const statusOf = ({ webhook }: { webhook: { attempts: { status: number | null }[] } | null }): Told => ({
  status: webhook?.attempts.at(-1)?.status ?? null,
});

const seconds = async () => String(Math.floor((await town.clock.now()).getTime() / 1000));

export function whatsAppWire(): Wire {
  const THEIRS = "206540352249999";
  let app: App;
  let count = 0;
  const change = (value: object, field = "messages", phone_number_id = NUMBER_ID) => {
    const metadata = { display_phone_number: "15550783881", phone_number_id };
    const whole = { messaging_product: "whatsapp", metadata, ...value };
    return post(app, {
      object: "whatsapp_business_account",
      entry: [{ id: WABA, changes: [{ field, value: whole }] }],
    });
  };
  return {
    name: "WhatsApp",
    confirms: true,
    channel: "whatsapp",
    async connect(scene) {
      app = scene.app;
      await whatsApp.connect(scene.shopId);
      const settings = {
        phoneNumberId: THEIRS,
        wabaId: "202290129340398",
        name: "Harbour",
        isOnApp: false,
        peopleADay: null,
      };
      await look(scene.other.shopId, (shop) =>
        connectAccount(shop, {
          ...{ channel: "whatsapp", provider: "whatsapp", sender: "+15550789999" },
          ...{ address: THEIRS, settings, secret: "another" },
        }),
      );
    },
    person: async () => `+4917655501${String(100 + count++)}`,
    addressOf: (number) => number,
    write: async (number, text, how) => statusOf(await whatsApp.write(number, text, how)),
    sees: (number) => whatsApp.textsTo(number),
    async shut(number) {
      await whatsApp.change(number, { isOnWhatsApp: false });
      return {};
    },
    lose: () => ({ provider: "meta", fault: "500-after", match: { path: "/\\/messages$/" } }),
    settlesAs: "delivered",
    tellOld: async ({ id, externalId }) =>
      change({
        statuses: [
          {
            id: externalId,
            status: "sent",
            timestamp: await seconds(),
            biz_opaque_callback_data: id,
          },
        ],
      }),
    stray: async (body) =>
      change(
        {
          contacts: [],
          messages: [
            {
              ...{ from: "4917655509999", id: `wamid.${randomUUID()}`, timestamp: await seconds() },
              ...{ type: "text", text: { body } },
            },
          ],
        },
        "messages",
        THEIRS,
      ),
    foreign: () => change({ decision: "APPROVED" }, "phone_number_name_update"),
  };
}

type Inboxes = "messenger" | "instagram";

const ACCOUNTS = {
  messenger: { ours: "123456789012345", theirs: "923456789012345", object: "page" },
  instagram: { ours: "17841400000000001", theirs: "97841400000000001", object: "instagram" },
};

export function platformWire(channel: Inboxes): Wire {
  const { ours, theirs, object } = ACCOUNTS[channel];
  let app: App;
  let count = 0;
  const tell = async (item: object, { account = ours, person = "990000000009999" } = {}) => {
    const at = (await town.clock.now()).getTime();
    const messaging = [{ sender: { id: person }, recipient: { id: account }, timestamp: at, ...item }];
    return post(app, { object, entry: [{ id: account, time: at, messaging }] });
  };
  const person = (id: string) => `/${channel}/people/${id}`;
  return {
    name: channel === "messenger" ? "Messenger" : "Instagram",
    confirms: true,
    channel,
    takesFiles: shelf[channel]?.fetchMedia !== undefined,
    async connect(scene) {
      app = scene.app;
      const { token } = await control<{ token: string }>("POST", `/${channel}/accounts`, { id: ours });
      const connect = channel === "messenger" ? connectMessenger : connectPastedInstagram;
      const done = await connect(scene.shopId, token);
      if (!done.connected) throw new Error(JSON.stringify(done));
      const settings = { name: "Harbour", permissions: [] };
      await look(scene.other.shopId, (shop) =>
        connectAccount(shop, { channel, provider: channel, sender: theirs, settings, secret: "another" }),
      );
    },
    person: async () => `99${channel.length}0000000001${String(100 + count++)}`,
    addressOf: (id) => `${ours}:${id}`,
    write: async (id, text, how) =>
      statusOf(await control("POST", `${person(id)}/write`, { to: ours, text, ...how })),
    async sees(id) {
      const { messages } = await control<{ messages: { direction: string; text: string }[] }>(
        "GET",
        `${person(id)}?account=${ours}`,
      );
      return messages.filter(({ direction }) => direction === "in").map(({ text }) => text);
    },
    async shut(id) {
      await control("POST", `${person(id)}/set`, { isGone: true });
      return {};
    },
    lose: () => ({ provider: "meta", fault: "500-after", match: { path: "/\\/messages$/" } }),
    // Instagram tells nothing of delivery, only of what was read.
    settlesAs: channel === "messenger" ? "delivered" : "sent",
    tellOld: ({ externalId, address }) =>
      tell(
        channel === "messenger"
          ? { delivery: { mids: [externalId], watermark: 1 } }
          : { read: { mid: "older" } },
        { person: address!.split(":")[1]! },
      ),
    stray: (text) => tell({ message: { mid: `m_${randomUUID()}`, text } }, { account: theirs }),
    foreign: () => tell({ pass_thread_control: { new_owner_app_id: "1" } }),
  };
}
