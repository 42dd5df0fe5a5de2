import { readShop } from "#app/db.server.ts";
import { storeNamed } from "#app/files/file-store.server.ts";
import { unseal } from "#app/seal.server.ts";

export interface FileRead {
  bytes: Buffer;
  contentType: string;
  name: string | null;
}

/** A kept file with its bytes, wherever they stand. Null where this shop has none such. Outside of any transaction. */
export async function readFile(shopId: string, fileId: string): Promise<FileRead | null> {
  const [row] = await readShop(
    shopId,
    (shop) => shop.sql<Row>`
      select f."contentType", f.name, f.storage, f."storageKey", c.bytes as content
      from "File" f left join "FileContent" c on c."shopId" = ${shop.id} and c."fileId" = f.id
      where f."shopId" = ${shop.id} and f.id = ${fileId} and f.state = 'kept'`,
  );
  const bytes = row && (row.storageKey ? await stored(row.storage, row.storageKey) : row.content);
  return row && bytes ? { bytes, contentType: row.contentType, name: row.name } : null;
}

interface Row {
  contentType: string;
  name: string | null;
  storage: string;
  storageKey: string | null;
  /** Of files from before there was a store. */
  content: Buffer | null;
}

async function stored(storage: string, key: string): Promise<Buffer | null> {
  const sealed = await storeNamed(storage).get(key);
  return sealed && unseal(sealed);
}
