import { beforeAll, describe, expect, it } from "vitest";
import { inShop } from "#app/db.server.ts";
import type { Return } from "#sandbox/shopify/store/order-types.ts";
import { importAll, runsOf } from "#tests/orders/import/run-imports.ts";
import { openApp } from "#tests/shopify/opened-app.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";

let shopId: string;
/** How the returns of the past ended, by their order. */
let declined: number;
let cancelled: number;
let open: number;

beforeAll(async () => {
  await town.settings({ plan: "enterprise" });
  declined = await sentBack((id) => step(id, "decline", { reason: "FINAL_SALE", note: "Worn" }));
  cancelled = await sentBack((id) => step(id, "cancel"));
  open = await sentBack((id) => step(id, "approve"));
  ({ shopId } = await openApp(TIDEWATER));
  await importAll(shopId, ["orders", "returns"]);
});

const step = (id: number, verb: string, input: unknown = {}) =>
  control("POST", `/shops/${TIDEWATER}/returns/${id}/${verb}`, input);

/** An order of which something was to be sent back, and what became of that. */
async function sentBack(end: (returnId: number) => Promise<unknown>): Promise<number> {
  const order = await town.placeOrder({
    customerEmail: "pia@example.com",
    lines: [{ title: "Pier Beanie", quantity: 2 }],
  });
  await town.deliver(order.id);
  const asked = await town.orderVerb<Return>(order.id, "return", { needsApproval: true });
  await end(asked.id);
  return order.id;
}

const returnsOf = (orderId: number) =>
  inShop(shopId, ({ tx }) =>
    tx.return.findMany({ where: { orderId: String(orderId) }, include: { lines: true } }),
  );

describe("a shop's returns of the past", () => {
  it("are read where they were declined or cancelled, though Shopify counts their orders as without any", async () => {
    const [refused] = await returnsOf(declined);
    expect(refused).toMatchObject({ status: "DECLINED", declineReason: "FINAL_SALE", declineNote: "Worn" });
    expect(refused!.lines).toMatchObject([{ title: "Pier Beanie" }]);
    expect(await returnsOf(cancelled)).toMatchObject([{ status: "CANCELED" }]);
    expect(await returnsOf(open)).toMatchObject([{ status: "OPEN" }]);
  });

  it("are looked for in every order, and nothing that has long been is told as news", async () => {
    const runs = await runsOf(shopId);
    expect(runs.get("returns")).toMatchObject({ state: "done", problem: null });
    expect(runs.get("returns")!.foundBefore).toBe(runs.get("orders")!.foundBefore);
    const told = await inShop(shopId, ({ tx }) =>
      tx.domainEvent.count({ where: { name: { startsWith: "return." } } }),
    );
    expect(told).toBe(0);
  });
});
