// npm run backup -- FILE: every table of the app's database in one snapshot, in one compressed file. A line a table.
import pg from "pg";
import { migrate } from "#app/database/migrate.ts";
import { openOwnDatabase } from "#tools/backup/own-database.ts";
import { takeBackup } from "#tools/backup/take-backup.ts";

const [file] = process.argv.slice(2);
if (!file) {
  console.error("npm run backup -- FILE");
  process.exit(2);
}
const database = await openOwnDatabase();
try {
  if (await isNew(database.url)) await migrate(database.url);
  await takeBackup(database.url, file, (line) => console.log(JSON.stringify(line)));
  console.error(
    `${file} holds all of it; keep SEALING_KEYS beside it, without which its tokens cannot be read`,
  );
} catch (error) {
  console.error(`no backup was made: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  database.release();
}

/** One that no app has started on yet. Any other is copied as it stands: a backup changes nothing. */
async function isNew(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  await client.connect();
  const answer = client.query(`select to_regclass('"_prisma_migrations"') is null "isNew"`);
  return (await answer.finally(() => client.end())).rows[0].isNew;
}
