import type { Readable } from "node:stream";
import { now } from "#app/clock.ts";
import { readFile } from "#app/consent/import-file.ts";
import { beginWriting, dropImport, type ImportRun, startImport } from "#app/consent/import-log.ts";
import { keepPart } from "#app/consent/import-parts.ts";
import { inShop } from "#app/db.server.ts";

/**
 * Takes a list in whole, as it comes, and leaves a job to write it. What breaks off on its way, or turns out to be no list
 * (`NoList`), leaves nothing: half a list would look like all of it.
 */
export async function takeImport(
  shopId: string,
  file: Readable,
  run: ImportRun,
): Promise<{ importId: string; total: number }> {
  const importId = await inShop(shopId, (shop) => startImport(shop, run));
  try {
    let [part, total] = [0, 0];
    for await (const rows of readFile(file, run.plan, now())) {
      await inShop(shopId, (shop) => keepPart(shop, importId, { part, rows }));
      part += 1;
      total += rows.length;
    }
    await inShop(shopId, (shop) => beginWriting(shop, importId, total));
    return { importId, total };
  } catch (error) {
    await inShop(shopId, (shop) => dropImport(shop, importId));
    throw error;
  }
}
