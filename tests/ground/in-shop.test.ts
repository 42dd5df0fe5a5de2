import { beforeAll, describe, expect, it } from "vitest";
import { now } from "#app/clock.ts";
import { inShop, pool, prisma } from "#app/db.server.ts";
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
});
