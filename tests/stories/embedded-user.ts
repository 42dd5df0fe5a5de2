// One user of an embedded database, in a process of its own: prints what it was given, then does as it is told.
import { createInterface } from "node:readline";
import pg from "pg";
import { acquireDatabase } from "#app/database/embedded.ts";
import { migrate } from "#app/database/migrate.ts";

const database = await acquireDatabase(process.argv[2]!, { env: { PG_LINGER_MS: "200" } });
const { url, superUrl, pid, supervisor } = database;
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);
say({ url, superUrl, pid, supervisor });
void database.lost.then(() => say({ lost: true }));

for await (const order of createInterface({ input: process.stdin })) {
  if (order === "release") database.release();
  if (order === "migrate") say({ applied: await migrate(url) });
  if (order === "write") await write();
  if (order === "end") break;
}
process.exit();

/** Says each number once it is acknowledged, until the server is gone. */
async function write() {
  const client = new pg.Client(url);
  client.on("error", () => undefined);
  await client.connect();
  await client.query("create table if not exists kept (n serial primary key)");
  say({ writing: true });
  try {
    for (;;) {
      const { rows } = await client.query("insert into kept default values returning n");
      say({ acknowledged: rows[0].n });
    }
  } catch (error) {
    say({ cut: (error as Error).name });
  }
}
