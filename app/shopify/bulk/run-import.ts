import { inShop } from "#app/db.server.ts";
import { askForFile } from "#app/shopify/bulk/ask-for-file.ts";
import type { Importer } from "#app/shopify/bulk/importer.ts";
import { readOn, type Sizes } from "#app/shopify/bulk/read-on.ts";
import { findRun } from "#app/shopify/bulk/sync-run.ts";
import { watchFile } from "#app/shopify/bulk/watch-file.ts";

/**
 * Job `runImport`: brings one kind's first reading a step further and leaves a job for the next. Everything it knows
 * stands in the run's row, committed with the rows it speaks of, so a process killed anywhere goes on from there:
 *
 *     asking → writing (at Shopify) → reading → done
 *        ↑__________________|____________|  where Shopify gave up, or the file is there no more
 */
export async function runImport(
  shopId: string,
  { kind }: { kind: string },
  importers: Importer[],
  sizes?: Sizes,
): Promise<void> {
  const importer = importers.find((one) => one.kind === kind);
  const run = importer && (await inShop(shopId, (shop) => findRun(shop, kind)));
  if (!run) return;
  if (run.state === "asking") await askForFile(shopId, importer, run);
  if (run.state === "writing") await watchFile(shopId, importer, run);
  if (run.state === "reading") await readOn(shopId, importer, run, sizes);
}
