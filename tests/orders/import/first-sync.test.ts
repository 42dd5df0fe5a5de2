import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import { beforeEach, describe, expect, it } from "vitest";
import { layTombstones } from "#app/customers/forgotten.ts";
import { later, MINUTE } from "#app/clock.ts";
import { inShop, pool } from "#app/db.server.ts";
import { readOrderLive } from "#app/orders/read-order-live.ts";
import { startFirstSync } from "#app/shop/start-first-sync.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { hearBulkFinish } from "#app/shopify/bulk/hear-bulk-finish.ts";
import { wakeRuns } from "#app/shopify/bulk/sync-run.ts";
import { runImport } from "#app/shopify/bulk/run-import.ts";
import { RunBulkQuery } from "#app/shopify/operations/bulk.graphql.ts";
import { imports } from "#app/wiring/imports.ts";
import { waitingJobs } from "#tests/orders/a-shop.ts";
import { goOn, importAll, runsOf } from "#tests/orders/import/run-imports.ts";
import { openApp } from "#tests/shopify/opened-app.ts";
import { control, town } from "#tests/town.ts";

const ORDERS = { kinds: ["orders"] };
/** So small that an order and its lines come in different transactions, and every job reads a part only. */
const TINY = { batchBytes: 1_500, sliceBytes: 12_000 };

let domain: string;
let shopId: string;
beforeEach(async () => {
  domain = `sync-${crypto.randomUUID().slice(0, 8)}.myshopify.com`;
  await town.makeShop({ domain, seed: 7, orders: 60, customers: 20 });
  await town.shop(domain).settings({ plan: "enterprise", readAllOrders: true });
  ({ shopId } = await openApp(domain));
});

const next = (plan: object) => control("POST", `/shops/${domain}/bulk/next`, plan);
interface Operation {
  id: number;
  gid: string;
  status: string;
}
const operations = async () =>
  (await control<{ operations: Operation[] }>("GET", `/shops/${domain}/bulk`)).operations;
const rows = () =>
  inShop(shopId, async ({ tx }) => ({
    orders: await tx.order.count(),
    lines: await tx.orderLine.findMany({ orderBy: [{ orderId: "asc" }, { id: "asc" }] }),
  }));
const stateOf = async (kind = "orders") => (await runsOf(shopId)).get(kind)!;
const step = (kind = "orders") => runImport(shopId, { kind }, imports);

const Cancel = parse(
  "mutation Cancel($id: ID!) { bulkOperationCancel(id: $id) { userErrors { message } } }",
) as TypedDocumentNode<{ bulkOperationCancel: object }, { id: string }>;
const cancelAtShopify = async () =>
  expect(await askAdmin(shopId, Cancel, { id: (await stateOf()).operationId! })).toMatchObject({ ok: true });
/** Of another part of the app, or another time. */
const askForAnother = async () =>
  expect(
    await askAdmin(shopId, RunBulkQuery, { query: "{ products { edges { node { id } } } }" }),
  ).toMatchObject({
    ok: true,
  });

/** What a whole reading without any trouble finds. */
async function allOfIt() {
  await importAll(shopId, ["orders"]);
  const found = await rows();
  expect(found.orders).toBe(60);
  expect(found.lines.length).toBeGreaterThan(60);
  await inShop(shopId, ({ sql }) => sql`delete from "Order"`);
  return found;
}

describe("the first reading of a shop", () => {
  it("finds lines far from their orders, a few at a time, and starts from each place once", async () => {
    const whole = await allOfIt();
    await importAll(shopId, ["orders"], TINY);
    expect(await rows()).toEqual(whole);
    expect(await stateOf()).toMatchObject({ state: "done", foundBefore: 60 });
  });

  it("goes on where a broken connection left it", async () => {
    const whole = await allOfIt();
    await next({ cutAfterBytes: 9_000, cuts: 3 });
    await startFirstSync(shopId, ORDERS, imports);
    const [breaks, places] = [[] as string[], [] as number[]];
    while ((await stateOf()).state !== "done") {
      await runImport(shopId, { kind: "orders" }, imports, TINY).catch((error: Error) =>
        breaks.push(error.message),
      );
      places.push(Number((await stateOf()).readBytes));
      await town.settle();
    }
    expect(breaks).toHaveLength(3);
    expect(new Set(places.filter((place) => place > 0)).size).toBe(3);
    expect(await operations()).toHaveLength(2);
    expect(await rows()).toEqual(whole);
  });

  it("uses what Shopify had written when it failed, then asks again in halves", async () => {
    const whole = await allOfIt();
    await next({ fail: "INTERNAL_SERVER_ERROR", afterObjects: 40 });
    await startFirstSync(shopId, ORDERS, imports);
    while ((await stateOf()).windows.length === 1) {
      await step();
      await town.settle();
    }
    const early = await rows();
    expect(early.orders).toBeGreaterThan(5);
    expect(early.orders).toBeLessThan(60);
    const { windows, tries } = await stateOf();
    expect(tries).toBe(1);
    expect(windows).toEqual([expect.stringMatching(/^\d.+Z\.\.$/), expect.stringMatching(/^\.\.\d.+Z$/)]);
    await goOn(shopId);
    expect(await rows()).toEqual(whole);
    expect(await stateOf()).toMatchObject({ state: "done", foundBefore: 60, tries: 0 });
  });

  it.each([
    { what: "whose address has run out", befall: () => next({ expired: true }) },
    { what: "that was cancelled", befall: () => next({ slowMs: 60_000 }), cancel: true },
    { what: "that failed with nothing", befall: () => next({ fail: "TIMEOUT", afterObjects: 0 }) },
  ])("asks again for a file $what", async ({ befall, cancel }) => {
    const whole = await allOfIt();
    await befall();
    await startFirstSync(shopId, ORDERS, imports);
    await step();
    if (cancel) await cancelAtShopify();
    await town.settle();
    await goOn(shopId);
    expect(await rows()).toEqual(whole);
    expect((await operations()).length).toBeGreaterThan(2);
  });

  it("gives up in words after six failures, and begins anew when it is told to", async () => {
    for (let n = 0; n < 6; n++) await next({ fail: "TIMEOUT", afterObjects: 0 });
    await importAll(shopId, ["orders"]);
    expect(await stateOf()).toMatchObject({ state: "failed", problem: expect.stringContaining("try again") });
    await importAll(shopId, ["orders"]);
    expect(await stateOf()).toMatchObject({ state: "done", problem: null, foundBefore: 60 });
  });

  it("finds what it asked for again where the answer was lost", async () => {
    await town.faults.add({
      provider: "shopify",
      fault: "500-after",
      times: 1,
      match: { path: "/graphql/" },
    });
    await startFirstSync(shopId, ORDERS, imports);
    await step();
    expect(await stateOf()).toMatchObject({ state: "asking", askedAt: expect.any(Date) });
    await town.faults.clear();
    await goOn(shopId);
    expect(await operations()).toHaveLength(1);
    expect((await rows()).orders).toBe(60);
  });

  it("waits for its turn where five files are being written", async () => {
    for (let n = 0; n < 5; n++) await next({ slowMs: 3_600_000 });
    await startFirstSync(shopId, ORDERS, imports);
    await step();
    for (let n = 0; n < 4; n++) await askForAnother();
    await startFirstSync(shopId, { kinds: ["customers"] }, imports);
    await step("customers");
    expect(await stateOf("customers")).toMatchObject({ state: "asking", polls: 1, askedAt: null });
    await town.clock.advance(3_600_000);
    await goOn(shopId);
    expect((await stateOf("customers")).state).toBe("done");
  });

  it("reads parcels only once their orders are there", async () => {
    await startFirstSync(shopId, { kinds: ["parcels", "orders"] }, imports);
    for (let n = 0; n < 3; n++) {
      await step("parcels");
      await town.settle();
    }
    expect((await stateOf("parcels")).state).toBe("writing");
    await goOn(shopId);
    const parcels = await inShop(shopId, ({ tx }) => tx.fulfillment.count());
    expect(parcels).toBeGreaterThan(20);
  });

  it("is not put to sleep again by a look that was asked for before Shopify's word came", async () => {
    await startFirstSync(shopId, ORDERS, imports);
    await step();
    const { operationId } = await stateOf();
    await inShop(shopId, async (shop) => {
      await hearBulkFinish(shop, operationId!);
      await wakeRuns(shop, ["orders"], later(shop.at, MINUTE));
    });
    const { rows: jobs } = await pool.query(
      `select run_at <= $1 as "isDue" from graphile_worker._private_jobs where key = $2`,
      [await town.clock.now(), `import:${shopId}:orders`],
    );
    expect(jobs).toEqual([{ isDue: true }]);
  });

  it("is woken by Shopify's word that a file is written", async () => {
    await startFirstSync(shopId, ORDERS, imports);
    await step();
    const { operationId } = await stateOf();
    await inShop(shopId, ({ sql }) => sql`delete from graphile_worker._private_jobs`);
    await inShop(shopId, (shop) => hearBulkFinish(shop, "gid://shopify/BulkOperation/1"));
    expect(await waitingJobs(shopId, "runImport")).toEqual([]);
    await inShop(shopId, (shop) => hearBulkFinish(shop, operationId!));
    expect(await waitingJobs(shopId, "runImport")).toEqual([{ kind: "orders", shopId }]);
  });
});

describe("what happens while a file is read", () => {
  const anOrder = async () => {
    await startFirstSync(shopId, ORDERS, imports);
    await step();
    await town.settle();
    await step();
    type Found = { id: number; name: string; cancelledAt: string | null };
    const { orders } = await control<{ orders: Found[] }>("GET", `/shops/${domain}/orders?first=20`);
    // Of one that was cancelled nothing can be edited.
    return orders.find(({ cancelledAt }) => cancelledAt === null)!;
  };

  it("stays as it is told: the newer word wins over the file", async () => {
    const order = await anOrder();
    await town.clock.advance(5_000);
    await town.shop(domain).orderVerb(order.id, "edit", { add: [{ title: "Pier Beanie", quantity: 3 }] });
    await readOrderLive(shopId, String(order.id));
    const before = await linesOf(order.id);
    await goOn(shopId, TINY);
    expect(await linesOf(order.id)).toEqual(before);
    expect(before.map(({ title }) => title)).toContain("Pier Beanie");
    expect((await rows()).orders).toBe(60);
  });

  it("brings back nobody who was forgotten, and no order of theirs", async () => {
    const order = await anOrder();
    const { customerId } = await town.shop(domain).order(order.id);
    await inShop(shopId, async (shop) => {
      await layTombstones(shop, "order", [String(order.id)]);
      await layTombstones(shop, "customer", [String(customerId)]);
    });
    await goOn(shopId, TINY);
    await importAll(shopId, ["customers"]);
    const found = await inShop(shopId, async ({ tx }) => [
      await tx.order.count({ where: { id: String(order.id) } }),
      await tx.order.count({ where: { customerShopifyId: String(customerId) } }),
      await tx.orderLine.count({ where: { orderId: String(order.id) } }),
      await tx.customer.count({ where: { shopifyId: String(customerId) } }),
    ]);
    expect(found).toEqual([0, 0, 0, 0]);
    expect((await rows()).orders).toBeGreaterThan(40);
  });

  const linesOf = (id: number) =>
    inShop(shopId, ({ tx }) =>
      tx.orderLine.findMany({ where: { orderId: String(id) }, orderBy: { id: "asc" } }),
    );
});
