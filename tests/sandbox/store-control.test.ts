import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CastMember, OrderTruth } from "#sandbox/shopify/store/truth-types.ts";
import { type RunningTown, startTown } from "#sandbox/town.ts";

let town: RunningTown;
const SHOP = "shops/tidewater.myshopify.com";

beforeAll(async () => {
  town = await startTown({ orders: 30, customers: 10, parts: ["shopify"] });
});
afterAll(() => town.close());

describe("the shop's control routes", () => {
  it("place an order as a person would say it, ship it, move it along, and tell the truth of it", async () => {
    const order = await post(`${SHOP}/orders`, {
      customerEmail: "ada.lindqvist@example.com",
      lines: [
        { title: "Pier Beanie", quantity: 2 },
        { title: "Storm Lantern", quantity: 1 },
      ],
    });
    const parcel = await post(`${SHOP}/orders/${order.number}/ship`, {
      lines: [{ title: "Storm Lantern", quantity: 1 }],
      carrier: "UPS",
      number: "1Z1",
      estimatedDeliveryAt: "2030-01-02T12:00:00.000+02:00",
    });
    await post(`${SHOP}/fulfillments/${parcel.id}/events`, { status: "IN_TRANSIT", city: "Lyon" });
    const truth = await get<OrderTruth>(`${SHOP}/truth/${order.id}`);
    expect(truth).toMatchObject({
      name: order.name,
      fulfillmentStatus: "PARTIALLY_FULFILLED",
      parcels: [{ company: "UPS", estimatedDeliveryAt: "2030-01-02T10:00:00Z", lastScan: { city: "Lyon" } }],
      waiting: [{ items: [{ title: "Pier Beanie", quantity: 2 }] }],
    });
  });

  it("find an order by any of its names", async () => {
    for (const said of ["EU-10023-X", "10023", encodeURIComponent("gid://shopify/Order/") + (await odd())]) {
      expect((await get<{ name: string }>(`${SHOP}/orders/${said}`)).name).toBe("EU-10023-X");
    }
    const found = await get<{ orders: unknown[] }>(`${SHOP}/orders?name=${encodeURIComponent("#10001")}`);
    expect(found.orders).toHaveLength(1);
  });

  it("act on what waits: hold, release, pick-up, pre-order", async () => {
    const cast = await get<CastMember[]>(`${SHOP}/cast`);
    const id = (role: string) => cast.find((one) => one.role === role)!.orderId;
    const status = async (role: string) =>
      (await get<OrderTruth>(`${SHOP}/truth/${id(role)}`)).fulfillmentStatus;
    await post(`${SHOP}/orders/${id("packing")}/hold`, { reason: "AWAITING_PAYMENT" });
    expect(await status("packing")).toBe("ON_HOLD");
    await post(`${SHOP}/orders/${id("packing")}/release-hold`, {});
    await post(`${SHOP}/orders/${id("packing")}/deliver`, {});
    expect(await status("packing")).toBe("FULFILLED");
    await post(`${SHOP}/orders/${id("pickup-waiting")}/ready-for-pickup`, {});
    await post(`${SHOP}/orders/${id("pickup-waiting")}/picked-up`, {});
    expect(await status("pickup-waiting")).toBe("FULFILLED");
    await post(`${SHOP}/orders/${id("pre-order")}/open-scheduled`, {});
    expect(await status("pre-order")).toBe("UNFULFILLED");
  });

  it("let a pre-order go when the clock passes its day", async () => {
    await post("reset", {});
    const before = await get<OrderTruth>(`${SHOP}/truth/10012`);
    expect(before.waiting[0]!.status).toBe("SCHEDULED");
    await post("clock", { to: before.waiting[0]!.fulfillAt! });
    expect((await get<OrderTruth>(`${SHOP}/truth/10012`)).waiting[0]!.status).toBe("OPEN");
    await post("reset", {});
    expect((await get<OrderTruth>(`${SHOP}/truth/10012`)).waiting[0]!.status).toBe("SCHEDULED");
  });

  it("answer 422 with the shop's words for what it refuses, and 404 for what is not there", async () => {
    const refused = await send("POST", `${SHOP}/orders/10005/cancel`, {});
    expect(refused.status).toBe(422);
    expect(await refused.json()).toEqual({ error: "Cannot cancel an order that has been fulfilled" });
    expect((await send("GET", `${SHOP}/orders/99`)).status).toBe(404);
    expect((await send("GET", "shops/nowhere.myshopify.com/cast")).status).toBe(404);
    const lines = [{ title: "Flying Carpet", quantity: 1 }];
    expect((await send("POST", `${SHOP}/orders`, { lines })).status).toBe(422);
    expect((await send("POST", `${SHOP}/orders/10001/ship`, { estimatedDeliveryAt: "soon" })).status).toBe(
      400,
    );
  });

  it("open other shops that know nothing of this one, and close them at a reset", async () => {
    const shop = { domain: "lone-pine.myshopify.com", orders: 5, customers: 2 };
    expect(await post("shops", shop)).toMatchObject({ name: "Lone Pine", orders: 5, customers: 2 });
    expect((await send("POST", "shops", shop)).status).toBe(409);
    expect((await send("GET", "shops/lone-pine.myshopify.com/orders/10001")).status).toBe(404);
    await post("reset", {});
    expect((await send("GET", "shops/lone-pine.myshopify.com")).status).toBe(404);
    expect((await get<OrderTruth>(`${SHOP}/truth/10011`)).fulfillmentStatus).toBe("UNFULFILLED");
  });
});

async function odd(): Promise<number> {
  return (await get<{ id: number }>(`${SHOP}/orders/EU-10023-X`)).id;
}

function send(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${town.url}/_town/${path}`, { method, body: body && JSON.stringify(body) });
}

async function get<T>(path: string): Promise<T> {
  const answer = await send("GET", path);
  expect(answer.status, path).toBe(200);
  return answer.json() as Promise<T>;
}

async function post(path: string, body: object): Promise<{ id: number; name: string; number: number }> {
  const answer = await send("POST", path, body);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<{ id: number; name: string; number: number }>;
}
