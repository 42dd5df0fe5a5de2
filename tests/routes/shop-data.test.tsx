import { beforeAll, expect, it } from "vitest";
import { earlier, HOUR, now } from "#app/clock.ts";
import { prisma } from "#app/db.server.ts";
import { loader as home } from "#app/routes/app._index/route.tsx";
import { action, loader } from "#app/routes/app.shop-data/route.tsx";
import { foldHeard } from "#app/shop/hearing/fold-heard.ts";
import { tasks } from "#app/wiring/jobs.ts";
import { waitingJobs } from "#tests/orders/a-shop.ts";
import { town } from "#tests/town.ts";
import { callAs, type DeskScene, openDesk, refusal } from "./desk-scene.ts";

let desk: DeskScene;
beforeAll(async () => {
  desk = await openDesk("shop-data");
});
const page = async (as = desk.maya) => loader(await callAs(desk, { as, path: "/app/shop-data" }));
const checkNow = async (as = desk.maya) =>
  action(await callAs(desk, { as, path: "/app/shop-data", form: { form: "check" } }));
const heardOf = async (topic: string) => (await page()).heard.topics.find((one) => one.topic === topic)!;
const came = (topic: string, address: string, more: object = {}) =>
  prisma.receipt.create({
    data: {
      door: "shopify",
      key: crypto.randomUUID(),
      topic,
      address,
      headers: {},
      body: new Uint8Array(),
      receivedAt: now(),
      ...more,
    },
  });

it("what Shopify has told is there at once, and the same once it was counted; what is another shop's is not", async () => {
  const other = await openDesk("other-data");
  await came("orders/updated", other.domain);
  await came("orders/updated", desk.domain);
  await came("orders/updated", desk.domain, { receivedAt: earlier(now(), 3 * HOUR) });
  const live = await heardOf("orders/updated");
  expect(live).toMatchObject({ today: 2, isSilent: false, drifted: 0 });
  await foldHeard();
  expect(await heardOf("orders/updated")).toEqual(live);
  const { heard } = await page();
  expect(heard.hours).toHaveLength(48);
  expect(heard.hours.map(({ count }) => count).filter(Boolean)).toEqual([1, 1]);
  expect(heard.topics[0]!.topic).toBe("orders/updated");
  expect(heard.topics.find(({ topic }) => topic === "customers/delete")).toMatchObject({ lastAt: null });
});

const statesOf = async (which: "hourly" | "nightly") =>
  new Set((await page()).checks.filter(({ comes }) => comes === which).map(({ state }) => state));

it("a check that is asked for runs, says so meanwhile, and says what it found", async () => {
  expect((await page()).checks.map(({ state }) => state)).toEqual((await page()).checks.map(() => "waiting"));
  expect(await checkNow()).toMatchObject({ done: "Checking now" });
  expect(await checkNow()).toMatchObject({ done: "A check is at work already" });
  expect(await statesOf("hourly")).toEqual(new Set(["running"]));
  for (const job of await waitingJobs(desk.shopId, "sweepPage"))
    await tasks.sweepPage!.run({ shopId: desk.shopId, ...job }, now());
  expect(await statesOf("hourly")).toEqual(new Set(["done"]));
  // What is gone is looked for at night alone: it asks Shopify for too much.
  expect(await statesOf("nightly")).toEqual(new Set(["waiting"]));
  const { nextAt } = await page();
  expect(new Date(nextAt).getTime()).toBeGreaterThan(now().getTime());
});

it("a check that Shopify does not answer says so", async () => {
  await town.faults.add({
    provider: "shopify",
    fault: "500-before",
    times: null,
    match: { path: "/graphql/" },
  });
  await town.clock.advance(1_000);
  await checkNow();
  const [job] = await waitingJobs(desk.shopId, "sweepPage");
  await expect(tasks.sweepPage!.run({ shopId: desk.shopId, ...job! }, now())).rejects.toThrow();
  await town.faults.clear();
  const { checks } = await page();
  expect(checks.find(({ kind }) => kind === job!.kind)).toMatchObject({
    state: "failed",
    fault: expect.stringContaining("Shopify does not answer"),
  });
});

it("a silence stands on this page and at home, until the topic is heard again", async () => {
  const since = (await heardOf("orders/updated")).lastAt!;
  await desk.look(({ tx, id, at }) =>
    tx.topicSilence.create({
      data: { shopId: id, topic: "orders/updated", since: new Date(since), expected: 41.6, raisedAt: at },
    }),
  );
  const silence = { topic: "orders/updated", since, expected: 42 };
  expect((await page()).silences).toEqual([silence]);
  expect((await home(await callAs(desk, { as: desk.maya, path: "/app" }))).silences).toEqual([silence]);
  expect((await heardOf("orders/updated")).isSilent).toBe(true);
  await town.clock.advance(1_000);
  await came("orders/updated", desk.domain);
  expect((await heardOf("orders/updated")).isSilent).toBe(false);
  await foldHeard();
  expect((await page()).silences).toEqual([]);
});

it("webhooks that could not be read are counted, with the way to them", async () => {
  expect((await page()).heard.parked).toBe(0);
  await came("orders/updated", desk.domain, { parkedFor: "It is no JSON." });
  expect((await page()).heard.parked).toBe(1);
});

it("a viewer looks and starts nothing", async () => {
  expect((await page(desk.zoe)).mayCheck).toBe(false);
  expect(await refusal(checkNow(desk.zoe))).toBe(403);
});
