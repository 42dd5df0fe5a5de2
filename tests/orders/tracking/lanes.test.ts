import { beforeAll, describe, expect, it } from "vitest";
import { DAY, earlier, later } from "#app/clock.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { mirrorOrder } from "#app/orders/mirror-order.ts";
import { orderFromWebhook } from "#app/orders/order-from-webhook.ts";
import { readCoverage } from "#app/orders/tracking/carrier-coverage.ts";
import { FEWEST_PARCELS, lanesOf } from "#app/orders/tracking/lane-of-parcel.ts";
import { measureLanesOf } from "#app/orders/tracking/measure-lanes.ts";
import { makeShop } from "#tests/orders/a-shop.ts";

const SHOP = "lanes";
let ids = 0;

beforeAll(async () => {
  await makeShop(SHOP);
  await inShop(SHOP, async (shop) => {
    // To Bavaria from place 7 in one to twenty days; to Berlin too few to tell.
    for (let days = 1; days <= FEWEST_PARCELS; days++) await keep(shop, { days, region: "BY" });
    for (let days = 1; days < FEWEST_PARCELS; days++) await keep(shop, { days: 2, region: "BE" });
    for (let turn = 0; turn < 30; turn++) await keep(shop, { days: null, carrier: "Bicycle", region: "BY" });
    await measureLanesOf(shop);
  });
});

interface Past {
  days: number | null;
  carrier?: string;
  region: string;
  country?: string;
}

/** One parcel of forty days ago as Shopify's webhook tells it, scanned where it arrived. Returns its id. */
async function keep(shop: Shop, { days, carrier = "DHL", region, country = "DE" }: Past): Promise<string> {
  const id = 880_000 + ++ids;
  const shippedAt = earlier(shop.at, 40 * DAY);
  const record = orderFromWebhook({
    id,
    name: `#${id}`,
    created_at: shippedAt,
    updated_at: shippedAt.toISOString(),
    current_total_price: "1.00",
    presentment_currency: "EUR",
    shipping_address: { country_code: country, province_code: region },
    line_items: [],
    fulfillments: [
      {
        id,
        order_id: id,
        status: "success",
        created_at: shippedAt.toISOString(),
        updated_at: shippedAt.toISOString(),
        tracking_company: carrier,
        location_id: 7,
      },
    ],
  })!;
  const [parcel] = record.fulfillments;
  const event = days !== null && {
    id: String(id),
    fulfillmentId: String(id),
    orderId: String(id),
    status: "DELIVERED",
    message: null,
    city: null,
    country: null,
    happenedAt: later(shippedAt, days * DAY),
    estimatedDeliveryAt: null,
  };
  await mirrorOrder(
    shop,
    { ...record, fulfillments: [{ ...parcel!, events: event ? [event] : [] }] },
    { quiet: true },
  );
  return String(id);
}

const laneOf = (past: Past) =>
  inShop(SHOP, async (shop) => {
    const id = await keep(shop, past);
    return (await lanesOf(shop, [id])).get(id)!;
  });

describe("a lane", () => {
  it("tells how long its parcels took: the median, and by when nineteen of twenty had come", async () => {
    const { history } = await laneOf({ days: null, region: "BY" });
    expect(history!.medianDays).toBeCloseTo(10.5, 1);
    expect(history!.p95Days).toBeCloseTo(19.05, 1);
  });

  it("with too few parcels goes by the whole country's", async () => {
    const { history } = await laneOf({ days: null, region: "BE" });
    expect(history!.medianDays).toBeCloseTo(2, 1);
  });

  it("to a country where nothing was ever sent tells nothing", async () => {
    expect(await laneOf({ days: null, region: "75", country: "FR" })).toEqual({
      history: null,
      carrierScans: true,
    });
  });

  it("of a carrier that never scanned says so", async () => {
    expect(await laneOf({ days: null, carrier: "Bicycle", region: "BY" })).toEqual({
      history: null,
      carrierScans: false,
    });
  });

  it("is counted anew, not added up, when it is counted again", async () => {
    const before = await inShop(SHOP, readCoverage);
    await inShop(SHOP, measureLanesOf);
    const after = await inShop(SHOP, readCoverage);
    expect(before!.carriers.find(({ carrier }) => carrier === "DHL")).toMatchObject({
      parcels: 2 * FEWEST_PARCELS - 1,
      scanned: 2 * FEWEST_PARCELS - 1,
    });
    expect(after!.carriers.find(({ carrier }) => carrier === "Bicycle")).toMatchObject({ scanned: 0 });
  });
});
