import { beforeAll, describe, expect, it } from "vitest";
import { DAY } from "#app/clock.ts";
import { inShop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { sweepOfGone } from "#app/shop/sweeps/sweep-gone.ts";
import { openApp } from "#tests/shopify/opened-app.ts";
import { importAll } from "#tests/orders/import/run-imports.ts";
import { TIDEWATER, town } from "#tests/town.ts";

let shopId: string;
let products: string[];
beforeAll(async () => {
  await town.settings({ plan: "enterprise" });
  ({ shopId } = await openApp(TIDEWATER));
  await importAll(shopId, ["products"]);
  const rows = await inShop(shopId, ({ tx }) => tx.product.findMany({ select: { id: true } }));
  products = rows.map(({ id }) => id).sort();
});

/** A sweep over the shop's products, and over these ids that Shopify never had. */
const over = (strangers: string[], sizes: { page: number; night: number }, withProducts = true) =>
  sweepOfGone(
    {
      kind: "deleted-things",
      topic: "things/delete",
      type: "Product",
      known: ({ id }) => Prisma.sql`
        select id from "Product" where "shopId" = ${id} and ${withProducts} union all select unnest(${strangers}::text[])`,
      remove: () => Promise.resolve(),
    },
    sizes,
  );

/** One night's pages, from the first to the last. */
async function night(sweep: ReturnType<typeof over>) {
  const pages = [];
  for (let after: string | null = null; ; ) {
    const page = await sweep.read(shopId, { since: new Date(0), after });
    if (!page.ok) return page;
    pages.push(page.records);
    if (!page.after) return { ok: true as const, pages };
    after = page.after;
  }
}

async function pagesOf(sweep: ReturnType<typeof over>) {
  const read = await night(sweep);
  if (!read.ok) throw new Error(read.say);
  return read.pages;
}

describe("what is asked about in a night", () => {
  it("is everything once, a page at a time, and what Shopify no longer has is known from what it has", async () => {
    const strangers = ["1", "2", "3"];
    const pages = await pagesOf(over(strangers, { page: 10, night: 10_000 }));
    expect(Math.max(...pages.map(({ length }) => length))).toBe(10);
    const records = pages.flat();
    expect(records.map(({ id }) => id)).toEqual([...products, ...strangers].sort());
    expect(records.filter(({ isGone }) => isGone).map(({ id }) => id)).toEqual(strangers);
  });

  it("is a share of a large shop, and in as many nights as it has shares each of them once", async () => {
    const sweep = over([], { page: 5, night: 10 });
    const nights = Math.ceil(products.length / 10);
    expect(nights).toBeGreaterThan(2);
    const asked: string[][] = [];
    for (let n = 0; n < nights; n++) {
      asked.push((await pagesOf(sweep)).flat().map(({ id }) => id));
      await town.clock.advance(DAY);
    }
    expect(asked.flat().sort()).toEqual(products);
    expect(Math.max(...asked.map(({ length }) => length))).toBeLessThan(products.length);
  });

  it("is not believed where of a whole page nothing is left", async () => {
    const many = Array.from({ length: 30 }, (_, n) => String(n + 1));
    expect(await night(over(many, { page: 250, night: 10_000 }, false))).toMatchObject({
      ok: false,
      say: expect.stringContaining("nothing was deleted here"),
    });
  });
});
