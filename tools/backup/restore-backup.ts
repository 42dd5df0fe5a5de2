import pg from "pg";
import { migrate } from "#app/database/migrate.ts";
import { type Header, openBackup, type OpenedBackup, Refused } from "./backup-file.ts";
import { copyIn } from "./copy.ts";
import { type Held, holdSending, lookForLost } from "./hold-sending.ts";
import { restoreFiles, STORED_FILES } from "./stored-files.ts";
import { readMigrations, readTables, type Table } from "./tables.ts";

/** Filled by migrations and by a worker's first start: replaced by what the backup says. */
const BOOKKEEPING =
  /^_prisma_migrations$|^graphile_worker\.(migrations|_private_tasks|_private_known_crontabs)$/;

interface Told {
  table: string;
  rows: number;
}

/**
 * Fills an empty database with a backup, in one transaction, and leaves it with sending switched off (R16). Throws
 * `Refused` in words where the file is damaged, of other migrations, or the database is not empty.
 */
export async function restoreBackup(url: string, path: string, tell: (told: Told) => void): Promise<Held> {
  const backup = await openBackup(path);
  const client = new pg.Client({ connectionString: url, application_name: "threadline-restore" });
  try {
    await migrate(url);
    await client.connect();
    await client.query("begin; set local lock_timeout = '10s'");
    const tables = await readTables(client);
    compareMigrations(backup.header, await readMigrations(client));
    await openTables(client, tables);
    await refuseUnlessEmpty(client, tables);
    await fill(client, tables, backup, tell);
    await setSequences(client, backup.header);
    const held = await holdSending(client);
    await lookForLost(client, new Date(backup.header.takenAt));
    await closeTables(client, tables);
    await client.query("commit");
    await client.query("analyze");
    return held;
  } catch (error) {
    if ((error as { code?: string }).code === "55P03")
      throw new Refused("Somebody is using this database: stop the app, then restore.");
    throw error;
  } finally {
    backup.close();
    await client.end();
  }
}

function compareMigrations(header: Header, here: string[]) {
  const [theirs, ours] = [header.migrations.join(", "), here.join(", ")];
  if (theirs === ours) return;
  throw new Refused(
    `The backup has the migrations ${theirs}; this program has ${ours}. Restore it with the version that made it, ` +
      "then start the newer one, which migrates it.",
  );
}

/**
 * COPY cannot write under forced row-level security (PostgreSQL refuses it). Inside this transaction, whose locks
 * keep everybody else out, the owner is let through; nobody ever sees the tables so.
 */
async function openTables(client: pg.Client, tables: Table[]) {
  for (const { sql, isByShop } of tables)
    if (isByShop) await client.query(`alter table ${sql} no force row level security`);
}

async function closeTables(client: pg.Client, tables: Table[]) {
  for (const { sql, isByShop } of tables)
    if (isByShop) await client.query(`alter table ${sql} force row level security`);
}

async function refuseUnlessEmpty(client: pg.Client, tables: Table[]) {
  const full: string[] = [];
  for (const { sql, name } of tables) {
    if (BOOKKEEPING.test(name)) continue;
    await client.query(`lock table ${sql} in access exclusive mode`);
    const { rows } = await client.query(`select exists (select 1 from ${sql}) "isFull"`);
    if (rows[0].isFull) full.push(name);
  }
  if (full.length)
    throw new Refused(`This database is not empty (${full.join(", ")}). Restore into a new one.`);
}

async function fill(client: pg.Client, tables: Table[], backup: OpenedBackup, tell: (told: Told) => void) {
  for (const { sql, name } of tables.toReversed())
    if (BOOKKEEPING.test(name)) await client.query(`delete from ${sql}`);
  for (const { table, columns, rows } of backup.header.sections) {
    if (table === STORED_FILES.table) {
      const restored = await restoreFiles(backup.nextSection());
      if (restored !== rows) throw new Refused(`The backup has ${rows} files, and ${restored} were read.`);
      tell({ table, rows });
      continue;
    }
    const known = tables.find(({ name }) => name === table);
    if (!known) throw new Refused(`This database has no table ${table}.`);
    const stored = await copyIn(
      client,
      `copy ${known.sql} (${columns.join(", ")}) from stdin`,
      backup.nextSection(),
    );
    if (stored !== rows) throw new Refused(`${table} has ${rows} rows in the backup and ${stored} here.`);
    tell({ table, rows: stored });
  }
  await countAgain(client, tables, backup.header);
}

async function countAgain(client: pg.Client, tables: Table[], header: Header) {
  for (const { table, rows } of header.sections.filter(({ table }) => table !== STORED_FILES.table)) {
    const { sql } = tables.find(({ name }) => name === table)!;
    const { rows: counted } = await client.query<{ n: string }>(`select count(*)::text n from ${sql}`);
    if (counted[0]!.n !== String(rows))
      throw new Refused(`${table} has ${rows} rows in the backup and ${counted[0]!.n} here.`);
  }
}

async function setSequences(client: pg.Client, { sequences }: Header) {
  for (const { sql, last } of sequences)
    if (last !== null) await client.query("select setval($1::regclass, $2)", [sql, last]);
  // Streams read events by transaction id. Another server's ids may lie in this one's future, and would be told with
  // every look until it has caught up: such rows are written by this transaction, and so they say.
  await client.query(
    `update "DomainEvent" set xid = pg_current_xact_id()::text::bigint
     where xid > pg_current_xact_id()::text::bigint`,
  );
}
