import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trackingUrl } from "#app/orders/tracking/tracking-url.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { loadAccount } from "#app/channels/accounts.ts";
import { easypostSecrets } from "#app/channels/easypost.server.ts";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import { EASYPOST_KEY } from "#sandbox/easypost/open-easypost.ts";
import type { EasypostState } from "#sandbox/easypost/tracker.ts";
import { type App, install, look, openPage, settled, startApp, stopApps } from "#tests/app.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";

let app: App;
let shopId: string;
let silent: CastMember;
/** The number of the cast's parcel whose carrier sends Shopify no scans. */
let number: string;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  silent = (await town.cast()).find(({ role }) => role === "no-scans")!;
  await settled();
  [number] = (await parcel()).trackingNumbers as [string];
});
afterAll(stopApps);

const parcel = () =>
  look(shopId, ({ tx }) =>
    tx.fulfillment.findFirstOrThrow({
      where: { orderId: String(silent.orderId) },
      include: { events: true },
    }),
  );
const connect = async (apiKey: string) =>
  (await openPage(app, "/app/settings.data", TIDEWATER, { form: "easypost", apiKey })).text();
const easypost = () =>
  control<{
    trackers: { tracking_code: string; id: string }[];
    webhooks: { url: string }[];
    posted: EasypostState["posted"];
  }>("GET", "/easypost");
const scan = (body: object) =>
  control<{ posted: EasypostState["posted"] }>("POST", `/easypost/trackers/${number}/scan`, body);
const account = () =>
  look(shopId, ({ tx }) => tx.channelAccount.findFirst({ where: { channel: "easypost", removedAt: null } }));

describe("a merchant's EasyPost account", () => {
  it("is not connected with a key that EasyPost refuses, nor with what is no key", async () => {
    expect(await connect("EZTKwrongkey12345")).toContain("EasyPost does not know this API key.");
    expect(await connect("not a key")).toContain("That is not an EasyPost API key.");
    await town.faults.add({ provider: "easypost", fault: "500-before", times: 9 });
    expect(await connect(EASYPOST_KEY)).toContain("EasyPost is busy");
    await town.faults.clear();
    expect(await account()).toBeNull();
  });

  it("is connected once EasyPost took key and address, and is given what is under way, each number once", async () => {
    expect(await connect(EASYPOST_KEY)).toContain("EasyPost is connected");
    await settled();
    const { trackers, webhooks } = await easypost();
    const { id, secret } = (await account())!;
    expect(webhooks.map(({ url }) => url)).toEqual([`${app.url}/webhooks/easypost/${id}`]);
    expect(Buffer.from(secret!).includes(EASYPOST_KEY), "sealed").toBe(false);
    expect(trackers.filter(({ tracking_code }) => tracking_code === number)).toHaveLength(1);
    const kept = await look(shopId, ({ tx }) => tx.scanTracker.findMany());
    expect(kept.length).toBeGreaterThan(3);
    expect(new Set(kept.map(({ state }) => state))).toEqual(new Set(["followed"]));
    expect(await connect(EASYPOST_KEY)).toContain("connected already");
  });
});

describe("a scan that only the feed tells", () => {
  it("moves the parcel once, however often it is posted, and stands on its page", async () => {
    expect((await parcel()).lastScanAt).toBeNull();
    const at = new Date((await town.clock.now()).getTime() - 3_600_000).toISOString();
    const { posted } = await scan({
      status: "out_for_delivery",
      city: "Riga",
      country: "LV",
      at,
      repeats: 4,
    });
    expect(posted.map(({ answered }) => answered)).toEqual([200, 200, 200, 200, 200]);
    await settled();
    const { shipmentStatus, lastScanAt, events, id } = await parcel();
    expect([shipmentStatus, lastScanAt?.toISOString()]).toEqual(["OUT_FOR_DELIVERY", at]);
    expect(events.filter(({ source }) => source === "easypost")).toMatchObject([
      { status: "OUT_FOR_DELIVERY", city: "Riga" },
    ]);
    const url = new URL(trackingUrl({ id: shopId, at: await town.clock.now() }, id, "en")).pathname;
    const page = await (await fetch(app.url + url)).text();
    expect(page).toContain("Out for delivery with Baltic Letter Post");
    expect(page).not.toContain("The carrier tells us nothing");
  });

  it("ends in one state whatever comes late or twice: delivered stays delivered", async () => {
    const now = (await town.clock.now()).getTime();
    const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
    await scan({ status: "delivered", at: ago(5) });
    await scan({ status: "in_transit", at: ago(200), city: "Tallinn" });
    await settled();
    const { deliveredAt, shipmentStatus } = await parcel();
    expect([deliveredAt?.toISOString(), shipmentStatus]).toEqual([ago(5), "DELIVERED"]);
    const told = await look(shopId, ({ tx }) =>
      tx.domainEvent.findMany({ where: { name: "parcel.delivered" } }),
    );
    expect(
      told.filter(({ payload }) => (payload as { orderId: string }).orderId === String(silent.orderId)),
    ).toHaveLength(1);
  });
});

describe("the feed's door", () => {
  it("takes nothing in with a signature that is not EasyPost's, and writes nothing", async () => {
    const before = await prisma.receipt.count({ where: { door: "easypost" } });
    expect((await scan({ forged: true })).posted.map(({ answered }) => answered)).toEqual([403]);
    const { id } = (await account())!;
    const door = `${app.url}/webhooks/easypost/${id}`;
    const body = JSON.stringify({ id: "evt_1", description: "tracker.updated", result: {} });
    for (const headers of [
      {} as Record<string, string>,
      { "x-hmac-signature": "" },
      { "x-hmac-signature": "hmac-sha256-hex=00" },
    ])
      expect((await fetch(door, { method: "POST", body, headers })).status).toBe(403);
    expect((await fetch(`${app.url}/webhooks/easypost/nobody`, { method: "POST", body })).status).toBe(404);
    expect(await prisma.receipt.count({ where: { door: "easypost" } })).toBe(before);
  });

  it("parks a body that makes no sense, passes over what is no tracker, and ignores numbers nobody asked for", async () => {
    const { id } = (await account())!;
    const { webhookSecret } = easypostSecrets((await inShop(shopId, (shop) => loadAccount(shop, id)))!);
    const post = (body: string) => {
      const hex = createHmac("sha256", webhookSecret).update(body).digest("hex");
      const headers = { "x-hmac-signature": `hmac-sha256-hex=${hex}` };
      return fetch(`${app.url}/webhooks/easypost/${id}`, { method: "POST", body, headers });
    };
    const events = () => look(shopId, ({ tx }) => tx.fulfillmentEvent.count());
    const before = await events();
    const stranger = {
      object: "Tracker",
      tracking_code: "1Z999AA10123456784",
      id: "trk_x",
      tracking_details: [{ status: "delivered", datetime: "2026-11-20T00:00:00Z" }],
    };
    const bodies = [
      "{not json",
      JSON.stringify({ id: "evt_batch", description: "batch.updated", result: { object: "Batch" } }),
      JSON.stringify({ id: "evt_stranger", description: "tracker.updated", result: stranger }),
    ];
    for (const body of bodies) expect((await post(body)).status).toBe(200);
    await settled();
    expect(await events()).toBe(before);
    const parked = await prisma.receipt.findMany({ where: { door: "easypost", parkedFor: { not: null } } });
    expect(parked.map(({ parkedFor }) => parkedFor)).toEqual([
      "A webhook of EasyPost's has no readable body.",
    ]);
  });

  it("follows a new parcel by itself, says why EasyPost refuses one, and tries again where it was down", async () => {
    const { lineItems } = await town.order(silent.orderId!);
    const variantId = lineItems[0]!.variantId!;
    const ship = async (number: string) => {
      const placed = await town.placeOrder({
        email: "feed@example.com",
        lines: [{ variantId, quantity: 1 }],
      });
      await settled();
      await town.ship(placed.id, { carrier: "Baltic Letter Post", number });
      await settled();
    };
    const stateOf = (number: string) =>
      look(shopId, ({ tx }) => tx.scanTracker.findFirst({ where: { number } }));
    await ship("BL 4711 0815");
    expect(await stateOf("BL47110815")).toMatchObject({ state: "followed" });
    await ship("BL1");
    await ship("BL12");
    expect(await stateOf("BL12")).toMatchObject({
      state: "refused",
      refusedFor: expect.stringContaining("not one of a carrier"),
    });
    await town.faults.add({ provider: "easypost", fault: "500-before", times: 1 });
    await ship("BL99887766");
    expect(await stateOf("BL99887766")).toMatchObject({ state: "waiting" });
    await town.clock.advance(600_000);
    await settled();
    expect(await stateOf("BL99887766")).toMatchObject({ state: "followed" });
  });

  it("hears nothing any more once the merchant disconnects it, and EasyPost is told to stop", async () => {
    const { id } = (await account())!;
    await openPage(app, "/app/settings.data", TIDEWATER, { form: "disconnect", id, channel: "easypost" });
    expect(await account()).toBeNull();
    expect((await easypost()).webhooks).toEqual([]);
    const kept = await look(shopId, ({ tx }) => tx.channelAccount.findFirstOrThrow({ where: { id } }));
    expect(kept.secret).toBeNull();
  });
});
