import { assertNoTransaction, type Shop } from "#app/db.server.ts";
import { cleanFile } from "#app/files/clean-file.server.ts";
import type { FileRefusal } from "#app/files/file-kinds.ts";
import { type Stored, storeBytes, takeBytes } from "#app/files/loose-bytes.ts";
import type { Use } from "#app/files/redraw.server.ts";
import { newId } from "#app/id.ts";

export interface GivenFile {
  bytes: Buffer;
  /** As its sender called it. */
  name?: string | null;
  /** `sending` where it goes out to carriers and mail programs. */
  use?: Use;
}

/** A file whose bytes are clean and stored, and which no row speaks of yet. */
export interface PreparedFile extends Stored {
  contentType: string;
  bytes: number;
  width: number | null;
  height: number | null;
  name: string | null;
}

/** Cleans a file and stores its bytes, outside of any transaction; `keepFile` or `fillFile` writes its row. */
export async function prepareFile(
  shopId: string,
  { bytes, name, use }: GivenFile,
): Promise<PreparedFile | { refused: FileRefusal }> {
  assertNoTransaction("A file's store");
  const clean = await cleanFile(bytes, { name, use });
  if ("refused" in clean) return clean;
  return { ...clean, ...(await storeBytes(shopId, clean.bytes)), bytes: clean.bytes.length };
}

export interface KeptFile extends Pick<PreparedFile, "contentType" | "bytes" | "width" | "height" | "name"> {
  id: string;
}

/** Writes its row; it belongs to nobody until a message takes it (`files: [{ id }]`), and is gone a day later. */
export async function keepFile(
  shop: Shop,
  prepared: PreparedFile,
  conversationId: string | null,
): Promise<KeptFile> {
  await takeBytes(shop, prepared);
  const id = newId();
  await shop.tx.file.create({
    data: { ...prepared, shopId: shop.id, id, conversationId, createdAt: shop.at },
  });
  const { storage: _storage, storageKey: _key, ...facts } = prepared;
  return { id, ...facts };
}
