import { beforeAll, describe, expect, it } from "vitest";
import { inShop } from "#app/db.server.ts";
import { exportPage } from "#app/privacy/export-page.ts";
import { readExport, readPrivacyRequests } from "#app/privacy/read-export.ts";
import { keepReturns } from "#app/returns/mirror-return.ts";
import { topics } from "#app/wiring/webhook-topics.ts";
import { makeShop } from "#tests/orders/a-shop.ts";
import { CANARY, canaryOrder, dataRequest, hits, redactRequest } from "./canary.ts";

const shopId = "forget-baskets";
const AT = "2026-11-20T10:00:00Z";
/** What their basket and their return add to what is known of them. */
const WORDS = ["canary-token-8841", "canary-guest-8841", "canary-cart-8841", "RET-QUILL-8841", "it squeaks"];

const hear = (topic: string, payload: object) =>
  inShop(shopId, (shop) => topics[topic]!(shop, payload, { topic, triggeredAt: new Date(AT) }));
const checkout = (token: string, more: object = {}) => ({
  token,
  cart_token: "canary-cart-8841",
  email: CANARY.email,
  phone: CANARY.phone,
  customer: { id: CANARY.id },
  created_at: AT,
  updated_at: AT,
  currency: "EUR",
  total_price: "20.00",
  line_items: [{ variant_id: 1, title: "Perch", quantity: 1, price: "20.00" }],
  ...more,
});
const guest = () => checkout("canary-guest-8841", { customer: null, cart_token: null });
const cart = () => ({ token: "canary-cart-8841", created_at: AT, updated_at: AT, line_items: [] });
const aReturn = () =>
  inShop(shopId, (shop) =>
    keepReturns(shop, [
      {
        id: "991",
        orderId: String(CANARY.orderId),
        name: "RET-QUILL-8841",
        status: "OPEN",
        requestedAt: new Date(AT),
        closedAt: null,
        declineReason: null,
        declineNote: null,
        totalQuantity: 1,
        receivedQuantity: 0,
        exchangeLines: [],
        lines: [
          {
            id: "992",
            orderLineId: "77001",
            title: "Perch",
            variantTitle: null,
            quantity: 1,
            processedQuantity: 0,
            refundedQuantity: 0,
            reason: "Unwanted",
            customerNote: "it squeaks",
          },
        ],
        parcels: [
          { id: "993", carrier: "DHL", trackingNumber: CANARY.tracking, trackingUrl: null, labelUrl: null },
        ],
        readAt: new Date(),
      },
    ]),
  );

beforeAll(async () => {
  await makeShop(shopId);
  await hear("orders/create", canaryOrder());
  await hear("carts/create", cart());
  await hear("checkouts/create", checkout("canary-token-8841"));
  await hear("checkouts/create", guest());
  await hear(
    "checkouts/create",
    checkout("a-neighbour", { email: "b@x.example", phone: null, customer: null, cart_token: "another" }),
  );
  await aReturn();
});

describe("a person's carts, checkouts and returns", () => {
  it("are in what a shop hands out about them", async () => {
    await hear("customers/data_request", dataRequest());
    const [request] = await inShop(shopId, readPrivacyRequests);
    const made = (await readExport(shopId, request!.id))!;
    for (const word of WORDS) {
      expect(JSON.stringify(made)).toContain(word);
      expect(exportPage(made)).toContain(word);
    }
    expect(JSON.stringify(made)).not.toContain("a-neighbour");
  });

  it("are forgotten with them, and nobody else's are", async () => {
    expect((await hits(shopId, WORDS)).length).toBeGreaterThanOrEqual(WORDS.length);
    await hear("customers/redact", redactRequest());
    expect(await hits(shopId, WORDS)).toEqual([]);
    expect(await hits(shopId)).toEqual([]);
    expect(await hits(shopId, ["a-neighbour"])).not.toEqual([]);
  });

  it("are not brought back by late webhooks, the guest's neither, nor by a late reading", async () => {
    await hear("checkouts/update", checkout("canary-token-8841", { updated_at: "2026-11-20T12:00:00Z" }));
    await hear("checkouts/update", { ...guest(), updated_at: "2026-11-20T12:00:00Z" });
    await aReturn();
    expect(await hits(shopId, WORDS)).toEqual([]);
    expect(await hits(shopId)).toEqual([]);
  });
});
