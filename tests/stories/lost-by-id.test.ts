import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DAY, HOUR } from "#app/clock.ts";
import { saveAlertSetting } from "#app/orders/alerts/alert-settings.ts";
import type { FulfillmentEvent, Order, Return } from "#sandbox/shopify/store/order-types.ts";
import { aNightGoesBy, driftOf } from "#tests/a-night.ts";
import { type App, connectSms, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { placeAsGuest } from "#tests/place-as-guest.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";

let app: App;
let shopId: string;
let variantId: number;

beforeAll(async () => {
  await town.reset();
  // Noon in Europe: nothing that could be told is held back.
  await town.clock.to("2027-03-08T12:00:00Z");
  app = await startApp();
  shopId = await install(app);
  await connectSms(app, shopId);
  await look(shopId, (shop) =>
    saveAlertSetting(shop, { kind: "delivered", channels: ["sms"], notAtNight: false }),
  );
  await settled();
  const [member] = await town.cast();
  variantId = (await town.order(member!.orderId!)).lineItems[0]!.variantId!;
  await town.clock.advance(2 * HOUR);
});
afterAll(stopApps);
beforeEach(() => town.faults.clear());

const ask = <T>(method: string, path: string, body?: unknown) =>
  control<T>(method, `/shops/${TIDEWATER}/${path}`, body);
const loseWebhooks = () =>
  town.faults.add({ provider: "webhooks", fault: "drop", match: { topic: "/./" }, times: null });

/** What a night finds of these topics. */
async function foundInTheNight(...topics: string[]): Promise<Record<string, number>> {
  const before = await driftOf(shopId);
  await town.clock.advance(HOUR);
  await aNightGoesBy(shopId);
  const after = await driftOf(shopId);
  const added = topics.map((topic) => [topic, (after[topic] ?? 0) - (before[topic] ?? 0)] as const);
  return Object.fromEntries(added.filter(([, n]) => n));
}

async function shipped(phone: string) {
  const order = await placeAsGuest({ phone, lines: [{ variantId, quantity: 1 }] });
  const parcel = await town.ship(order.id, { carrier: "DHL", number: "JD0123456789" });
  await settled();
  return { order, parcel };
}

const scan = (parcelId: number, status: FulfillmentEvent["status"]) =>
  ask<FulfillmentEvent>("POST", `fulfillments/${parcelId}/events`, { status });

const mirrored = (parcelId: number) =>
  look(shopId, ({ tx }) =>
    tx.fulfillment.findUniqueOrThrow({
      where: { shopId_id: { shopId, id: String(parcelId) } },
      include: { events: { orderBy: { happenedAt: "asc" } } },
    }),
  );
const scansOf = async (parcelId: number) => (await mirrored(parcelId)).events.map(({ status }) => status);

describe("a discount whose deletion no webhook told", () => {
  it("is gone after the night, with a code or without, and the others stand", async () => {
    const code = await ask<{ id: number }>("POST", "discounts", { title: "Ten", code: "TEN", value: 10 });
    const automatic = await ask<{ id: number }>("POST", "discounts", { title: "Of itself", value: 5 });
    const kept = await ask<{ id: number }>("POST", "discounts", { title: "Kept", code: "KEPT", value: 5 });
    for (const { id } of [code, automatic, kept]) await ask("PATCH", `discounts/${id}`, { value: 7 });
    await settled();
    const standing = () =>
      look(shopId, ({ tx }) => tx.discount.findMany({ where: { deletedAt: null }, select: { id: true } }));
    const before = (await standing()).map(({ id }) => id);
    expect(before).toEqual(expect.arrayContaining([code, automatic, kept].map(({ id }) => String(id))));

    await loseWebhooks();
    await ask("DELETE", `discounts/${code.id}`);
    await ask("DELETE", `discounts/${automatic.id}`);
    await settled();
    expect(await standing()).toHaveLength(before.length);
    expect(await foundInTheNight("discounts/delete")).toEqual({ "discounts/delete": 2 });
    const gone = new Set([code.id, automatic.id].map(String));
    expect((await standing()).map(({ id }) => id).sort()).toEqual(
      before.filter((id) => !gone.has(id)).sort(),
    );
    expect(await foundInTheNight("discounts/delete")).toEqual({});
  });
});

describe("a scan that was taken back without a word", () => {
  it("is gone after the night, the parcel is on its way again, and nobody is told anything", async () => {
    const phone = "+4915123456711";
    const { parcel } = await shipped(phone);
    await scan(parcel.id, "IN_TRANSIT");
    await town.clock.advance(HOUR);
    const wrong = await scan(parcel.id, "DELIVERED");
    await settled();
    expect(await mirrored(parcel.id)).toMatchObject({ shipmentStatus: "DELIVERED" });
    const heard = await town.textsTo(phone);
    expect(heard).toHaveLength(1);

    await loseWebhooks();
    await ask("DELETE", `fulfillment-events/${wrong.id}`);
    await settled();
    expect(await foundInTheNight("fulfillment_events/delete")).toEqual({ "fulfillment_events/delete": 1 });
    expect(await mirrored(parcel.id)).toMatchObject({ shipmentStatus: "IN_TRANSIT", deliveredAt: null });
    expect(await scansOf(parcel.id)).toEqual(["IN_TRANSIT"]);
    expect(await foundInTheNight("fulfillment_events/delete")).toEqual({});

    // When it does arrive the mirror says so, and the shopper, who was told once, is not told again.
    await town.faults.clear();
    await scan(parcel.id, "DELIVERED");
    await settled();
    expect(await mirrored(parcel.id)).toMatchObject({ shipmentStatus: "DELIVERED" });
    expect(await town.textsTo(phone)).toEqual(heard);
    const told = await look(shopId, ({ tx }) =>
      tx.domainEvent.count({ where: { key: `parcel.delivered:${parcel.id}` } }),
    );
    expect(told).toBe(1);
  });

  it("is found where later ones stand, too", async () => {
    const { parcel } = await shipped("+4915123456712");
    const wrong = await scan(parcel.id, "DELAYED");
    await town.clock.advance(HOUR);
    await scan(parcel.id, "IN_TRANSIT");
    await settled();
    await loseWebhooks();
    await ask("DELETE", `fulfillment-events/${wrong.id}`);
    expect(await foundInTheNight("fulfillment_events/delete")).toEqual({ "fulfillment_events/delete": 1 });
    expect(await scansOf(parcel.id)).toEqual(["IN_TRANSIT"]);
  });
});

describe("a return of which no webhook told what became of it", () => {
  const requested = async () => {
    const order = await placeAsGuest({ lines: [{ variantId, quantity: 1 }] });
    await town.deliver(order.id);
    const asked = await ask<Return>("POST", `orders/${order.id}/return`);
    await settled();
    return { order, id: asked.id };
  };
  const known = ({ id }: { id: number }) =>
    look(shopId, ({ tx }) => tx.return.findUnique({ where: { shopId_id: { shopId, id: String(id) } } }));

  it("is declined after the night, though its order has no return any more, and it is told once", async () => {
    const declined = await requested();
    const waiting = await requested();
    await loseWebhooks();
    await ask("POST", `returns/${declined.id}/decline`, { reason: "FINAL_SALE", note: "Worn." });
    expect((await ask<Order>("GET", `orders/${declined.order.id}`)).returnStatus).toBe("NO_RETURN");
    expect(await foundInTheNight("returns/decline", "returns/update")).toEqual({ "returns/decline": 1 });
    expect(await known(declined)).toMatchObject({ status: "DECLINED", declineNote: "Worn." });
    expect(await known(waiting)).toMatchObject({ status: "REQUESTED" });
    const told = await look(shopId, ({ tx }) =>
      tx.domainEvent.count({ where: { key: { startsWith: `return.changed:${declined.id}:DECLINED` } } }),
    );
    expect(told).toBe(1);
    expect(await foundInTheNight("returns/decline", "returns/update")).toEqual({});
  });

  it("is gone after the night where Shopify has it no longer, whether it waited or had ended", async () => {
    const waiting = await requested();
    const ended = await requested();
    await ask("POST", `returns/${ended.id}/cancel`);
    await settled();
    expect(await known(ended)).toMatchObject({ status: "CANCELED" });
    await loseWebhooks();
    for (const { id } of [waiting, ended]) await ask("DELETE", `returns/${id}`);
    expect(await foundInTheNight("returns/decline", "returns/update")).toEqual({ "returns/update": 2 });
    expect([await known(waiting), await known(ended)]).toEqual([null, null]);
  });

  it("stands when its order has grown too old for us to see, as do its parcel's scans", async () => {
    const old = await requested();
    const { order, parcel } = await shipped("+4915123456713");
    await town.clock.advance(61 * DAY);
    await settled();
    // Sent so late that the parcel itself is young enough to be asked about.
    await look(shopId, ({ tx, at }) =>
      tx.fulfillment.update({
        where: { shopId_id: { shopId, id: String(parcel.id) } },
        data: { shippedAt: at, events: { create: aScan(String(order.id), at) } },
      }),
    );
    const topics = ["returns/decline", "returns/update", "fulfillment_events/delete"];
    expect(await foundInTheNight(...topics)).toEqual({});
    expect(await known(old)).toMatchObject({ status: "REQUESTED" });
    expect(await scansOf(parcel.id)).toEqual(["IN_TRANSIT"]);
  });
});

const aScan = (id: string, happenedAt: Date) => ({ id, status: "IN_TRANSIT", happenedAt });
