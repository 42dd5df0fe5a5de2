import { diskStore } from "#app/files/disk-store.server.ts";
import { s3Store } from "#app/files/s3-store.server.ts";
import { env } from "#app/env.server.ts";

/** Where bytes stand under keys of ours. What it is given is sealed already: it holds nothing that it could read. */
export interface FileStore {
  name: "disk" | "s3";
  /** Whole under its key, or not there at all. */
  put(key: string, sealed: Buffer): Promise<void>;
  /** Null where nothing stands under this key. */
  get(key: string): Promise<Buffer | null>;
  /** What is gone already is dropped too. */
  drop(key: string): Promise<void>;
}

/** Where new files go. */
export const newFilesStore = (): FileStore => storeNamed(env.FILES_S3_BUCKET ? "s3" : "disk");

/** Where a file's row says that its bytes are: files written before a change of the setting are read where they stand. */
export function storeNamed(name: string): FileStore {
  if (name === "disk") return diskStore();
  if (name === "s3") return s3Store();
  throw new Error(`there is no store "${name}" for files`);
}
