import { beforeAll, describe, expect, it } from "vitest";
import { customerFromAdmin } from "#app/customers/customer-from-admin.ts";
import { mirrorCustomer } from "#app/customers/mirror-customer.ts";
import { inShop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { readOrderLive } from "#app/orders/read-order-live.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { CustomersPage } from "#app/shopify/operations/customers.graphql.ts";
import { importAll, runsOf } from "#tests/orders/import/run-imports.ts";
import { openApp } from "#tests/shopify/opened-app.ts";
import { TIDEWATER, town } from "#tests/town.ts";

const KINDS = ["orders", "parcels", "customers"];

/** Tables that the imports fill, and what of them is random or ours alone. */
const TABLES: Record<string, string[]> = {
  Order: [],
  OrderLine: [],
  FulfillmentOrder: [],
  // A page of orders does not ask which lines are in a parcel, nor does a file.
  Fulfillment: ["items"],
  FulfillmentEvent: [],
  ParcelNumber: [],
  Customer: ["id", "createdAt"],
  ContactPoint: ["id", "customerId", "createdAt"],
};

let shopId: string;
let inBulk: Record<string, string[]>;
let told: string[];
let oneByOne: Record<string, string[]>;
beforeAll(async () => {
  await town.settings({ plan: "enterprise" });
  ({ shopId } = await openApp(TIDEWATER));
  await importAll(shopId, KINDS);
  inBulk = await rowsOfAll();
  told = await inShop(shopId, async ({ tx }) => (await tx.domainEvent.findMany()).map(({ name }) => name));
  await inShop(shopId, async ({ sql }) => {
    await sql`delete from "Order"`;
    await sql`delete from "Customer"`;
  });
  await readOneByOne();
  oneByOne = await rowsOfAll();
});

describe("a shop that was read in bulk", () => {
  it.each(Object.keys(TABLES))("has the same rows of %s as one that was read order by order", (table) => {
    expect(inBulk[table]!.length).toBeGreaterThan(10);
    expect(inBulk[table]).toEqual(oneByOne[table]);
  });

  it("has every order that the town shows, and says so", async () => {
    const runs = await runsOf(shopId);
    for (const kind of KINDS) expect(runs.get(kind)).toMatchObject({ state: "done", problem: null });
    expect(runs.get("orders")!.foundBefore).toBe(inBulk.Order!.length);
  });

  it("was told nothing of it, for all of it has been", () => {
    expect(told).toContain("import.finished");
    expect(told.filter((name) => /^(order|parcel)\./.test(name))).toEqual([]);
  });
});

async function readOneByOne(): Promise<void> {
  for (const order of inBulk.Order!) {
    const read = await readOrderLive(shopId, JSON.parse(order).id);
    if (!read.ok) throw new Error(read.say);
  }
  for (let after: string | null | undefined = null; after !== undefined; ) after = await readCustomers(after);
}

/** A page of them; returns where the next begins, or undefined. */
async function readCustomers(after: string | null): Promise<string | null | undefined> {
  const answer = await askAdmin(shopId, CustomersPage, { first: 50, after, sortKey: "UPDATED_AT" });
  if (!answer.ok) throw new Error(answer.say);
  const { nodes, pageInfo } = answer.data.customers;
  await inShop(shopId, async (shop) => {
    for (const node of nodes) await mirrorCustomer(shop, customerFromAdmin(node));
  });
  return pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
}

async function rowsOfAll(): Promise<Record<string, string[]>> {
  return inShop(shopId, async ({ sql }) => {
    const found: Record<string, string[]> = {};
    for (const [table, without] of Object.entries(TABLES)) {
      const rows = await sql<{ row: string }>`
        select (to_jsonb(t) - ${without}::text[])::text as row from ${Prisma.raw(`"${table}"`)} t`;
      found[table] = rows.map(({ row }) => row).sort();
    }
    return found;
  });
}
