// npm run restore -- FILE: fills an empty database with a backup and leaves sending off. `-- --sending on` lets it
// send again, once what was lost has been looked for and somebody has looked; `-- --sending off` stops it.
import { parseArgs } from "node:util";
import pg from "pg";
import { Refused } from "#tools/backup/backup-file.ts";
import { countLookUps, switchSending } from "#tools/backup/hold-sending.ts";
import { openOwnDatabase } from "#tools/backup/own-database.ts";
import { restoreBackup } from "#tools/backup/restore-backup.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sending: { type: "string" }, anyway: { type: "boolean", default: false } },
});
const { sending, anyway } = values;
const [file] = positionals;
if (sending ? sending !== "on" && sending !== "off" : !file) {
  console.error("npm run restore -- FILE\nnpm run restore -- --sending on|off [--anyway]");
  process.exit(2);
}
const database = await openOwnDatabase();
try {
  if (sending) await turn(sending as "on" | "off");
  else await restore(file!);
} catch (error) {
  console.error(error instanceof Refused ? error.message : error);
  process.exitCode = 1;
} finally {
  database.release();
}

async function turn(to: "on" | "off") {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    const left = to === "on" && !anyway ? await countLookUps(client) : 0;
    if (left)
      throw new Refused(
        `Sending stays off: ${left} look-ups for what came after the backup are not done. Keep the app running, open it ` +
          "in the admin of each shop (Shopify takes the access of an old backup no more), and ask again. What they do " +
          "not find could be sent twice: who must send before says --anyway.",
      );
    await switchSending(client, to);
    console.log(JSON.stringify({ sending: to }));
  } finally {
    await client.end();
  }
}

async function restore(path: string) {
  const tell = (line: { table: string; rows: number }) => console.log(JSON.stringify(line));
  const held = await restoreBackup(database.url, path, tell);
  console.log(JSON.stringify({ sending: "off", held }));
  console.error(
    `Restored. Sending is off: ${held.messages} messages that waited are held and looked up at their provider.\n` +
      "Texts and mails written from now on are not sent and say so. Start the app: it reads back what was said since.\n" +
      "Look at its page Problems, then:\n" +
      "npm run restore -- --sending on",
  );
}
