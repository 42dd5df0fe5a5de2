import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import pg from "pg";

const FOLDER = fileURLToPath(new URL("../../prisma/migrations/", import.meta.url));
const LOCK = 72_707_369; // the advisory lock of `prisma migrate deploy`

/**
 * Applies prisma/migrations in order, each in one transaction, and records them as `prisma migrate deploy` does.
 * Several processes may start at once: one works, the others wait. Returns the names applied.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query(RECORDS);
    // A connection string, not a pool: nothing may stay connected to a database that becomes a template.
    await runMigrations({ connectionString: url });
    await client.query(ENQUEUE_BY_INDEX);
    const done = await readRecords(client);
    const applied: string[] = [];
    for (const name of migrationNames()) if (await applyOne(client, name, done.get(name))) applied.push(name);
    return applied;
  } finally {
    await client.end(); // and with the session its lock
  }
}

const RECORDS = `create table if not exists "_prisma_migrations" (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/**
 * A connection plans the statements of graphile-worker's `add_jobs` once, most likely while few jobs wait, and would then
 * read every waiting job and every queue's name with each enqueuing: in a backlog of 30,000 a webhook took ten times as
 * long. Its own migrations write the function anew without this, hence at every start.
 */
const ENQUEUE_BY_INDEX = `alter function graphile_worker.add_jobs(graphile_worker.job_spec[], boolean)
  set enable_seqscan = off`;

interface Record {
  checksum: string;
  isFinished: boolean;
}

async function readRecords(client: pg.Client): Promise<Map<string, Record>> {
  const { rows } = await client.query(
    `select migration_name, checksum, finished_at is not null as "isFinished"
     from "_prisma_migrations" where rolled_back_at is null`,
  );
  return new Map(rows.map(({ migration_name, ...record }) => [migration_name, record]));
}

const migrationNames = () =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

async function applyOne(client: pg.Client, name: string, record: Record | undefined): Promise<boolean> {
  const sql = readFileSync(join(FOLDER, name, "migration.sql"), "utf8");
  const checksum = createHash("sha256").update(sql).digest("hex");
  if (record && !record.isFinished)
    throw new Error(`migration ${name} failed earlier and was left half done`);
  if (record && record.checksum !== checksum)
    throw new Error(`migration ${name} was edited after it was applied`);
  if (record) return false;
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
  return true;
}
