import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { now } from "#app/clock.ts";
import { acquireDatabase } from "#app/database/embedded.ts";
import { env } from "#app/env.server.ts";
import { type Prisma, PrismaClient } from "#app/generated/prisma/client.ts";
import { log } from "#app/log.server.ts";
import { type Ask, askOn, type Copy, copyOn, type Held } from "#app/sql.ts";

/** One shop, one moment, one transaction that only reads, in SQL: what screens and streams are made of. */
export interface Reader {
  id: string;
  /** When this verb happens. One verb, one time. */
  at: Date;
  sql: Ask;
}

/** The same where rows are written: what every verb takes first and passes on. `sql` speaks on `tx`'s connection. */
export interface Shop extends Reader {
  tx: Prisma.TransactionClient;
  copy: Copy;
}

// Without DATABASE_URL a real PostgreSQL from npm starts in DATA_DIR.
const home = join(env.DATA_DIR, "postgres");
let embedded = env.DATABASE_URL ? null : await acquireDatabase(home);
export const databaseUrl = embedded?.url ?? env.DATABASE_URL!;
if (embedded) void startAgainWhenLost(embedded.lost);

export const pool = openPool("app", 12);
/** Connections of the letterbox: a slow job must never keep a webhook waiting for a connection. */
export const letterboxPool = openPool("letterbox", 4);
/** For installation tables. Rows of a shop are reached through `inShop` only: row-level security shows nothing here. */
export const prisma = new PrismaClient({ adapter: withKnownConnections(pool) });

const LIMITS = { maxWait: 10_000, timeout: 30_000 };
/** No transaction of a shop takes longer, its wait for a connection included: it throws. */
export const LONGEST_IN_SHOP_MS = LIMITS.maxWait + LIMITS.timeout;

/**
 * Runs `work` in one transaction that sees only this shop's rows (forced row-level security by `app.shop`):
 * rows, events and jobs commit together or not at all. Nesting throws, and so does `assertNoTransaction` inside it.
 */
export async function inShop<T>(shopId: string, work: (shop: Shop) => Promise<T>): Promise<T> {
  assertNoTransaction("inShop");
  const held: Held = { client: null };
  const run = async (tx: Prisma.TransactionClient) => {
    const sql = askOn(held);
    await sql`select set_config('app.shop', ${shopId}, true)`;
    return inside.run(true, () => work({ id: shopId, at: now(), tx, sql, copy: copyOn(held) }));
  };
  return openings.run(held, () => prisma.$transaction(run, LIMITS));
}

/**
 * The same for what only reads, without Prisma's client, whose every query costs several times the database's own
 * work (docs/decisions/007): PostgreSQL refuses to write in it.
 */
export async function readShop<T>(shopId: string, work: (shop: Reader) => Promise<T>): Promise<T> {
  assertNoTransaction("readShop");
  const client = await pool.connect();
  const held: Held = { client };
  try {
    await client.query(`begin read only; select set_config('app.shop', ${pg.escapeLiteral(shopId)}, true)`);
    const found = await inside.run(true, () => work({ id: shopId, at: now(), sql: askOn(held) }));
    held.client = null;
    await client.query("commit");
    client.release();
    return found;
  } catch (error) {
    held.client = null;
    // A connection that cannot even roll back is nobody's any more.
    await client.query("rollback").then(
      () => client.release(),
      (lost: Error) => client.release(lost),
    );
    throw error;
  }
}

/** Called by whatever talks to the network: a transaction held open over HTTP would hold its locks as long. */
export function assertNoTransaction(what: string): void {
  if (inside.getStore()) throw new Error(`${what} inside inShop: finish the transaction first`);
}

export async function closeDatabase(): Promise<void> {
  await prisma.$disconnect();
  await Promise.all([pool.end(), letterboxPool.end()]);
  embedded?.release();
}

/** It comes back on its usual port, where the pools find it; where that is taken, whoever started us must again. */
async function startAgainWhenLost(lost: Promise<void>): Promise<void> {
  await lost;
  log.warn("the embedded database is gone: starting it again");
  embedded = await acquireDatabase(home);
  if (embedded.url !== databaseUrl) throw new Error("the embedded database came back on another port");
  log.info("the embedded database is back");
  return startAgainWhenLost(embedded.lost);
}

/** Which connection Prisma took for the transaction that `inShop` is opening: it does not say so itself. */
const openings = new AsyncLocalStorage<Held>();

function withKnownConnections(pool: pg.Pool): PrismaPg {
  const adapters = new PrismaPg(pool);
  const connect = adapters.connect.bind(adapters);
  adapters.connect = async () => {
    const adapter = await connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => {
      const transaction = givenBack(await start(level));
      const held = openings.getStore();
      return held ? hold(held, transaction) : transaction;
    };
    return adapter;
  };
  return adapters;
}

/**
 * Prisma forgets a transaction whose last word fails, and the connection with it (6.19, `#closeTransaction`): a crash of
 * the database in the middle of eight jobs would leave the pool eight poorer for good.
 */
function givenBack(transaction: Transaction): Transaction {
  const execute = transaction.executeRaw.bind(transaction);
  transaction.executeRaw = (query) =>
    execute(query).catch(async (error: unknown) => {
      if (LAST_WORDS.has(query.sql)) await transaction.rollback();
      throw error;
    });
  return transaction;
}

const LAST_WORDS = new Set(["COMMIT", "ROLLBACK"]);

/** Until it is given back: at the end, or at Prisma's time limit, while the work may still be going on. */
function hold(held: Held, transaction: Transaction): Transaction {
  held.client = (transaction as unknown as { client: pg.PoolClient }).client;
  // At the time limit Prisma rolls back first, and gives back after: a statement in between would be in no transaction.
  const execute = transaction.executeRaw.bind(transaction);
  transaction.executeRaw = (query) => {
    if (LAST_WORDS.has(query.sql)) held.client = null;
    return execute(query);
  };
  for (const end of ["commit", "rollback"] as const) {
    const give = transaction[end].bind(transaction);
    transaction[end] = () => {
      held.client = null;
      return give();
    };
  }
  return transaction;
}

type Transaction = Awaited<ReturnType<Awaited<ReturnType<PrismaPg["connect"]>>["startTransaction"]>>;

// A tripwire only: it says that a transaction is open, never which shop is meant.
const inside = new AsyncLocalStorage<true>();

function openPool(name: string, max: number): pg.Pool {
  const opened = new pg.Pool({
    connectionString: databaseUrl,
    max,
    application_name: `threadline-${name}`,
    connectionTimeoutMillis: 5_000,
    // Nothing waits inside a transaction but for PostgreSQL: who is silent so long is paused, and holds others' locks.
    idle_in_transaction_session_timeout: env.DATABASE_IDLE_MS,
  });
  const lost = (err: Error & { code?: string }) =>
    log.warn({ err, pool: name }, err.code === IDLE_IN_TRANSACTION ? PAUSED : "database connection lost");
  // Both: graphile-worker warns at start when the clients have no handler of their own.
  return opened.on("error", lost).on("connect", (client) => client.on("error", lost));
}

/** PostgreSQL's code for it (appendix A of its manual). */
const IDLE_IN_TRANSACTION = "25P03";
const PAUSED = "this process was paused inside a transaction, and the database has undone it";
