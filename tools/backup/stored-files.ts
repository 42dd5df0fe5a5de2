import type pg from "pg";
import { Refused } from "./backup-file.ts";

/** The section behind the tables: what stands in the files' store, sealed as it is. A line a file. */
export const STORED_FILES = { table: "stored files", columns: ["storage", "key", "bytes"] };

/**
 * Every file's bytes as `storage, key, base64` with tabs between, one in memory at a time. One that was deleted since
 * the snapshot is left out: its row is in the backup, and says what it says of any file that is gone.
 */
export async function* storedFiles(client: pg.Client, shops: string[]): AsyncGenerator<Buffer> {
  for (const shop of shops) {
    await client.query("select set_config('app.shop', $1, true)", [shop]);
    const { rows } = await client.query<{ storage: string; storageKey: string }>(
      `select storage, "storageKey" from "File" where "shopId" = $1 and "storageKey" is not null order by id`,
      [shop],
    );
    for (const { storage, storageKey } of rows) {
      const sealed = await (await storeOf(storage)).get(storageKey);
      if (sealed) yield Buffer.from(`${storage}\t${storageKey}\t${sealed.toString("base64")}\n`);
    }
  }
}

/** Puts them back where their rows say that they are. Returns how many. */
export async function restoreFiles(section: AsyncIterable<Buffer>): Promise<number> {
  let files = 0;
  for await (const line of linesOf(section)) {
    const [storage = "", key = "", base64 = ""] = line.split("\t");
    await (await storeOf(storage)).put(key, Buffer.from(base64, "base64"));
    files++;
  }
  return files;
}

async function* linesOf(section: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (const piece of section) {
    let from = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
      yield Buffer.concat([...rest, piece.subarray(from, end)]).toString();
      rest = [];
      from = end + 1;
    }
    rest.push(piece.subarray(from));
  }
}

/** Read only where there are files: a database without any needs no settings of theirs. */
async function storeOf(storage: string) {
  const { storeNamed } = await import("#app/files/file-store.server.ts");
  try {
    return storeNamed(storage);
  } catch (error) {
    throw new Refused(
      `Files of this shop stand in "${storage}", which is not set up here: ${(error as Error).message}`,
    );
  }
}
