import { writeBatch } from "#app/consent/import-batch.ts";
import { settleRows } from "#app/consent/import-file.ts";
import { endImport, goOn, lockImport, noteBatch } from "#app/consent/import-log.ts";
import { endPart, findPart } from "#app/consent/import-parts.ts";
import { inShop, type Shop } from "#app/db.server.ts";

/** So many parts in one job: a process that is told to end waits for no more than these. */
const PARTS_A_JOB = 10;

/**
 * Job `writeImport`: writes a list that came in whole, a part in each transaction, which also counts it and takes its rows
 * away. So whoever is killed anywhere, goes on behind the last part that is written, and writes none twice.
 */
export async function writeImport(shopId: string, { importId }: { importId: string }): Promise<void> {
  for (let n = 1; n <= PARTS_A_JOB; n++) {
    const isLast = n === PARTS_A_JOB;
    if (!(await inShop(shopId, (shop) => writePart(shop, importId, isLast)))) return;
  }
}

async function writePart(shop: Shop, importId: string, isLast: boolean): Promise<boolean> {
  const run = await lockImport(shop, importId);
  if (!run) return false;
  const found = await findPart(shop, importId);
  if (!found) {
    await endImport(shop, importId);
    return false;
  }
  const { plan, name, staffId } = run;
  const evidence = { importId, staffId, name };
  const outcomes = await settleRows(found.rows, (facts) => writeBatch(shop, { plan, facts, evidence }));
  await endPart(shop, importId, found, outcomes);
  await noteBatch(shop, importId, outcomes);
  if (isLast) await goOn(shop, importId);
  return true;
}
