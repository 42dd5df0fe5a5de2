import { afterAll, beforeAll, expect, it } from "vitest";
import { shelf } from "#app/channels/shelf.ts";
import { type App, install, settled, startApp, stopApps } from "#tests/app.ts";
import { channelContract, type Scene } from "#tests/channels/channel-contract.ts";
import { chatWire } from "#tests/channels/chat-wire.ts";
import { postedMailWire, readMailWire } from "#tests/channels/mail-wire.ts";
import { platformWire, whatsAppWire } from "#tests/channels/meta-wires.ts";
import { telnyxWire, twilioWire } from "#tests/channels/sms-wires.ts";
import { town } from "#tests/town.ts";

const HARBOUR = "harbour.myshopify.com";

/** Every provider of the shelf, mail by both of its ways in, and the storefront chat. */
const wires = {
  twilio: [twilioWire()],
  telnyx: [telnyxWire()],
  whatsapp: [whatsAppWire()],
  messenger: [platformWire("messenger")],
  instagram: [platformWire("instagram")],
  smtp: [postedMailWire(), readMailWire()],
  chat: [chatWire()],
};
const all = Object.values(wires).flat();

let app: App;
let scene: Scene;

beforeAll(async () => {
  await town.reset();
  await town.makeShop({ domain: HARBOUR, seed: "harbour", orders: 2, customers: 2 });
  app = await startApp();
  const [shopId, theirs] = [await install(app), await install(app, HARBOUR)];
  scene = { app, shopId, other: { shopId: theirs, domain: HARBOUR } };
  for (const wire of all) await wire.connect(scene);
  await settled();
});
afterAll(stopApps);

for (const wire of all) channelContract(wire, () => scene);

it("no provider stands on the shelf without its contract", () => {
  expect(Object.keys(shelf).filter((provider) => !Object.hasOwn(wires, provider))).toEqual([]);
});
