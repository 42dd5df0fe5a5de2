import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { senderHash } from "#app/consent/sender-lock.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { inShop, pool } from "#app/db.server.ts";
import { type App, connectSms, install, look, SHOP_NUMBER, settled, startApp, stopApps } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import { sendTwilio } from "#tests/webhooks.ts";

const PHONE = "+14155554401";
let web: App;
let worker: App;
let shopId: string;
let webhook: string;

beforeAll(async () => {
  await town.reset();
  web = await startApp({ role: "web" });
  worker = await startApp({ role: "worker", isPublic: false, env: { DATABASE_IDLE_MS: "1000" } });
  await town.setApp(web.url, undefined, [worker.url]);
  shopId = await install(web);
  webhook = await connectSms(web, shopId);
  await town.text(PHONE, "hi");
  await settled();
});
afterAll(async () => {
  process.kill(worker.pid, "SIGCONT");
  await stopApps();
});

const queue = async () => {
  const intent = `story:${randomUUID()}`;
  await inShop(shopId, async (shop) => {
    const where = { shopId, address: PHONE, direction: "in" };
    const { conversationId } = await shop.tx.message.findFirstOrThrow({ where });
    await sendMessage(shop, { conversationId, author: { kind: "system" }, text: "There is news", intent });
  });
  return intent;
};
const endOf = (intent: string) =>
  look(shopId, async ({ tx }) => {
    const { state, reason } = await tx.message.findFirstOrThrow({ where: { shopId, intent } });
    return reason ? `${state} ${reason}` : state;
  });
const count = async (what: string) => {
  const { rows } = await pool.query(`select count(*)::int n from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and ${what}`);
  return rows[0].n as number;
};
const CLAIMS = `query like '%pg_advisory_xact_lock(hashtextextended(hash%'`;

it("a worker that is paused in the middle of a claim lets go of it: a STOP is taken meanwhile, and awake it sends nothing", async () => {
  const accepted = (await town.ledger()).filter(({ to }) => to === PHONE).length;
  // Its claim waits for this, so that it is paused with the claim's transaction open.
  const holder = await pool.connect();
  await holder.query("begin");
  await holder.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [senderHash("sms", PHONE)]);
  const intent = await queue();
  await expect.poll(() => count(`wait_event_type = 'Lock' and ${CLAIMS}`)).toBe(1);
  process.kill(worker.pid, "SIGSTOP");
  await holder.query("rollback");
  holder.release();
  const text = { MessageSid: `SM${randomUUID().replaceAll("-", "")}`, From: PHONE, To: SHOP_NUMBER };
  const answer = await sendTwilio(webhook, { ...text, Body: "STOP", NumMedia: "0" });
  expect(answer.status).toBe(200);
  expect(await count("state like 'idle in transaction%'")).toBe(0);
  process.kill(worker.pid, "SIGCONT");
  await settled();
  await expect.poll(() => endOf(intent)).toBe("suppressed opted-out");
  expect((await town.ledger()).filter(({ to }) => to === PHONE)).toHaveLength(accepted);
  expect(worker.log()).toContain("this process was paused inside a transaction");
});
