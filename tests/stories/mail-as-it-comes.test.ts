import { afterAll, beforeAll, expect, it } from "vitest";
import { changeMail, connectMail } from "#app/channels/mail/connect-mail.ts";
import { inShop, pool } from "#app/db.server.ts";
import { type App, install, look, settled, startApp, stopApps } from "#tests/app.ts";
import { HELP, writeMail } from "#tests/mail.ts";
import { runNow } from "#tests/run-now.ts";
import { control, town } from "#tests/town.ts";

let web: App;
let workers: App[];
let shopId: string;
let accountId: string;

beforeAll(async () => {
  await town.reset();
  web = await startApp({ role: "web" });
  workers = [await startApp({ role: "worker", isPublic: false })];
  shopId = await install(web);
  const { smtp, imap } = await town.addresses();
  const { hostname, port } = new URL(imap);
  accountId = await connectMail(shopId, { sender: HELP, smtp, host: "smtp.tidewater.example" });
  const at = { host: hostname, port: Number(port), secure: false, user: HELP };
  const change = { settings: { imap: at }, secrets: { imapPassword: "any" } };
  await inShop(shopId, (shop) => changeMail(shop, accountId, change));
  await runNow("readMailboxes");
});
afterAll(stopApps);

const bodies = () =>
  look(shopId, async ({ tx }) => {
    const where = { channel: "email", direction: "in" };
    return (await tx.message.findMany({ where, select: { body: true } })).map(({ body }) => body).sort();
  });
const open = async () =>
  (await control<{ open: { user: string; isIdling: boolean }[] }>("GET", "/imap")).open;
const idling = async () => (await open()).filter(({ isIdling }) => isIdling).length;

it("a mail is in its thread as it comes, though no minute was full", async () => {
  await expect.poll(idling).toBe(1);
  await writeMail("ada@example.com", { subject: "Re: blue", text: "one" });
  await expect.poll(bodies).toEqual(["one"]);
});

it("of several workers one keeps the line, however often the mailbox is read", async () => {
  workers.push(await startApp({ role: "worker", isPublic: false }));
  for (let round = 0; round < 2; round++) await runNow("readMailboxes");
  expect(await open()).toEqual([{ user: HELP, isIdling: true }]);
});

it("another takes the line of one that was killed, and nothing is lost or doubled", async () => {
  const [first] = workers.splice(0, 1);
  await first!.kill();
  await writeMail("ada@example.com", { subject: "Re: blue", text: "two" });
  await expect
    .poll(async () => {
      await runNow("readMailboxes");
      return idling();
    })
    .toBe(1);
  await writeMail("ada@example.com", { subject: "Re: blue", text: "three" });
  await expect.poll(bodies).toEqual(["one", "three", "two"]);
});

it("a line that the server cuts is opened again with the next minute's reading", async () => {
  await control("POST", "/imap/cut");
  await expect.poll(open).toEqual([]);
  await runNow("readMailboxes");
  await expect.poll(idling).toBe(1);
});

it("the line is given back when the worker stops", async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  expect(await open()).toEqual([]);
});

it("a worker that is killed in the middle of reading loses nothing and doubles nothing", async () => {
  const texts = ["a", "b", "c", "d", "e"].map((letter) => `while nobody was there: ${letter}`);
  for (const text of texts) await writeMail("ada@example.com", { subject: "Re: blue", text });
  const before = await look(shopId, ({ tx }) => tx.receipt.count({ where: { door: "email" } }));
  // The server falls silent at the third of the five: two are kept, and the place in the mailbox is the old one.
  await town.faults.add({ provider: "imap", fault: "hang", match: { words: "/^6 .*BODY/" } });
  const worker = await startApp({ role: "worker", isPublic: false });
  await enqueueReading();
  await expect
    .poll(() => look(shopId, ({ tx }) => tx.receipt.count({ where: { door: "email" } })))
    .toBe(before + 2);
  await worker.kill();
  await startApp({ role: "worker", isPublic: false });
  // Its job is free once two looks in a row have found it gone.
  await expect.poll(bodies, { timeout: 180_000 }).toEqual(["one", "three", "two", ...texts]);
  await settled();
  expect(await bodies()).toEqual(["one", "three", "two", ...texts]);
});

/** Not `runNow`: it would wait for a job that is to hang. */
async function enqueueReading() {
  const job = [JSON.stringify({ shopId, accountId }), await town.clock.now()];
  await pool.query("select graphile_worker.add_job('readMailbox', $1::json, run_at => $2)", job);
}
