import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "#app/clock.ts";
import { maySend } from "#app/consent/may-send.ts";
import { isSendingOff } from "#app/consent/sending-switch.ts";
import { acquireDatabase } from "#app/database/embedded.ts";
import { databaseUrl, inShop, pool, prisma, readShop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { storeNamed } from "#app/files/file-store.server.ts";
import { keepFile, type PreparedFile, prepareFile } from "#app/files/keep-file.server.ts";
import { seal, unseal } from "#app/seal.server.ts";
import { switchSending } from "#tools/backup/hold-sending.ts";
import { restoreBackup } from "#tools/backup/restore-backup.ts";
import { takeBackup } from "#tools/backup/take-backup.ts";

const ODD = 'tab\there, back\\slash, "quotes", line\nand \\. alone\n\\.\nGrüße 😀 \\N';
const folder = mkdtempSync(join(tmpdir(), "threadline-backup-"));
const file = join(folder, "all.backup");
const told: { table: string; rows: number }[] = [];
const copies: string[] = [];
let superUrl = "";

beforeAll(async () => {
  const embedded = await acquireDatabase(".data/tests");
  superUrl = embedded.superUrl;
  for (const id of ["north", "south"]) await aShop(id);
  await takeBackup(databaseUrl, file, (line) => told.push(line));
  return () => embedded.release();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  for (const url of copies) await ask(databaseUrl, `drop database if exists ${nameOf(url)} with (force)`);
});

describe("a backup", () => {
  it("tells every table with its rows, the job engine's and the migrations among them", async () => {
    expect(told).toContainEqual({ table: "Customer", rows: 2 });
    expect(told).toContainEqual({ table: "graphile_worker._private_jobs", rows: 4 });
    expect(told.map(({ table }) => table)).toContain("_prisma_migrations");
    expect(told).toContainEqual({ table: "stored files", rows: 2 });
    // Every table, and what stands in the files' store.
    expect(told).toHaveLength((await hashes(databaseUrl)).length + 1);
  });

  it("is one gzip file that nobody else may read, with what it holds said at its head", () => {
    expect(statSync(file).mode & 0o077).toBe(0);
    const [head] = gunzipSync(readFileSync(file)).toString().split("\n");
    expect(JSON.parse(head!)).toMatchObject({ format: "threadline backup", version: 1, sections: told });
  });
});

describe("a restore", () => {
  it("puts files back into their store, which may have been lost with the machine", async () => {
    for (const { storage, storageKey } of stored) await storeNamed(storage).drop(storageKey);
    await restoreBackup(await emptyDatabase(), file, () => undefined);
    for (const { storage, storageKey } of stored) {
      const sealed = (await storeNamed(storage).get(storageKey))!;
      expect(sealed.includes("VCARD")).toBe(false);
      expect(unseal(sealed).toString()).toBe(CONTACT);
    }
  });

  it("makes every table equal by count and by hash, save what waited to be sent", async () => {
    const url = await emptyDatabase();
    const seen: typeof told = [];
    const held = await restoreBackup(url, file, (line) => seen.push(line));
    expect(seen).toEqual(told);
    expect(held).toEqual({ messages: 2, jobs: 2 });
    const before = await hashes(databaseUrl, asHeld);
    expect(before.length).toBeGreaterThan(30);
    const isNotSwitch = ({ name }: { name: string }) => name !== "SendingOff";
    expect((await hashes(url, asHeld)).filter(isNotSwitch)).toEqual(before.filter(isNotSwitch));
  });

  it("has the app look for what came after: at Shopify, and in the log of each sender", async () => {
    const jobs = await ask<{ task: string; payload: Record<string, string> }>(
      copies[0]!,
      `select task.identifier task, job.payload from graphile_worker._private_jobs job
       join graphile_worker._private_tasks task on task.id = job.task_id
       where task.identifier in ('readBack', 'sweepAfterOutage') order by 1, job.payload->>'accountId'`,
    );
    expect(jobs.map(({ task, payload }) => [task, payload.shopId, payload.accountId])).toEqual([
      ["readBack", "north", "sms-north"],
      ["readBack", "south", "sms-south"],
      ["sweepAfterOutage", undefined, undefined],
    ]);
  });

  it("leaves row-level security forced, constraints and sequences in place", async () => {
    const url = copies[0]!;
    expect(await ask(url, `select count(*)::int n from "Customer"`)).toEqual([{ n: 0 }]);
    const forced = `select count(*)::int n from pg_class where relforcerowsecurity`;
    expect(await ask(url, forced)).toEqual(await ask(databaseUrl, forced));
    const next = `select nextval('"DomainEvent_id_seq"')::int n`;
    expect(await ask(url, next)).toEqual(await ask(databaseUrl, next));
  });

  it("is held: what waited is unknown and is looked up, never sent; until somebody switches sending on", async () => {
    const url = copies[0]!;
    const messages = await ask(url, `set app.shop = 'north'; select state, reason from "Message"`);
    expect(messages).toEqual([{ state: "unknown", reason: "restored" }]);
    const jobs = await ask(
      url,
      `select t.identifier task, j.payload->'claims' claims from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier ~ '(Message|Claim)'`,
    );
    const claims = { task: "settleClaims", claims: [{ messageId: "m", fence: 3 }] };
    expect(jobs).toEqual([claims, claims]);
    expect(await ask(url, `select count(*)::int n from "SendingOff"`)).toEqual([{ n: 1 }]);
  });

  it("is refused into a database that holds anything", async () => {
    const restoring = restoreBackup(databaseUrl, file, () => undefined);
    await expect(restoring).rejects.toThrow(/not empty \(.*Customer.*\)/);
    expect(await ask(databaseUrl, `select count(*)::int n from "Shop"`)).toEqual([{ n: 2 }]);
  });

  it("is refused from a file that is cut short, changed in any place, or something else", async () => {
    const url = await emptyDatabase();
    const whole = readFileSync(file);
    const broken = join(folder, "broken.backup");
    const attempts = [whole.subarray(0, whole.length - 20), whole.subarray(0, 300), Buffer.from("hello")];
    for (const at of [30, 3_000, whole.length >> 1, whole.length - 5]) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1;
      attempts.push(changed);
    }
    for (const bytes of attempts) {
      writeFileSync(broken, bytes);
      await expect(restoreBackup(url, broken, () => undefined)).rejects.toThrow("Nothing was changed");
    }
    expect(await ask(url, "select to_regclass('\"Shop\"') is null as untouched")).toEqual([
      { untouched: true },
    ]);
  });
});

it("a shop's sending is off and on again as the switch says, at once", async () => {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  expect(await readShop("north", isSendingOff)).toBe(false);
  await switchSending(client, "off");
  expect(await readShop("north", isSendingOff)).toBe(true);
  expect(await inShop("north", (shop) => maySend(shop, aText))).toMatchObject({ because: "sending-off" });
  await switchSending(client, "on");
  expect(await readShop("north", isSendingOff)).toBe(false);
  expect(await inShop("north", (shop) => maySend(shop, aText))).toEqual({ may: true });
  await client.end();
});

const aText = {
  channel: "sms" as const,
  address: "+15005550006",
  purpose: "conversation" as const,
  expiresAt: null,
  recipient: [],
  marketingToday: 0,
  heardAt: null,
  isByPerson: false,
  isTemplate: false,
};

const CONTACT = "BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nEND:VCARD\n";
const stored: PreparedFile[] = [];

/** A shop with one shopper whose text waits to be answered, a picture, an event and jobs. */
async function aShop(id: string) {
  await prisma.shop.create({ data: { id, domain: `${id}.myshopify.com`, name: ODD, installedAt: now() } });
  await prisma.receipt.create({
    data: { door: "sms", key: id, headers: { url: ODD }, body: seal(ODD), receivedAt: now() },
  });
  const contact = (await prepareFile(id, { bytes: Buffer.from(CONTACT) })) as PreparedFile;
  stored.push(contact);
  await inShop(id, async (shop) => {
    const shopId = shop.id;
    const customer = { shopId, id: "c", firstName: ODD, createdAt: shop.at };
    await shop.tx.customer.create({ data: customer });
    await shop.sql`insert into "Conversation" ("shopId", id, "customerId", status, channel, version, "lastSeq",
      "lastActivityAt", "staffReadSeq", "shopperReadSeq", unread, "createdAt")
      values (${shopId}, 'v', 'c', 'open', 'sms', 1, 1, ${shop.at}, 0, 0, false, ${shop.at})`;
    await shop.sql`insert into "Message" ("shopId", id, "conversationId", seq, version, direction, "authorKind",
      channel, address, body, purpose, intent, state, fence, at, "stateAt")
      values (${shopId}, 'm', 'v', 1, 1, 'out', 'assistant', 'sms', '+15005550006', ${ODD}, 'conversation', 'i',
        'queued', 3, ${shop.at}, ${shop.at})`;
    const bytes = randomBytes(300_000);
    const picture = { shopId, id: "f", contentType: "image/png", bytes: bytes.length, createdAt: shop.at };
    await shop.tx.file.create({ data: picture });
    await shop.tx.fileContent.create({ data: { shopId, fileId: "f", bytes } });
    await keepFile(shop, contact, "v");
    const sender = { channel: "sms", provider: "twilio", sender: `+1415555${id.length}`, settings: {} };
    await shop.tx.channelAccount.create({
      data: { ...sender, shopId, id: `sms-${id}`, connectedAt: shop.at },
    });
    await writeEvent(shop, { name: "message.queued", key: "k", payload: { messageId: "m" } });
    await enqueue(shop, [
      { task: "deliverMessages", payload: { messageIds: ["m"] }, lane: ["deliver", "v"] },
      { task: "refreshShop", key: id },
    ]);
  });
}

async function emptyDatabase(): Promise<string> {
  const name = `${nameOf(databaseUrl)}_${copies.length}`;
  await pool.query(`drop database if exists ${name}`);
  await pool.query(`create database ${name}`);
  const url = databaseUrl.replace(/[^/]*$/, name);
  copies.push(url);
  return url;
}

/** Both sides as a restore leaves them: what waited is not compared. */
const asHeld: Record<string, string> = {
  Message: "(to_jsonb(t) - 'state' - 'reason')::text",
  _private_jobs: "(to_jsonb(t) - 'task_id' - 'run_at' - 'is_available' - 'payload')::text",
  _private_tasks: "1::text",
};

/** The jobs that a restore adds. */
const NO_LOOK_UP = `t.task_id not in (select id from graphile_worker._private_tasks
  where identifier in ('readBack', 'sweepAfterOutage'))`;

/** Every table with the count and the hash of its rows, as the superuser sees them. */
async function hashes(url: string, instead: Record<string, string> = {}) {
  const asSuper = superUrl.replace(/[^/]*$/, nameOf(url));
  const tables = await ask<{ schema: string; name: string }>(
    asSuper,
    `select table_schema schema, table_name name from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE' order by 1, 2`,
  );
  const found = [];
  for (const { schema, name } of tables) {
    const row = instead[name] ?? "t::text";
    const [hash] = await ask<object>(
      asSuper,
      `select count(*)::int n, md5(string_agg(${row}, ',' order by ${row})) from "${schema}"."${name}" t
       ${name === "_private_jobs" ? `where ${NO_LOOK_UP}` : ""}`,
    );
    found.push({ name, ...hash });
  }
  return found.filter(({ name }) => !Object.keys(instead).length || name !== "_private_tasks");
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  const answer = await client.query(statement).finally(() => client.end());
  const last = Array.isArray(answer) ? answer.at(-1) : answer;
  return last.rows;
}
