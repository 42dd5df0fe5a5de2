import { beforeAll, expect, it } from "vitest";
import { DAY, earlier, HOUR, later, MINUTE, now } from "#app/clock.ts";
import { inShop, prisma } from "#app/db.server.ts";
import { foldHeard } from "#app/shop/hearing/fold-heard.ts";
import { pruneHeard } from "#app/shop/hearing/prune-heard.ts";
import { eventsOf, makeShop, waitingJobs } from "#tests/orders/a-shop.ts";
import { town } from "#tests/town.ts";

const BUSY = "busy";
const YOUNG = "young";

beforeAll(async () => {
  await makeShop(BUSY);
  await makeShop(YOUNG);
  await prisma.shop.update({ where: { id: BUSY }, data: { installedAt: earlier(now(), 30 * DAY) } });
});

let receipts = 0;
/** Webhooks as the letterbox keeps them, of which `perHour` came evenly from then until now. */
async function came(shopId: string, topic: string, since: Date, perHour: number): Promise<void> {
  const count = Math.floor(((now().getTime() - since.getTime()) / HOUR) * perHour);
  await prisma.receipt.createMany({
    data: Array.from({ length: count }, (_, n) => ({
      door: "shopify",
      key: `receipt-${receipts++}`,
      topic,
      address: `${shopId}.myshopify.com`,
      headers: {},
      body: new Uint8Array(),
      receivedAt: later(since, (n * HOUR) / perHour),
      readAt: since,
    })),
  });
}

const silences = (shopId: string) =>
  inShop(shopId, ({ tx }) => tx.topicSilence.findMany({ orderBy: { since: "asc" } }));
const hours = (shopId: string) =>
  inShop(shopId, ({ tx }) => tx.topicHour.findMany({ orderBy: [{ topic: "asc" }, { hour: "asc" }] }));
const sumOf = (rows: { count: number }[]) => rows.reduce((sum, { count }) => sum + count, 0);
const told = async (shopId: string) => (await eventsOf(shopId)).filter((name) => name.startsWith("topic."));

it("what came is counted by shop, topic and hour, once however often and wherever it is counted", async () => {
  await came(BUSY, "orders/updated", earlier(now(), 7.9 * DAY), 12);
  await came(BUSY, "products/update", earlier(now(), 3 * HOUR), 1);
  await came(YOUNG, "orders/updated", earlier(now(), 5 * DAY), 12);
  await foldHeard();
  await foldHeard();
  const counted = await hours(BUSY);
  const kept = await prisma.receipt.groupBy({ by: ["address"], _count: true, orderBy: { address: "asc" } });
  expect([sumOf(counted), sumOf(await hours(YOUNG))]).toEqual(kept.map(({ _count }) => _count));
  expect(new Set(counted.map(({ topic }) => topic))).toEqual(new Set(["orders/updated", "products/update"]));
  expect(counted.every(({ hour }) => hour.getTime() % HOUR === 0)).toBe(true);
  await came(BUSY, "orders/updated", earlier(now(), 2 * MINUTE), 60);
  await foldHeard();
  expect(sumOf(await hours(BUSY))).toBe(sumOf(counted) + 2);
  expect(await silences(BUSY)).toEqual([]);
});

it("a topic that falls silent raises one alarm, which starts a sweep; a shop that is new raises none", async () => {
  await town.clock.advance(HOUR);
  await foldHeard();
  expect(await silences(BUSY)).toEqual([]);
  await town.clock.advance(HOUR);
  await foldHeard();
  expect(await silences(BUSY)).toMatchObject([{ topic: "orders/updated", clearedAt: null }]);
  expect((await silences(BUSY))[0]!.expected).toBeGreaterThan(20);
  expect(await waitingJobs(BUSY, "sweepShop")).toMatchObject([{ because: "silence" }]);
  await town.clock.advance(HOUR);
  await foldHeard();
  expect(await told(BUSY)).toEqual(["topic.fell-silent"]);
  expect(await silences(YOUNG)).toEqual([]);
});

it("is taken back when the topic is heard again, with another sweep for what went missing meanwhile", async () => {
  await prisma.$executeRaw`delete from graphile_worker._private_jobs`;
  await came(BUSY, "orders/updated", earlier(now(), MINUTE), 60);
  await foldHeard();
  expect((await silences(BUSY))[0]!.clearedAt).not.toBeNull();
  expect(await told(BUSY)).toEqual(["topic.fell-silent", "topic.heard-again"]);
  expect(await waitingJobs(BUSY, "sweepShop")).toMatchObject([{ because: "silence" }]);
  await town.clock.advance(4 * HOUR);
  await foldHeard();
  expect((await told(BUSY)).at(-1)).toBe("topic.fell-silent");
  expect(await silences(BUSY)).toHaveLength(2);
});

it("while nobody was at the letterbox, silence is nobody's fault but ours", async () => {
  await came(BUSY, "orders/updated", earlier(now(), MINUTE), 60);
  await foldHeard();
  const before = await silences(BUSY);
  await town.clock.advance(4 * HOUR);
  const back = { since: now(), at: now() };
  await prisma.pulse.upsert({
    where: { name: "letterbox" },
    create: { name: "letterbox", ...back },
    update: back,
  });
  await foldHeard();
  expect(await silences(BUSY)).toEqual(before);
  await town.clock.advance(4 * HOUR);
  await foldHeard();
  expect(await silences(BUSY)).toHaveLength(before.length + 1);
});

it("counts stay for five weeks, longer than the receipts they were counted from", async () => {
  await prisma.receipt.deleteMany();
  const all = (await hours(BUSY)).length;
  await town.clock.advance(26 * DAY);
  await inShop(BUSY, (shop) => pruneHeard(shop, 1_000));
  expect(await hours(BUSY)).toHaveLength(all);
  await town.clock.advance(10 * DAY);
  await inShop(BUSY, (shop) => pruneHeard(shop, 1_000));
  expect(await hours(BUSY)).toEqual([]);
});
