import { beforeAll, describe, expect, it } from "vitest";
import { now } from "#app/clock.ts";
import { inShop, pool, prisma, type Reader, readShop, type Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { reactions, writeEvent } from "#app/jobs/events.ts";

beforeAll(async () => {
  reactions.set("order.placed", ["noteOrder"]);
  for (const id of ["north", "south"])
    await prisma.shop.create({ data: { id, domain: `${id}.myshopify.com`, installedAt: now() } });
});
const jobs = async () => (await pool.query("select count(*)::int n from graphile_worker.jobs")).rows[0].n;
const customer = (shopId: string) => ({ shopId, id: crypto.randomUUID(), createdAt: now() });

describe("a transaction of one shop", () => {
  it("commits row, event and jobs together", async () => {
    await inShop("north", async (shop) => {
      await shop.tx.customer.create({ data: customer(shop.id) });
      await writeEvent(shop, { name: "order.placed", key: "order.placed:1" });
      await enqueue(shop, [{ task: "mirrorOrder" }]);
    });
    expect(await jobs()).toBe(2);
    expect(await inShop("north", ({ tx }) => tx.domainEvent.count())).toBe(1);
  });

  it("leaves nothing behind when it fails", async () => {
    const failing = inShop("north", async (shop) => {
      await shop.tx.customer.create({ data: customer(shop.id) });
      await enqueue(shop, [{ task: "mirrorOrder" }]);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await jobs()).toBe(2);
    expect(await inShop("north", ({ tx }) => tx.customer.count())).toBe(1);
  });

  it("tells the same event once, with one reaction", async () => {
    const again = await inShop("north", (shop) =>
      writeEvent(shop, { name: "order.placed", key: "order.placed:1" }),
    );
    expect(again).toBe(false);
    expect(await jobs()).toBe(2);
  });

  it("sees no other shop's rows, and cannot write there", async () => {
    expect(await inShop("south", ({ tx }) => tx.customer.count())).toBe(0);
    const crossing = inShop("south", ({ tx }) => tx.customer.create({ data: customer("north") }));
    await expect(crossing).rejects.toThrow(/row-level security/);
  });

  it("cannot be opened inside another", async () => {
    await expect(inShop("north", () => inShop("south", async () => 1))).rejects.toThrow("inside inShop");
  });

  it("speaks SQL on its own connection: what Prisma wrote and did not commit is there", async () => {
    const seen = await inShop("north", async ({ id, tx, sql }) => {
      await tx.customer.create({ data: customer(id) });
      return sql<{ n: number }>`select count(*)::int n from "Customer" where "shopId" = ${id}`;
    });
    expect(seen).toEqual([{ n: 2 }]);
  });

  it("closes its SQL with itself: a handle that outlives it never speaks in somebody else's transaction", async () => {
    const kept = await inShop("north", async (shop) => shop);
    await expect(kept.sql`select 1`).rejects.toThrow("is over");
    const failed: Shop[] = [];
    const failing = inShop("north", async (shop) => {
      failed.push(shop);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await expect(failed[0]!.sql`select 1`).rejects.toThrow("is over");
  });
});

describe("a transaction whose connection is lost", () => {
  it("gives it back, so that the pool opens another", async () => {
    const losing = () => inShop("north", ({ sql }) => sql`select pg_terminate_backend(pg_backend_pid())`);
    for (const lost of await Promise.allSettled(Array.from({ length: 20 }, losing)))
      expect(lost.status).toBe("rejected");
    expect(pool.totalCount - pool.idleCount).toBe(0);
    expect(await inShop("north", ({ tx }) => tx.domainEvent.count())).toBe(1);
  });
});

describe("a statement that was asked before", () => {
  it("is asked again on another connection when a newer process has changed what it returns", async () => {
    await pool.query("create table grown as select 1 as a");
    const ask = () => readShop("north", ({ sql }) => sql`select * from grown`);
    const everywhere = () => Promise.allSettled(Array.from({ length: 12 }, ask));
    for (const answer of await everywhere()) expect(answer).toMatchObject({ value: [{ a: 1 }] });
    await pool.query("alter table grown add b int");
    await everywhere();
    expect(await ask()).toEqual([{ a: 1, b: null }]);
    await pool.query("drop table grown");
  });
});

describe("a reading of one shop", () => {
  const count = ({ sql }: Reader) => sql<{ n: number }>`select count(*)::int n from "Customer"`;

  it("sees that shop's rows alone", async () => {
    expect(await readShop("north", count)).toEqual([{ n: 2 }]);
    expect(await readShop("south", count)).toEqual([{ n: 0 }]);
  });

  it("cannot write", async () => {
    const writing = readShop("north", ({ sql }) => sql`delete from "Customer" where "shopId" = 'north'`);
    await expect(writing).rejects.toThrow("read-only transaction");
  });

  it("leaves a connection behind that knows no shop, also after a failure", async () => {
    await expect(readShop("north", ({ sql }) => sql`select 1 / 0`)).rejects.toThrow("division by zero");
    const { rows } = await pool.query(
      `select count(*)::int n, current_setting('app.shop', true) shop from "Customer"`,
    );
    expect(rows).toEqual([{ n: 0, shop: "" }]);
  });

  it("closes with itself", async () => {
    const kept = await readShop("north", async (shop) => shop);
    await expect(kept.sql`select 1`).rejects.toThrow("is over");
    await expect(readShop("north", () => readShop("south", async () => 1))).rejects.toThrow("inside inShop");
  });
});
