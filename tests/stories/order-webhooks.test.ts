import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CastMember } from "#sandbox/shopify/store/truth-types.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { town } from "#tests/town.ts";

let app: App;
let shopId: string;
let cast: Record<string, CastMember>;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  cast = Object.fromEntries((await town.cast()).map((member) => [member.role, member]));
  await settled();
});
afterAll(stopApps);

const order = (id: number) =>
  look(shopId, ({ tx }) =>
    tx.order.findUnique({
      where: { shopId_id: { shopId, id: String(id) } },
      include: { fulfillments: true },
    }),
  );
const told = (name: string, orderId: number) =>
  look(shopId, ({ tx }) =>
    tx.domainEvent.count({ where: { name, payload: { path: ["orderId"], equals: String(orderId) } } }),
  );

describe("an order's webhooks", () => {
  it("sent twenty times, shuffled with older versions, leave one order in its newest state and tell of it once", async () => {
    const [line] = (await town.order(cast["on-time"]!.orderId!)).lineItems;
    const placed = await town.placeOrder({
      email: "eve@example.com",
      lines: [{ variantId: line!.variantId!, quantity: 1 }],
    });
    await settled();
    await town.ship(placed.id, { carrier: "DHL", number: "JD0123456789" });
    await settled();
    await town.replayWebhook(placed.id, { topic: "orders/updated", times: 20, older: true });
    await town.replayWebhook(placed.id, { topic: "orders/create", times: 5, older: true });
    await settled();
    const kept = await order(placed.id);
    expect(kept).toMatchObject({ name: placed.name, fulfillmentStatus: "FULFILLED" });
    expect(kept?.fulfillments).toHaveLength(1);
    expect(await told("order.placed", placed.id)).toBeLessThanOrEqual(1);
    expect(await told("order.fulfilled", placed.id)).toBe(1);
  });

  it("with a wrong signature are refused with 401 and write nothing", async () => {
    const count = () => look(shopId, ({ tx }) => tx.receipt.count());
    const before = await count();
    const send = (headers: Record<string, string>) =>
      fetch(`${app.url}/webhooks/shopify`, {
        method: "POST",
        body: JSON.stringify({ id: 1 }),
        headers: {
          "x-shopify-topic": "orders/create",
          "x-shopify-shop-domain": town.domain,
          "x-shopify-webhook-id": "x",
          ...headers,
        },
      });
    expect((await send({})).status).toBe(401);
    expect((await send({ "x-shopify-hmac-sha256": "AAAA" })).status).toBe(401);
    expect(await count()).toBe(before);
  });
});

describe("a shop that uninstalls", () => {
  it("has everything stopped at once, and is itself again when it comes back", async () => {
    await town.uninstall();
    await settled();
    const gone = await look(shopId, ({ tx }) => tx.shop.findUniqueOrThrow({ where: { id: shopId } }));
    expect(gone.uninstalledAt).not.toBeNull();
    expect(await look(shopId, ({ tx }) => tx.session.count())).toBe(0);
    await town.clock.advance(2_000);
    expect(await install(app)).toBe(shopId);
    const back = await look(shopId, ({ tx }) => tx.shop.findUniqueOrThrow({ where: { id: shopId } }));
    expect(back.uninstalledAt).toBeNull();
    await settled();
  });
});
