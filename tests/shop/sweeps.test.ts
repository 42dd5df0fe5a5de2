import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DAY, earlier, HOUR, later, MINUTE, now, SECOND } from "#app/clock.ts";
import { inShop, prisma, type Shop } from "#app/db.server.ts";
import { failure } from "#app/shopify/admin-answer.ts";
import { countFacts, type Fact, type Sweep } from "#app/shop/sweeps/sweep.ts";
import { giveUpSweep, sweepPage } from "#app/shop/sweeps/sweep-page.ts";
import { type SweepPageJob, sweepShop } from "#app/shop/sweeps/sweep-shop.ts";
import { makeShop, waitingJobs } from "#tests/orders/a-shop.ts";
import { town } from "#tests/town.ts";

const SHOP = "swept";
beforeAll(() => makeShop(SHOP));
beforeEach(async () => {
  await town.clock.advance(2 * DAY);
  shopify = { pages: [["1"]], lacking: new Set(), fault: null, asked: [], mirrored: [] };
});

/** A Shopify with pages of ids, of which some are lacking here. */
let shopify: {
  pages: string[][];
  lacking: Set<string>;
  fault: ReturnType<typeof failure> | null;
  asked: Date[];
  mirrored: string[];
};

const sweep: Sweep = {
  kind: "things",
  topics: ["things/update"],
  read: async (_shopId, { since, after }) => {
    shopify.asked.push(since);
    if (shopify.fault) return shopify.fault;
    const page = Number(after ?? 0);
    const isLast = page + 1 >= shopify.pages.length;
    return {
      ok: true,
      records: shopify.pages[page]!.map((id) => ({ id })),
      after: isLast ? null : `${page + 1}`,
    };
  },
  compare: async (shop, records) =>
    records.map(({ id }) => ({
      recordId: id,
      topic: "things/update",
      at: earlier(shop.at, HOUR),
      isKnown: !shopify.lacking.has(id),
    })),
  mirror: async (_shop, { id }) => {
    shopify.mirrored.push(id);
    shopify.lacking.delete(id);
  },
};

const begin = () => sweepShop(SHOP, { because: "asked" }, [sweep]);
const nextPage = async () =>
  (await waitingJobs(SHOP, "sweepPage")).map(({ shopId: _, ...job }) => job)[0] as unknown as SweepPageJob;
const take = async (job?: SweepPageJob) => sweepPage(SHOP, job ?? (await nextPage()), [sweep]);
const row = () =>
  inShop(SHOP, ({ tx, id }: Shop) =>
    tx.sweep.findUniqueOrThrow({ where: { shopId_kind: { shopId: id, kind: "things" } } }),
  );
const drift = () =>
  inShop(SHOP, async ({ tx, at }) =>
    tx.topicDrift.findUnique({
      where: {
        shopId_topic_day: {
          shopId: SHOP,
          topic: "things/update",
          day: new Date(at.toISOString().slice(0, 10)),
        },
      },
    }),
  );

describe("a sweep", () => {
  it("goes page by page, mirrors what is lacking and nothing else, and counts it", async () => {
    shopify.pages = [["1", "2"], ["3", "4"], ["5"]];
    shopify.lacking = new Set(["2", "5"]);
    expect(await begin()).toEqual(["things"]);
    for (let page = 0; page < 3; page++) await take();
    expect(shopify.mirrored).toEqual(["2", "5"]);
    const done = await row();
    expect(done).toMatchObject({
      found: { "things/update": { checked: 5, drifted: 2 } },
      after: null,
      fault: null,
    });
    expect(done.doneAt).not.toBeNull();
    expect(done.sweptTo).toEqual(done.startedAt);
    expect(await drift()).toMatchObject({ checked: 5, drifted: 2 });
  });

  it("begins a little before the beginning of the last one that came to its end", async () => {
    await begin();
    await take();
    const { startedAt } = await row();
    await town.clock.advance(HOUR);
    await begin();
    await take();
    expect(shopify.asked.at(-1)).toEqual(earlier(startedAt, 10 * MINUTE));
  });

  it("does a page once, however often its job runs", async () => {
    shopify.pages = [["1"], ["2"]];
    shopify.lacking = new Set(["1"]);
    await begin();
    const first = await nextPage();
    await take(first);
    shopify.lacking.add("1");
    await take(first);
    expect(shopify.mirrored).toEqual(["1"]);
    await take();
    await take(first);
    expect((await row()).found).toEqual({ "things/update": { checked: 2, drifted: 1 } });
  });

  it("that is at work goes on; one that has not moved for an hour is begun anew, and its old job does nothing", async () => {
    shopify.pages = [["1"], ["2"]];
    await begin();
    await town.clock.advance(30 * MINUTE);
    expect(await begin()).toEqual([]);
    const lost = await nextPage();
    await town.clock.advance(HOUR);
    expect(await begin()).toEqual(["things"]);
    await take(lost);
    expect((await row()).found).toEqual({});
    await take();
    await take();
    expect((await row()).doneAt).not.toBeNull();
  });

  it("waits where Shopify is away, saying so, and is asked again at once by whoever presses the button", async () => {
    await begin();
    const before = await row();
    shopify.fault = failure("unavailable", "Shopify does not answer at the moment.");
    await expect(take()).rejects.toThrow("Shopify does not answer");
    expect(await row()).toMatchObject({ doneAt: null, fault: "Shopify does not answer at the moment." });
    shopify.fault = null;
    await town.clock.advance(SECOND);
    expect(await begin()).toEqual(["things"]);
    await take();
    const done = await row();
    expect(done.fault).toBeNull();
    expect(done.sweptTo!.getTime()).toBeGreaterThan(before.startedAt.getTime());
  });

  it("that is given up leaves the last good one in force", async () => {
    await begin();
    await take();
    const { sweptTo } = await row();
    await town.clock.advance(HOUR);
    await begin();
    const job = await nextPage();
    shopify.fault = failure("throttled", "Shopify limits how much we may ask.");
    await expect(take(job)).rejects.toThrow();
    await giveUpSweep(SHOP, job);
    expect(await row()).toMatchObject({ sweptTo, fault: "Shopify limits how much we may ask." });
    expect((await row()).doneAt).not.toBeNull();
  });

  it("ends where Shopify does not let us read, with the words for it", async () => {
    await begin();
    shopify.fault = failure("access-denied", "Shopify does not let us read this.");
    await take();
    expect(await row()).toMatchObject({ fault: "Shopify does not let us read this." });
    expect((await row()).doneAt).not.toBeNull();
  });

  it("does not ask for what was before the shop installed us", async () => {
    const installedAt = later(now(), 5 * MINUTE);
    await prisma.shop.update({ where: { id: SHOP }, data: { installedAt } });
    await town.clock.advance(HOUR);
    await begin();
    await take();
    expect(shopify.asked.at(-1)).toEqual(earlier(installedAt, 10 * MINUTE));
  });
});

describe("what is counted as drift", () => {
  const at = new Date("2026-11-21T12:00:00Z");
  const installedAt = new Date("2026-11-20T12:00:00Z");
  const count = (fact: Partial<Fact>) =>
    countFacts([{ recordId: "1", topic: "a/b", at: earlier(at, HOUR), isKnown: false, ...fact }], {
      at,
      installedAt,
    })["a/b"]?.drifted;

  it("is what no webhook has told although there was time, and nothing else", () => {
    expect(count({})).toBe(1);
    expect(count({ isKnown: true })).toBe(0);
    expect(count({ at: earlier(at, 4 * MINUTE) })).toBe(0);
    expect(count({ at: earlier(installedAt, SECOND) })).toBe(0);
    expect(count({ topic: null })).toBeUndefined();
  });
});
