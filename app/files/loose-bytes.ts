import { HOUR, later } from "#app/clock.ts";
import { inShop, readShop, type Shop } from "#app/db.server.ts";
import { newFilesStore, storeNamed } from "#app/files/file-store.server.ts";
import { newId } from "#app/id.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { seal } from "#app/seal.server.ts";

/** Bytes that stand in a store and belong to no file yet. */
export interface Stored {
  storage: string;
  storageKey: string;
}

/** A file that takes its bytes later than this finds them dropped. */
const LOOSE_FOR_MS = HOUR;

/**
 * Puts bytes into the store, sealed, for a file to take in a transaction of its own. Its key is written down first: if
 * nobody takes them, because that transaction or this process ended, they are dropped.
 */
export async function storeBytes(shopId: string, bytes: Buffer): Promise<Stored> {
  const store = newFilesStore();
  const storageKey = `${shopId}/${newId()}`;
  await inShop(
    shopId,
    (shop) => shop.sql`
      insert into "LooseBytes" ("shopId", "storageKey", storage, "dueAt")
      values (${shop.id}, ${storageKey}, ${store.name}, ${later(shop.at, LOOSE_FOR_MS)})`,
  );
  await store.put(storageKey, seal(bytes));
  return { storage: store.name, storageKey };
}

/** For the transaction that writes a file with these bytes. Throws where they are dropped already. */
export async function takeBytes(shop: Shop, { storageKey }: Stored): Promise<void> {
  const taken = await shop.sql`
    delete from "LooseBytes"
    where "shopId" = ${shop.id} and "storageKey" = ${storageKey} and "dueAt" > ${shop.at} returning 1`;
  if (!taken.length) throw new Error("these bytes waited too long for their file, and are gone");
}

const AT_ONCE = 100;

/** Job `dropLooseBytes`: those past their time, and those of deleted files. Returns how many. */
export async function dropLooseBytes(shopId: string): Promise<number> {
  let total = 0;
  for (;;) {
    const due = await readShop(
      shopId,
      (shop) => shop.sql<Stored>`
        select storage, "storageKey" from "LooseBytes"
        where "shopId" = ${shop.id} and "dueAt" <= ${shop.at} limit ${AT_ONCE}`,
    );
    for (const { storage, storageKey } of due) await storeNamed(storage).drop(storageKey);
    const keys = due.map(({ storageKey }) => storageKey);
    await inShop(
      shopId,
      (shop) => shop.sql`
        delete from "LooseBytes" where "shopId" = ${shop.id} and "storageKey" = any(${keys})`,
    );
    total += due.length;
    if (due.length < AT_ONCE) return total;
  }
}

/** Has them dropped soon, where there are any: what this transaction deletes, and what is past its time. */
export async function askToDropBytes(shop: Shop): Promise<boolean> {
  const [due] = await shop.sql`
    select 1 from "LooseBytes" where "shopId" = ${shop.id} and "dueAt" <= ${shop.at} limit 1`;
  if (!due) return false;
  await enqueue(shop, [{ task: "dropLooseBytes", key: `dropLooseBytes:${shop.id}`, priority: 10 }]);
  return true;
}
