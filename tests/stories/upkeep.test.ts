import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY } from "#app/clock.ts";
import { pool, prisma } from "#app/db.server.ts";
import { seal } from "#app/seal.server.ts";
import { type App, connectSms, install, look, openPage, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { TIDEWATER, town } from "#tests/town.ts";
import { sendShopify, sendTwilio } from "#tests/webhooks.ts";

let web: App;
let worker: App;
let shopId: string;

beforeAll(async () => {
  await town.reset();
  [web, worker] = await Promise.all([startApp({ role: "web" }), aWorker()]);
  await town.setApp(web.url, undefined, [worker.url]);
  shopId = await install(web);
  await settled();
});
afterAll(stopApps);

const aWorker = () => startApp({ role: "worker", isPublic: false });
const receipt = (key: string) => prisma.receipt.findFirstOrThrow({ where: { key } });
const running = async (app: App) =>
  ((await (await fetch(`${app.url}/readyz`)).json()) as { running: number }).running;

describe("a webhook's body", () => {
  it("is gone once it was read, and a repeat of it still does nothing", async () => {
    const url = await connectSms(web, shopId);
    const text = { MessageSid: "SM0123", From: "+4915112345678", To: "+14155550100", Body: "hello" };
    for (let turn = 0; turn < 2; turn++) {
      expect((await sendTwilio(url, text)).status).toBe(200);
      await settled();
      expect(await receipt("SM0123")).toMatchObject({ readAt: expect.any(Date), senderHash: null });
      expect((await receipt("SM0123")).body).toHaveLength(0);
    }
    expect(await look(shopId, ({ tx }) => tx.message.count({ where: { externalId: "SM0123" } }))).toBe(1);
  });

  it("is gone too where nobody here was meant", async () => {
    const key = crypto.randomUUID();
    await sendShopify(web, { topic: "shop/update", body: { id: 1 }, id: key, domain: "gone.myshopify.com" });
    await settled();
    expect((await receipt(key)).body).toHaveLength(0);
  });

  it("is kept while it is parked, until it is played again", async () => {
    const key = crypto.randomUUID();
    await sendShopify(web, { topic: "shop/update", body: "{nope", id: key });
    await settled();
    expect((await receipt(key)).body.length).toBeGreaterThan(0);
    const body = seal(JSON.stringify({ id: 1, name: "Tidewater", myshopify_domain: TIDEWATER }));
    await prisma.receipt.update({ where: { door_key: { door: "shopify", key } }, data: { body } });
    await openPage(web, "/app/problems.data", TIDEWATER, { form: "receipt", door: "shopify", key });
    await settled();
    const read = await receipt(key);
    expect(read).toMatchObject({ readAt: expect.any(Date), parkedFor: null });
    expect(read.body).toHaveLength(0);
  });
});

describe("a worker that is killed in its job's last try", () => {
  it("leaves the job to the merchant's sight, from where it is tried again, and the thread goes on", async () => {
    const { customerId, orderName } = (await town.cast()).find(({ role }) => role === "on-time")!;
    const shopper = await openChat(web, { customer: customerId });
    await town.faults.add({ provider: "shopify", fault: "hang", times: null, match: { path: "/graphql/" } });
    await shopper.say(`Where is ${orderName}?`);
    await expect.poll(() => running(worker)).toBe(1);
    await pool.query(
      "update graphile_worker._private_jobs set attempts = max_attempts where locked_at is not null",
    );
    await worker.kill();
    await town.faults.clear();
    // Two find the dead one at the same time: one of them parks its job.
    const [one, two] = await Promise.all([aWorker(), aWorker()]);
    await town.setApp(web.url, undefined, [one.url, two.url]);
    const parked = () => look(shopId, ({ tx }) => tx.parkedJob.findMany({ where: { retriedAt: null } }));
    await expect.poll(async () => (await parked()).length).toBe(1);
    const [job] = await parked();
    expect(job).toMatchObject({ task: "answerMessage", reason: "its process ended" });
    expect(await (await openPage(web, "/app/problems.data")).text()).toContain("its process ended");
    await openPage(web, "/app/problems.data", TIDEWATER, { form: "job", id: job!.id });
    const answers = async () =>
      (await shopper.thread()).filter(({ author }) => author.kind === "assistant").map(({ text }) => text);
    await expect.poll(async () => (await answers()).length).toBe(1);
    expect((await answers())[0]).toContain(orderName);
    await shopper.say("hello again");
    await expect.poll(async () => (await answers()).length).toBe(2);
    await settled();
    const { rowCount } = await pool.query("select from graphile_worker._private_jobs where attempts > 0");
    expect(rowCount).toBe(0);
    await Promise.all([one.stop(), two.stop()]);
  });
});

describe("what comes by itself at night", () => {
  it("is made up for when the workers come back, by one of them", async () => {
    const before = await prisma.receipt.count({ where: { readAt: { not: null } } });
    expect(before).toBeGreaterThan(0);
    await town.clock.advance(9 * DAY);
    const workers = await Promise.all([aWorker(), aWorker()]);
    await town.setApp(
      web.url,
      undefined,
      workers.map(({ url }) => url),
    );
    const pruned = () => workers.map((one) => one.log().split('"msg":"pruned"').length - 1);
    await expect.poll(() => pruned().sort()).toEqual([0, 1]);
    await settled();
    expect(await prisma.receipt.count({ where: { readAt: { not: null } } })).toBe(0);
    expect(pruned().sort()).toEqual([0, 1]);
  });
});
