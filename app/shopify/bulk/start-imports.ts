import type { Shop } from "#app/db.server.ts";
import type { Importer } from "#app/shopify/bulk/importer.ts";
import { NO_FILE, wakeRuns } from "#app/shopify/bulk/sync-run.ts";
import { ALL_OF_IT } from "#app/shopify/bulk/window.ts";

/** Has these kinds read from the beginning; one that is being read already goes on as it is. */
export async function startImports(shop: Shop, importers: Importer[]): Promise<void> {
  const begin = {
    ...NO_FILE,
    state: "asking",
    windows: [ALL_OF_IT],
    operationId: null,
    askedAt: null,
    foundBefore: 0,
    tries: 0,
    problem: null,
    startedAt: shop.at,
    changedAt: shop.at,
    doneAt: null,
  };
  const kinds = importers.map(({ kind }) => kind);
  await shop.tx.syncRun.createMany({
    data: kinds.map((kind) => ({ shopId: shop.id, kind, ...begin })),
    skipDuplicates: true,
  });
  await shop.tx.syncRun.updateMany({
    where: { shopId: shop.id, kind: { in: kinds }, state: { in: ["done", "failed"] } },
    data: begin,
  });
  await wakeRuns(shop, kinds);
}
