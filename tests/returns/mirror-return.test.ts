import { beforeEach, describe, expect, it } from "vitest";
import { layTombstones } from "#app/customers/forgotten.ts";
import { inShop } from "#app/db.server.ts";
import { findReturnsOf } from "#app/returns/find-returns.ts";
import { keepReturns } from "#app/returns/mirror-return.ts";
import { returnHintFromWebhook } from "#app/returns/reread-return.ts";
import type { ReturnRecord } from "#app/returns/return-record.ts";
import { topics } from "#app/wiring/webhook-topics.ts";
import { eventsOf, makeShop, waitingJobs } from "#tests/orders/a-shop.ts";
import { ORDER_ID, orderAt } from "#tests/orders/webhooks-of-an-order.ts";

let shopId: string;
beforeEach(async () => {
  shopId = `returns-${crypto.randomUUID()}`;
  await makeShop(shopId);
  await hear("orders/create", orderAt(0));
});

const hear = (topic: string, payload: object) =>
  inShop(shopId, (shop) => topics[topic]!(shop, payload, { topic, triggeredAt: null }));
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 11, minute));
const read = (minute: number, more: Partial<ReturnRecord> = {}): ReturnRecord => ({
  id: "700",
  orderId: ORDER_ID,
  name: "#1001-R1",
  status: "OPEN",
  requestedAt: at(0),
  closedAt: null,
  declineReason: null,
  declineNote: null,
  totalQuantity: 2,
  receivedQuantity: 0,
  exchangeLines: [],
  lines: [1, 2].map((n) => ({
    id: String(n),
    orderLineId: String(n),
    title: `Item ${n}`,
    variantTitle: null,
    quantity: 1,
    processedQuantity: 0,
    refundedQuantity: 0,
    reason: "Too small",
    customerNote: null,
  })),
  parcels: [],
  readAt: at(minute),
  ...more,
});
const keep = (...records: ReturnRecord[]) => inShop(shopId, (shop) => keepReturns(shop, records));
const known = () => inShop(shopId, (shop) => findReturnsOf(shop, [ORDER_ID]));
const told = async () => (await eventsOf(shopId)).filter((key) => key.startsWith("return."));

describe("a return in the mirror", () => {
  it("is as the latest read says, whichever read is written last", async () => {
    await keep(read(5, { status: "CLOSED", closedAt: at(4) }));
    await keep(read(3));
    expect(await known()).toMatchObject([
      { status: "CLOSED", lines: [{ title: "Item 1" }, { title: "Item 2" }] },
    ]);
  });

  it("loses a line that staff took out, and gains its parcel", async () => {
    await keep(read(1));
    const [first] = read(1).lines;
    const parcel = { id: "9", carrier: "DHL", trackingNumber: "JD1", trackingUrl: null, labelUrl: null };
    await keep(read(2, { lines: [first!], parcels: [parcel] }));
    expect(await known()).toMatchObject([
      { lines: [{ title: "Item 1" }], parcels: [{ carrier: "DHL", trackingNumber: "JD1" }] },
    ]);
    await keep(read(3, { parcels: null }));
    expect((await known())[0]!.parcels).toHaveLength(1);
  });

  it("is told of once at each of its states, and not at all for the past", async () => {
    await keep(read(1));
    await keep(read(2));
    await keep(read(3, { status: "CLOSED", closedAt: at(3) }));
    await keep(read(4, { status: "CLOSED", closedAt: at(3) }));
    expect(await told()).toEqual([
      "return.changed:700:OPEN:",
      `return.changed:700:CLOSED:${at(3).toISOString()}`,
    ]);
    await inShop(shopId, (shop) => keepReturns(shop, [read(5, { id: "701" })], { quiet: true }));
    expect(await told()).toHaveLength(2);
    expect(await known()).toHaveLength(2);
  });

  it("goes with its order, and does not come back by late news", async () => {
    await keep(read(1));
    await hear("orders/delete", { id: ORDER_ID });
    await keep(read(2));
    expect(await inShop(shopId, ({ tx }) => tx.return.count({ where: { shopId } }))).toBe(0);
  });

  it("of a forgotten order is not taken in", async () => {
    await inShop(shopId, (shop) => layTombstones(shop, "order", [ORDER_ID]));
    await keep(read(1));
    expect(await inShop(shopId, ({ tx }) => tx.return.count({ where: { shopId } }))).toBe(0);
  });
});

describe("news of a return", () => {
  const gid = (type: string, id: string) => ({ admin_graphql_api_id: `gid://shopify/${type}/${id}` });
  const nothing = { returnId: null, orderId: null, reverseDeliveryId: null, reverseFulfillmentOrderId: null };

  it.each([
    [
      "names it, and its order within",
      { id: 1, ...gid("Return", "1"), order: { id: 5 } },
      { returnId: "1", orderId: "5" },
    ],
    ["names its order flat", { id: 1, ...gid("Return", "1"), order_id: 5 }, { returnId: "1", orderId: "5" }],
    ["has a gid alone", gid("Return", "1"), { returnId: "1" }],
    ["has a bare id alone", { id: 1 }, { returnId: "1" }],
    [
      "is of a label",
      { id: 8, ...gid("ReverseDelivery", "8"), return: { id: 1, ...gid("Return", "1") } },
      { returnId: "1", reverseDeliveryId: "8" },
    ],
    [
      "is of a label without the return",
      { id: 8, ...gid("ReverseDelivery", "8") },
      { reverseDeliveryId: "8" },
    ],
    [
      "is of what arrived",
      { id: 9, ...gid("ReverseFulfillmentOrder", "9"), dispositions: [] },
      { reverseFulfillmentOrderId: "9" },
    ],
  ])("that %s is understood", (_, payload, hint) => {
    expect(returnHintFromWebhook(payload)).toEqual({ ...nothing, ...hint });
  });

  it("that names nothing is unreadable", () => {
    for (const payload of [{}, { id: "x" }, null, [], "returns"])
      expect(returnHintFromWebhook(payload)).toBeNull();
  });

  it("of several topics at once has the return read once", async () => {
    const payload = { id: 1, ...gid("Return", "1"), order: { id: 5 } };
    for (const topic of ["returns/request", "returns/approve", "returns/update"]) await hear(topic, payload);
    expect(await waitingJobs(shopId, "rereadReturn")).toHaveLength(1);
  });

  it("of a refund has its order read", async () => {
    await hear("refunds/create", { id: 890, order_id: ORDER_ID, ...gid("Refund", "890") });
    expect(await waitingJobs(shopId, "rereadOrder")).toEqual([{ shopId, orderId: ORDER_ID }]);
  });
});
