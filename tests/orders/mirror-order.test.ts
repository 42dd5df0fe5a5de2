import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { inShop } from "#app/db.server.ts";
import { deleteOrder } from "#app/orders/delete-order.ts";
import { fulfillmentEventFromWebhook, fulfillmentFromWebhook } from "#app/orders/fulfillment-from-webhook.ts";
import { mirrorFulfillment } from "#app/orders/mirror-fulfillment.ts";
import { mirrorFulfillmentEvent, removeFulfillmentEvent } from "#app/orders/mirror-fulfillment-event.ts";
import { mirrorFulfillmentOrder } from "#app/orders/mirror-fulfillment-order.ts";
import { mirrorOrder } from "#app/orders/mirror-order.ts";
import { orderFromWebhook } from "#app/orders/order-from-webhook.ts";
import { eventsOf, makeShop, waitingJobs } from "#tests/orders/a-shop.ts";
import { ORDER_ID, orderAt, parcelAt, scan, versions } from "#tests/orders/webhooks-of-an-order.ts";

let shopId: string;
beforeEach(async () => {
  shopId = `mirror-${crypto.randomUUID()}`;
  await makeShop(shopId);
});

const tell = (payload: object) =>
  inShop(shopId, (shop) => mirrorOrder(shop, orderFromWebhook(payload) ?? expect.unreachable("no order")));
const tellScan = (payload: object) =>
  inShop(shopId, (shop) => mirrorFulfillmentEvent(shop, fulfillmentEventFromWebhook(payload)!));
const stored = () =>
  inShop(shopId, ({ tx }) =>
    tx.order.findUnique({
      where: { shopId_id: { shopId, id: ORDER_ID } },
      include: { lines: true, fulfillments: { include: { events: true } } },
    }),
  );

describe("an order in the mirror", () => {
  it("ends in its newest state when the same webhook comes 20 times, shuffled with older ones", async () => {
    const order = fc.shuffledSubarray(
      Array.from({ length: 20 }, () => versions)
        .flat()
        .concat(versions),
      { minLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(order, async (deliveries) => {
        shopId = `shuffle-${crypto.randomUUID()}`;
        await makeShop(shopId);
        await tell(versions.at(-1)!);
        for (const payload of deliveries) await tell(payload);
        const known = await stored();
        expect(known).toMatchObject({
          name: "#1001",
          financialStatus: "PAID",
          fulfillmentStatus: "FULFILLED",
          email: "ada@example.com",
          phone: "+46701234567",
          sourceUpdatedAt: new Date("2026-11-20T10:09:00Z"),
        });
        expect(known!.lines).toHaveLength(1);
        expect(known!.fulfillments).toMatchObject([{ shipmentStatus: "DELIVERED" }]);
        const told = await eventsOf(shopId);
        expect(told.length).toBe(new Set(told).size);
      }),
      { numRuns: 4 },
    );
  });

  it("tells each thing that happened once, in the order of the news", async () => {
    for (const payload of [...versions, ...versions.toReversed()]) await tell(payload);
    expect(await eventsOf(shopId)).toEqual([
      `order.placed:${ORDER_ID}`,
      `order.paid:${ORDER_ID}`,
      "order.fulfilled:4400000000001",
      "parcel.moved:4400000000001:IN_TRANSIT",
      "parcel.delivered:4400000000001",
      "parcel.moved:4400000000001:DELIVERED",
    ]);
  });

  it("takes two at once without telling anything twice", async () => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => tell(versions[index % versions.length]!)));
    const told = await eventsOf(shopId);
    expect(told.length).toBe(new Set(told).size);
    expect(await stored()).toMatchObject({ sourceUpdatedAt: new Date("2026-11-20T10:09:00Z") });
  });

  it("is filled with the past in silence", async () => {
    const record = orderFromWebhook(versions.at(-1)!)!;
    await inShop(shopId, (shop) => mirrorOrder(shop, record, { quiet: true }));
    expect(await eventsOf(shopId)).toEqual([]);
  });

  it("asks for a live read where two differing states claim the same second", async () => {
    await tell(orderAt(2));
    await tell(orderAt(2));
    expect(await waitingJobs(shopId, "rereadOrder")).toEqual([]);
    await tell(orderAt(2, { financial_status: "paid" }));
    await tell(orderAt(2, { financial_status: "voided" }));
    expect(await waitingJobs(shopId, "rereadOrder")).toEqual([{ shopId, orderId: ORDER_ID }]);
  });

  it("keeps what it knows where protected data is withheld, and forgets what is told empty", async () => {
    await tell(orderAt(1));
    const { email: _email, phone: _phone, customer: _customer, ...withheld } = orderAt(2);
    await tell({ ...withheld, shipping_address: { country_code: "SE" } });
    expect(await stored()).toMatchObject({ email: "ada@example.com", customerShopifyId: "77" });
    await tell(orderAt(3, { email: null, customer: null, shipping_address: [] }));
    expect(await stored()).toMatchObject({ email: null, phone: null, customerShopifyId: null });
  });

  it("stays deleted, whatever comes late", async () => {
    await tell(versions[0]!);
    await inShop(shopId, (shop) => deleteOrder(shop, ORDER_ID));
    await tell(versions[5]!);
    expect(await stored()).toMatchObject({
      deletedAt: expect.any(Date),
      email: null,
      lines: [],
      fulfillments: [],
    });
    await inShop(shopId, (shop) => deleteOrder(shop, "999"));
    const unknown = { ...versions[1]!, admin_graphql_api_id: "gid://shopify/Order/999" };
    expect(await tell(unknown)).toBe("ignored");
  });

  it("is one shop's own: the same id in another shop is another order", async () => {
    await tell(versions[0]!);
    const other = `mirror-${crypto.randomUUID()}`;
    await makeShop(other);
    expect(await inShop(other, ({ tx }) => tx.order.count())).toBe(0);
  });
});

describe("a parcel in the mirror", () => {
  it("whose order is not known has the order read, once", async () => {
    const record = fulfillmentFromWebhook(parcelAt(4))!;
    for (const _ of [1, 2, 3])
      expect(await inShop(shopId, (shop) => mirrorFulfillment(shop, record))).toBe("ignored");
    expect(await tellScan(scan(1, "in_transit", 5))).toBe("ignored");
    expect(await waitingJobs(shopId, "rereadOrder")).toEqual([{ shopId, orderId: ORDER_ID }]);
  });

  it("says what its newest scan says, in whatever order the scans come", async () => {
    await tell(versions[3]!);
    await tellScan(scan(3, "out_for_delivery", 30));
    await tellScan(scan(2, "in_transit", 20, { estimated_delivery_at: "2026-11-22T17:00:00Z" }));
    await tellScan(scan(1, "label_printed", 10));
    await tellScan(scan(3, "out_for_delivery", 30));
    const known = await stored();
    expect(known!.fulfillments).toMatchObject([
      {
        shipmentStatus: "OUT_FOR_DELIVERY",
        lastScanAt: new Date("2026-11-20T10:30:00Z"),
        estimatedDeliveryAt: new Date("2026-11-22T17:00:00Z"),
        deliveredAt: null,
      },
    ]);
    expect(known!.fulfillments[0]!.events).toHaveLength(3);
    expect(await eventsOf(shopId)).toContain("parcel.out-for-delivery:3");
  });

  it("is delivered once, whether the scan or the order says so first", async () => {
    await tell(versions[3]!);
    await tellScan(scan(9, "delivered", 40));
    await tell(versions[5]!);
    const told = await eventsOf(shopId);
    expect(told.filter((key) => key.startsWith("parcel.delivered"))).toHaveLength(1);
    expect((await stored())!.fulfillments).toMatchObject([{ deliveredAt: new Date("2026-11-20T10:40:00Z") }]);
  });

  it("goes back to the scan before where the carrier takes one back", async () => {
    await tell(versions[3]!);
    await tellScan(scan(1, "in_transit", 20));
    await tellScan(scan(2, "delivered", 40));
    await inShop(shopId, (shop) =>
      removeFulfillmentEvent(shop, fulfillmentEventFromWebhook(scan(2, "delivered", 40))!),
    );
    expect((await stored())!.fulfillments).toMatchObject([
      { shipmentStatus: "IN_TRANSIT", deliveredAt: null },
    ]);
  });
});

describe("a group that waits to be sent", () => {
  const topic = "fulfillment_orders/placed_on_hold";
  const group = { fulfillment_order: { id: "gid://shopify/FulfillmentOrder/5", status: "on_hold" } };
  const hear = (name: string, payload: object) =>
    inShop(shopId, (shop) => mirrorFulfillmentOrder(shop, name, payload));

  it("that is not known has its order looked for, once", async () => {
    await hear(topic, group);
    await hear(topic, group);
    expect(await waitingJobs(shopId, "rereadFulfillmentOrder")).toEqual([
      { shopId, fulfillmentOrderId: "5", isPrepared: false },
    ]);
  });

  it("remembers that it was told ready, and has its order read anew", async () => {
    const held = {
      id: "5",
      orderId: ORDER_ID,
      status: "OPEN",
      fulfillAt: null,
      fulfillBy: null,
      deliveryMethod: "PICK_UP",
      minDeliveryAt: null,
      maxDeliveryAt: null,
      holds: [],
      updatedAt: new Date("2026-11-20T10:01:00Z"),
    };
    const record = { ...orderFromWebhook(versions[1]!)!, fulfillmentOrders: [held] };
    await inShop(shopId, (shop) => mirrorOrder(shop, record));
    await hear("fulfillment_orders/line_items_prepared_for_pickup", group);
    const known = await inShop(shopId, ({ tx }) => tx.fulfillmentOrder.findFirst({ where: { id: "5" } }));
    expect(known!.preparedAt).not.toBeNull();
    expect(await eventsOf(shopId)).toContain("order.prepared:5");
    expect(await waitingJobs(shopId, "rereadOrder")).toHaveLength(1);
  });

  it("is ignored where the payload names none", async () => {
    for (const payload of [null, [], "x", {}, { fulfillment_order: [] }, { fulfillment_order: { id: 7.5 } }])
      expect(await hear(topic, payload as object)).toBe("ignored");
  });
});
