import { beforeAll, describe, expect, it } from "vitest";
import { now } from "#app/clock.ts";
import { orderStatus } from "#app/orders/order-status.ts";
import { readOrderLive } from "#app/orders/read-order-live.ts";
import { sayOrderStatus } from "#app/orders/say-order-status.ts";
import { refreshShop } from "#app/shop/refresh-shop.ts";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import { judge } from "#tests/oracle/order-oracle.ts";
import { openApp } from "#tests/shopify/opened-app.ts";
import { TIDEWATER, town } from "#tests/town.ts";

let shopId: string;
let cast: CastMember[];
beforeAll(async () => {
  await town.reset();
  ({ shopId } = await openApp(TIDEWATER));
  await refreshShop(shopId);
  cast = (await town.cast()).filter(({ orderId }) => orderId !== null);
});

const live = async (orderId: number) => {
  const read = await readOrderLive(shopId, String(orderId));
  return read.ok ? read.order : expect.unreachable(read.say);
};

/** Street, postcode and town of the shopper's own address, which a text from a phone must not hold. */
async function homeOf(name: string): Promise<string[]> {
  const { shippingAddress: home, fulfillmentOrders } = await town.order(name);
  const isAtShop = fulfillmentOrders.some(({ deliveryMethod }) => deliveryMethod?.methodType === "PICK_UP");
  const parts = home && !isAtShop ? [home.address1, home.zip, home.city] : [];
  return parts.filter((part) => part.length > 3);
}

// The roles are known by their names so that a role that disappears from the town is missed here.
const ROLES =
  `on-time late split partly-delivered delivered out-for-delivery attempted-delivery no-scans delayed
  failed-delivery packing pre-order pre-order-undated on-hold pickup-ready pickup-waiting local-delivery third-party
  cancelled refunded partly-refunded edited odd-name exchanged return-open unpaid foreign-currency company
  draft-completed pos gift-card digital emoji-name null-customer several-open-1 several-open-2 several-open-3
  phone-only return-requested`.split(/\s+/);

describe("everyone of the cast hears the truth about their order", () => {
  it.each(ROLES)("%s, in the chat and by text", async (role) => {
    const member = cast.find((one) => one.role === role) ?? expect.unreachable(`no ${role} in the cast`);
    const truth = await town.truth(member.orderId!);
    const order = await live(member.orderId!);
    for (const channel of ["chat", "sms"] as const) {
      const status = orderStatus(order, { at: now(), show: channel === "chat" ? "full" : "no-address" });
      const said = sayOrderStatus(status, { locale: "en", channel });
      const home = channel === "sms" ? await homeOf(truth.name) : [];
      expect(judge(truth, said.text, { channel, home }), said.text).toEqual([]);
      const url = truth.parcels.find((parcel) => parcel.url && !parcel.deliveredAt)?.url;
      const isToldWithParcels = !truth.cancelledAt && url;
      if (isToldWithParcels) expect(`${said.text} ${said.link?.url}`).toContain(url);
      expect(said.choices.map(({ id }) => id)).toContain("person");
    }
  });

  it("knows every role that the town has", () => {
    expect(cast.map(({ role }) => role).filter((role) => !ROLES.includes(role))).toEqual([]);
  });
});

describe("an answer changes with the order", () => {
  const tell = async (orderId: number) => {
    const status = orderStatus(await live(orderId), { at: now(), show: "full" });
    return sayOrderStatus(status, { locale: "en", channel: "chat" }).text;
  };
  const truthOf = async (orderId: number, said: string) =>
    judge(await town.truth(orderId), said, { channel: "chat", home: [] });

  it("when a hold is released, the goods are sent, scanned and delivered", async () => {
    const { orderId } = cast.find(({ role }) => role === "on-hold")!;
    expect(await tell(orderId!)).toMatch(/on hold/i);
    await town.orderVerb(orderId!, "release-hold");
    expect(await tell(orderId!)).toMatch(/not sent yet/i);
    const parcel = await town.ship(orderId!, { carrier: "DHL Express", number: "JD0146" });
    const sent = await tell(orderId!);
    expect(sent).toMatch(/sent today with DHL Express/i);
    expect(await truthOf(orderId!, sent)).toEqual([]);
    await town.event(parcel.id, { status: "IN_TRANSIT", city: "Leipzig", country: "DE" });
    expect(await tell(orderId!)).toMatch(/Last scan: Leipzig, today/);
    await town.event(parcel.id, { status: "DELIVERED", city: "Bonn", country: "DE" });
    const delivered = await tell(orderId!);
    expect(delivered).toMatch(/Delivered today in Bonn/);
    expect(await truthOf(orderId!, delivered)).toEqual([]);
  });

  it("when it is cancelled and paid back", async () => {
    const { orderId } = cast.find(({ role }) => role === "packing")!;
    await town.orderVerb(orderId!, "cancel", { reason: "INVENTORY", refund: true });
    const said = await tell(orderId!);
    expect(said).toMatch(/Cancelled today: something was out of stock\. Refunded in full/);
    expect(await truthOf(orderId!, said)).toEqual([]);
  });
});
