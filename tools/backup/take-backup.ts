import pg from "pg";
import { END_OF_SECTION, type Section, writeBackup } from "./backup-file.ts";
import { copyOut } from "./copy.ts";
import { STORED_FILES, storedFiles } from "./stored-files.ts";
import { readMigrations, readSequences, readTables, type Table } from "./tables.ts";

/**
 * Copies every table, and every file of the store, into one file, in one snapshot, while the app goes on working;
 * memory stays flat. `tell` is called for each table when it is written.
 */
export async function takeBackup(
  url: string,
  path: string,
  tell: (section: { table: string; rows: number }) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "threadline-backup" });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const tables = await readTables(client);
    const shops = await readShops(client);
    const sections: Section[] = [];
    const said = {
      format: "threadline backup" as const,
      version: 1 as const,
      takenAt: (await client.query("select now()::text at")).rows[0].at as string,
      migrations: await readMigrations(client),
    };
    async function* body() {
      for (const table of tables) {
        let rows = 0;
        for (const statement of statements(table, shops)) {
          if (table.isByShop) await client.query("select set_config('app.shop', $1, true)", [statement.shop]);
          for await (const bytes of copyOut(client, statement.sql) as AsyncIterable<Buffer>) {
            rows += linesIn(bytes);
            yield bytes;
          }
        }
        yield END_OF_SECTION;
        sections.push({ table: table.name, columns: table.columns, rows });
        tell({ table: table.name, rows });
      }
    }
    async function* files() {
      let rows = 0;
      for await (const line of storedFiles(client, shops)) {
        rows++;
        yield line;
      }
      yield END_OF_SECTION;
      sections.push({ ...STORED_FILES, rows });
      tell({ table: STORED_FILES.table, rows });
    }
    // Sequences stand outside of every snapshot: read last, they are never behind the rows.
    let sequences: Awaited<ReturnType<typeof readSequences>> = [];
    async function* whole() {
      yield* body();
      yield* files();
      sequences = await readSequences(client);
    }
    await writeBackup(path, whole(), () => ({ ...said, sections, sequences }));
    await client.query("commit");
  } finally {
    await client.end();
  }
}

/** Row-level security shows one shop at a time, and we keep to it: so every shop that anything here speaks of. */
async function readShops(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from "Shop" union select "shopId" from "Address"
     union select payload->>'shopId' from graphile_worker._private_jobs where payload->>'shopId' is not null
     order by 1`,
  );
  return rows.map(({ id }) => id);
}

function statements({ sql, columns, isByShop }: Table, shops: string[]) {
  const list = columns.join(", ");
  if (!isByShop) return [{ shop: "", sql: `copy ${sql} (${list}) to stdout` }];
  return shops.map((shop) => ({
    shop,
    sql: `copy (select ${list} from ${sql} where "shopId" = ${pg.escapeLiteral(shop)}) to stdout`,
  }));
}

/** COPY's text escapes line ends inside of values: a line is a row. */
function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}
