import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { env } from "#app/env.server.ts";
import type { FileStore } from "#app/files/file-store.server.ts";
import { newId } from "#app/id.ts";

/** DATA_DIR/files. Several machines want one disk that they share, or S3. */
export function diskStore(home = join(env.DATA_DIR, "files")): FileStore {
  const pathOf = (key: string) => join(home, checked(key));
  return {
    name: "disk",
    put: (key, sealed) => putWhole(pathOf(key), sealed),
    get: (key) => readFile(pathOf(key)).catch(nullWhereGone),
    drop: (key) => rm(pathOf(key), { force: true }),
  };
}

/** Under another name until it is whole and on the disk: a power cut leaves the old state or the new one. */
async function putWhole(path: string, sealed: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const part = `${path}.${newId()}.part`;
  const file = await open(part, "wx", 0o600);
  try {
    await file.writeFile(sealed);
    await file.sync();
    await file.close();
    await rename(part, path);
  } catch (error) {
    await file.close();
    await rm(part, { force: true });
    throw error;
  }
}

/** Keys are made here and come back from the database; a path must not hang on that alone. */
function checked(key: string): string {
  if (!/^[\w-]+(\/[\w-]+)+$/.test(key)) throw new Error("this is no key of a stored file");
  return key;
}

function nullWhereGone(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
