import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import pg from "pg";
import { pool, prisma } from "#app/db.server.ts";
import type { MessageView } from "#app/conversations/message.ts";
import { type App, install, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat, Shopper } from "#tests/chat.ts";
import { type Heard, listen } from "#tests/live.ts";
import { town } from "#tests/town.ts";
import { sendShopify } from "#tests/webhooks.ts";

let web1: App;
let web2: App;
let worker1: App;
let worker2: App;

beforeAll(async () => {
  await town.reset();
  [web1, web2, worker1, worker2] = await Promise.all([
    startApp({ role: "web" }),
    startApp({ role: "web", isPublic: false }),
    startApp({ role: "worker", isPublic: false }),
    startApp({ role: "worker", isPublic: false }),
  ]);
  await town.setApp(web1.url, undefined, [worker1.url, worker2.url]);
  await install(web1);
  await settled();
});
afterAll(stopApps);

const stream = (app: App, { session }: Shopper) =>
  listen(`${app.url}/chat/stream?after=0`, { authorization: `Bearer ${session.token}` });
const isAnswer = ({ event, data }: Heard) =>
  event === "message" && (data as MessageView).author.kind === "assistant";
const answersIn = async (shopper: Shopper) =>
  (await shopper.thread()).filter(({ author }) => author.kind === "assistant");
const ready = async (app: App) => {
  const answer = await fetch(`${app.url}/readyz`);
  return { status: answer.status, ...((await answer.json()) as { ready: boolean; running: number }) };
};
const jobIsLocked = async () =>
  (await pool.query("select from graphile_worker._private_jobs where locked_at is not null")).rowCount === 1;

describe("two web and two worker processes on one database", () => {
  it("are each alive and ready, and a worker has no shop doors", async () => {
    for (const app of [web1, web2, worker1, worker2]) {
      expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
      expect(await ready(app)).toEqual({ status: 200, ready: true, database: true, running: 0 });
    }
    expect((await fetch(`${worker1.url}/app`)).status).toBe(404);
  });

  it("answer a message posted at one web process on the stream of the other, once", async () => {
    const shopper = await openChat(web1);
    const there = await stream(web2, shopper);
    await shopper.say("hello");
    const answer = await there.hear(isAnswer);
    await settled();
    there.close();
    expect((answer.data as MessageView).text).toBeTruthy();
    expect(await answersIn(shopper)).toHaveLength(1);
    expect(there.heard.filter(isAnswer)).toHaveLength(1);
  });

  it("tell staff at either of them, and share the work among the workers", async () => {
    const token = await town.sessionToken();
    const staff = await listen(`${web2.url}/live`, { authorization: `Bearer ${token}` });
    await staff.hear(({ event }) => event === "hello");
    const shoppers = await Promise.all(Array.from({ length: 6 }, () => openChat(web1)));
    await Promise.all(shoppers.map((shopper) => shopper.say("hello")));
    await staff.hear(({ event, data }) => event === "conversation" && nameOf(data) === "message.received");
    await staff.hear(({ event, data }) => event === "conversation" && nameOf(data) === "message.queued");
    await settled();
    staff.close();
    for (const shopper of shoppers) expect(await answersIn(shopper)).toHaveLength(1);
  });

  it("take the same message at both, and keep it once", async () => {
    const here = await openChat(web1);
    const there = new Shopper(web2, here.session);
    const same = { clientId: crypto.randomUUID() };
    const [one, two] = await Promise.all([here.say("hello", same), there.say("hello", same)]);
    expect(one.id).toBe(two.id);
    await settled();
    expect(await answersIn(here)).toHaveLength(1);
  });
});

describe("a worker that is killed in the middle of its work", () => {
  it("loses nothing and doubles nothing: another one takes the work over within seconds", async () => {
    await worker2.kill();
    const { customerId, orderName } = (await town.cast()).find(({ role }) => role === "on-time")!;
    const shopper = await openChat(web1, { customer: customerId });
    // The answer's live look at the order hangs, and with it the job.
    await town.faults.add({ provider: "shopify", fault: "hang", times: null, match: { path: "/graphql/" } });
    await shopper.say(`Where is ${orderName}?`);
    await expect.poll(async () => (await ready(worker1)).running).toBe(1);
    expect(await jobIsLocked()).toBe(true);
    await worker1.kill();
    await town.faults.clear();
    worker2 = await startApp({ role: "worker", isPublic: false });
    await town.setApp(web1.url, undefined, [worker2.url]);
    await expect.poll(async () => (await answersIn(shopper)).length).toBe(1);
    await shopper.say("hello again");
    await settled();
    expect((await answersIn(shopper)).map(({ text }) => text.includes(orderName!))).toEqual([true, false]);
  });
});

describe("a process that is asked to stop", () => {
  it("as a worker finishes its job first, alive and not ready meanwhile, and ends by itself", async () => {
    const { customerId, orderName } = (await town.cast()).find(({ role }) => role === "late")!;
    const shopper = await openChat(web1, { customer: customerId });
    const slow = {
      provider: "shopify",
      fault: "slow",
      delayMs: 12_000,
      match: { path: "/graphql/" },
    } as const;
    await town.faults.add(slow);
    await shopper.say(`Where is ${orderName}?`);
    await expect.poll(async () => (await ready(worker2)).running).toBe(1);
    const stopped = worker2.stop();
    await expect.poll(() => ready(worker2)).toMatchObject({ status: 503, ready: false, running: 1 });
    expect((await fetch(`${worker2.url}/healthz`)).status).toBe(200);
    await town.faults.clear();
    await stopped;
    expect(await answersIn(shopper)).toHaveLength(1);
    expect(await jobIsLocked()).toBe(false);
    expect(worker2.log()).toContain('"msg":"stopping"');
  });

  it("as a web process finishes its request, and tells streams to come back", async () => {
    const shopper = await openChat(web2);
    const there = await stream(web2, shopper);
    expect(there.status).toBe(200);
    const slowly = slowMessage(web2, shopper);
    await slowly.isUnderWay;
    const stopped = web2.stop();
    await there.hear(({ event, data }) => event === "bye" && (data as { retryMs: number }).retryMs > 0);
    await there.ended;
    slowly.finish();
    expect(await slowly.answer).toBe(200);
    await stopped;
    await expect(fetch(`${web2.url}/healthz`)).rejects.toThrow();
    const [kept] = await new Shopper(web1, shopper.session).thread();
    expect(kept?.text).toBe("finish this");
  });
});

describe("a process whose database goes away", () => {
  it("says that it is not ready, refuses webhooks with 503, and is itself again afterwards", async () => {
    const webhook = { topic: "shop/update", body: { id: 1 }, id: crypto.randomUUID() };
    const { rows } = await pool.query("select current_database() as name");
    const name = rows[0].name as string;
    const elsewhere = await withoutDatabase();
    try {
      await elsewhere.query(`alter database ${name} with allow_connections false`);
      await elsewhere.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
        name,
      ]);
      await expect.poll(() => ready(web1)).toMatchObject({ status: 503, ready: false, database: false });
      expect((await fetch(`${web1.url}/healthz`)).status).toBe(200);
      expect((await sendShopify(web1, webhook)).status).toBe(503);
    } finally {
      await elsewhere.query(`alter database ${name} with allow_connections true`);
      await elsewhere.end();
    }
    await expect.poll(() => ready(web1)).toMatchObject({ status: 200, ready: true });
    expect((await sendShopify(web1, webhook)).status).toBe(200);
    const kept = () => prisma.receipt.count({ where: { key: webhook.id } });
    expect(await kept()).toBe(1);
  });
});

const nameOf = (data: unknown) => (data as { name?: string }).name;

/** A message whose body comes when we say so, after the server has asked for it. */
function slowMessage(app: App, { session }: Shopper) {
  const body = JSON.stringify({ clientId: crypto.randomUUID(), text: "finish this" });
  const headers = {
    authorization: `Bearer ${session.token}`,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    expect: "100-continue",
  };
  const sent = request(`${app.url}/chat/messages`, { method: "POST", headers });
  const answer = new Promise<number>((resolve, reject) => {
    sent.once("response", (response) => resolve(response.resume().statusCode!)).once("error", reject);
  });
  const isUnderWay = new Promise<void>((resolve) => sent.once("continue", resolve));
  sent.flushHeaders();
  return { answer, isUnderWay, finish: () => sent.end(body) };
}

async function withoutDatabase() {
  const admin = new pg.Client(process.env.DATABASE_URL!.replace(/[^/]*$/, "app"));
  await admin.connect();
  return admin;
}
