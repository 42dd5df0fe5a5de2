import { beforeAll, expect, it } from "vitest";
import { DAY, earlier, later } from "#app/clock.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { readCustomerPanel } from "#app/desk/customer-panel.ts";
import { mirrorOrder } from "#app/orders/mirror-order.ts";
import { orderFromWebhook } from "#app/orders/order-from-webhook.ts";
import { makeShop } from "#tests/orders/a-shop.ts";

const SHOP = "late-parcels";
let ids = 0;

beforeAll(() => makeShop(SHOP));

interface Past {
  /** Newest last: each a day after the one before it, the first four days ago. */
  scans: string[];
  /** The carrier's day, in days from now, told with the first scan; null where it tells none. */
  expectedIn: number | null;
  /** Where it goes: other parcels to that country may tell how long it takes. */
  country?: string;
}

/** What the panel beside its shopper's thread says of a parcel that was sent five days ago. */
const lateness = ({ scans, expectedIn, country }: Past) =>
  inShop(SHOP, async (shop) => {
    const id = 770_000 + ++ids;
    const email = `late${id}@example.com`;
    const expected = expectedIn === null ? null : later(shop.at, expectedIn * DAY);
    await keep(shop, { id, email, scans, expected, country });
    const contact = { kind: "email", value: email, verified: true, source: "email" } as const;
    const { customerId } = await identifyContact(shop, contact);
    const panel = await readCustomerPanel(shop, { threads: [], customerId });
    return panel!.orders[0]!.parcels[0]!.daysLate;
  });

interface Kept extends Pick<Past, "scans" | "country"> {
  id: number;
  email: string;
  expected: Date | null;
}

async function keep(shop: Shop, { id, email, scans, expected, country }: Kept): Promise<void> {
  const shippedAt = earlier(shop.at, 5 * DAY);
  const at = shippedAt.toISOString();
  const record = orderFromWebhook({
    id,
    name: `#${id}`,
    email,
    created_at: at,
    updated_at: at,
    current_total_price: "1.00",
    presentment_currency: "EUR",
    line_items: [],
    fulfillments: [
      { id, order_id: id, status: "success", created_at: at, updated_at: at, tracking_company: "DHL" },
    ],
  })!;
  const events = scans.map((status, nth) => ({
    id: `${id}${nth}`,
    fulfillmentId: String(id),
    orderId: String(id),
    status,
    message: null,
    city: null,
    country: null,
    happenedAt: later(shippedAt, (nth + 1) * DAY),
    estimatedDeliveryAt: nth === 0 ? expected : null,
  }));
  await mirrorOrder(
    shop,
    { ...record, toCountry: country, fulfillments: [{ ...record.fulfillments[0]!, events }] },
    { quiet: true },
  );
}

it("a scanned parcel past its day is late by whole days", async () => {
  expect(await lateness({ scans: ["IN_TRANSIT"], expectedIn: -2 })).toBe(2);
});

it("one that is still awaited on its day is not", async () => {
  expect(await lateness({ scans: ["IN_TRANSIT"], expectedIn: 0 })).toBeNull();
  expect(await lateness({ scans: ["IN_TRANSIT"], expectedIn: 3 })).toBeNull();
});

it("what was brought, waits to be fetched, or was given up, is late no more", async () => {
  for (const status of ["DELIVERED", "READY_FOR_PICKUP", "FAILURE"])
    expect(await lateness({ scans: ["IN_TRANSIT", status], expectedIn: -2 }), status).toBeNull();
});

it("a parcel that nobody ever scanned may have come long ago, and is never called late", async () => {
  expect(await lateness({ scans: ["CONFIRMED"], expectedIn: -2 })).toBeNull();
});

it("once the courier rang in vain a day from before is void, as the shopper hears it", async () => {
  expect(await lateness({ scans: ["IN_TRANSIT", "ATTEMPTED_DELIVERY"], expectedIn: -2 })).toBeNull();
});

it("without anybody's day it is late by what its lane takes, as the shopper hears it", async () => {
  expect(await lateness({ scans: ["IN_TRANSIT"], expectedIn: null, country: "NO" })).toBeNull();
  await inShop(SHOP, async ({ tx, id, at }) => {
    const lane = {
      shopId: id,
      carrier: "DHL",
      origin: "",
      region: "",
      parcels: 40,
      scanned: 40,
      arrived: 40,
    };
    const days = { medianDays: 2, p95Days: 3, measuredAt: at };
    await tx.carrierLane.createMany({ data: ["", "NO"].map((country) => ({ ...lane, ...days, country })) });
  });
  expect(await lateness({ scans: ["IN_TRANSIT"], expectedIn: null, country: "NO" })).toBe(2);
});
