import type { PoolClient } from "pg";
import { now } from "#app/clock.ts";
import { letterboxPool } from "#app/db.server.ts";
import type { Receipt } from "#app/letterbox/receipt.ts";
import { sealBody } from "#app/letterbox/sealed-body.ts";
import { shortId } from "#app/short-id.ts";

interface Waiting {
  receipt: Receipt;
  kept: () => void;
  failed: (error: unknown) => void;
}

const MOST_AT_ONCE = 200;
/** Half of the letterbox's connections write texts and webhooks; the rest read accounts for the doors. */
const WRITERS = 2;
/** Rather a quick 503 than a slow one: a provider that waits five seconds takes it for a failure anyway. */
const PATIENCE_MS = 900;

const waiting: Waiting[] = [];
let writing = 0;

/**
 * Resolves once the receipt and its job are committed. As many as have come in while the connections were busy go
 * into one statement; a key that is there already stores nothing and enqueues nothing.
 */
export function keepReceipt(receipt: Receipt): Promise<void> {
  return new Promise((kept, failed) => {
    waiting.push({ receipt, kept, failed });
    if (writing < WRITERS) void drain();
  });
}

async function drain() {
  writing++;
  while (waiting.length) {
    const batch = waiting.splice(0, MOST_AT_ONCE);
    try {
      await inTime(store(batch.map(({ receipt }) => receipt)));
      for (const { kept } of batch) kept();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
  writing--;
}

/** The write may still commit after we gave up: then the provider's next try finds its key and stores nothing. */
function inTime(work: Promise<void>): Promise<void> {
  const tooLate = AbortSignal.timeout(PATIENCE_MS);
  return Promise.race([
    work,
    new Promise<never>((_, reject) => tooLate.addEventListener("abort", () => reject(tooLate.reason))),
  ]);
}

async function store(receipts: Receipt[]): Promise<void> {
  const client = await letterboxPool.connect();
  try {
    if (receipts.some(({ senderHash }) => senderHash)) await storeUnderLock(client, receipts);
    else await insert(client, receipts);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** The same lock as a send's claim (consent/sender-lock.ts): a text is either seen by it, or came after it began. */
async function storeUnderLock(client: PoolClient, receipts: Receipt[]) {
  const hashes = receipts.flatMap(({ senderHash, alsoHash }) =>
    [senderHash, alsoHash].filter((one) => !!one),
  );
  const senders = [...new Set(hashes)].sort();
  await client.query("begin");
  for (const sender of senders)
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [sender]);
  await insert(client, receipts);
  await client.query("commit");
}

const COLUMNS = 9;

async function insert(client: PoolClient, receipts: Receipt[]): Promise<void> {
  const at = now().toISOString();
  const values = receipts.flatMap(({ door, key, topic, address, senderHash, alsoHash, headers, body }) => [
    door,
    shortId(key),
    topic,
    address,
    senderHash,
    alsoHash ?? null,
    JSON.stringify(headers),
    sealBody(body),
    at,
  ]);
  await client.query(statementFor(receipts.length), values);
}

const statements: string[] = [];

/** One statement for so many receipts; it answers with one row, however many jobs it adds. */
function statementFor(count: number): string {
  const rows = () =>
    Array.from({ length: count }, (_, row) => {
      const at = row * COLUMNS + 1;
      return `($${at}, $${at + 1}, $${at + 2}, $${at + 3}, $${at + 4}, $${at + 5}, $${at + 6}::jsonb, $${at + 7}::bytea, $${at + 8}::timestamptz)`;
    });
  statements[count] ??= `with kept as (
       insert into "Receipt" (door, key, topic, address, "senderHash", "alsoHash", headers, body, "receivedAt")
       values ${rows().join(", ")} on conflict do nothing
       returning door, key, "senderHash", "receivedAt"
     ), jobs as (
       select array_agg(('readReceipt', json_build_object('door', door, 'key', key), lane('sender', "senderHash"),
         "receivedAt", 8, null, null, null)::graphile_worker.job_spec) as specs
       from kept having count(*) > 0
     )
     select count(*) from jobs, graphile_worker.add_jobs(specs)`;
  return statements[count];
}
