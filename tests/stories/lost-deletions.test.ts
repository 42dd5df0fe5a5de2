import { afterAll, beforeAll, expect, it } from "vitest";
import { DAY, HOUR } from "#app/clock.ts";
import { aNightGoesBy, driftOf } from "#tests/a-night.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { runNow } from "#tests/run-now.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";

let app: App;
let shopId: string;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  await settled();
});
afterAll(stopApps);

const SHOP = `/shops/${TIDEWATER}`;

/** One of each that is to be deleted. */
async function makeFour() {
  const order = await town.placeOrder({
    customerEmail: "ira@example.com",
    lines: [{ title: "Pier Beanie", quantity: 1 }],
  });
  const customer = { email: "leaving@example.com", firstName: "Lea" };
  const { id: customerId } = await control<{ id: number }>("POST", `${SHOP}/customers`, customer);
  const product = { title: "Storm Bell", price: "29.00" };
  const { id: productId } = await control<{ id: number }>("POST", `${SHOP}/products`, product);
  const checkout = { email: "half@example.com", lines: [{ title: "Pier Beanie", quantity: 1 }] };
  const { token } = await control<{ token: string }>("POST", `${SHOP}/checkouts`, checkout);
  await settled();
  return { orderId: order.id, customerId, productId, token };
}

/** How many of each kind still stand. */
const standing = () =>
  look(shopId, async ({ tx }) => ({
    orders: await tx.order.count({ where: { deletedAt: null } }),
    customers: await tx.customer.count({ where: { shopifyId: { not: null }, deletedAt: null } }),
    products: await tx.product.count({ where: { deletedAt: null } }),
    checkouts: await tx.checkout.count(),
  }));

const drift = async (): Promise<Record<string, number>> =>
  Object.fromEntries(Object.entries(await driftOf(shopId)).filter(([topic]) => topic.endsWith("/delete")));

it("deletions that no webhook told of are found in the night, marked once and counted, and nothing else is touched", async () => {
  const { orderId, customerId, productId, token } = await makeFour();
  await town.clock.advance(2 * HOUR);
  await runNow("sweepShop", { shopId, because: "asked" });
  await aNightGoesBy(shopId);
  const before = await standing();
  expect(before.orders).toBeGreaterThan(100);
  expect(await drift()).toEqual({});

  await town.faults.add({ provider: "webhooks", fault: "drop", match: { topic: "/./" }, times: null });
  await control("DELETE", `${SHOP}/orders/${orderId}`);
  await control("DELETE", `${SHOP}/customers/${customerId}`);
  await control("DELETE", `${SHOP}/products/${productId}`);
  await control("DELETE", `${SHOP}/checkouts/${token}`);
  await settled();
  expect(await standing()).toEqual(before);

  await aNightGoesBy(shopId);
  expect(await standing()).toEqual({
    orders: before.orders - 1,
    customers: before.customers - 1,
    products: before.products - 1,
    checkouts: before.checkouts - 1,
  });
  const found = { "orders/delete": 1, "customers/delete": 1, "products/delete": 1, "checkouts/delete": 1 };
  expect(await drift()).toEqual(found);
  const deleted = await look(shopId, ({ tx }) =>
    tx.order.findUnique({ where: { shopId_id: { shopId, id: String(orderId) } }, include: { lines: true } }),
  );
  expect(deleted).toMatchObject({ email: null, deletedAt: expect.any(Date), lines: [] });

  // Shopify shows sixty days of orders: those that have grown older since are out of sight, and stay.
  const left = await standing();
  await town.clock.advance(20 * DAY);
  await settled();
  await aNightGoesBy(shopId);
  expect(await drift()).toEqual(found);
  expect(await standing()).toEqual(left);
  const told = await look(shopId, ({ tx }) => tx.domainEvent.count({ where: { name: "order.deleted" } }));
  expect(told).toBe(1);
});
