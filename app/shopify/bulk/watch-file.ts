import { later } from "#app/clock.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { patience } from "#app/shopify/bulk/ask-for-file.ts";
import { beginAgain, finishWindow } from "#app/shopify/bulk/finish-window.ts";
import type { Importer } from "#app/shopify/bulk/importer.ts";
import { changeRun, type SyncRun, wakeRuns } from "#app/shopify/bulk/sync-run.ts";
import { ReadBulkQuery } from "#app/shopify/operations/bulk.graphql.ts";
import type { BulkFactsFragment } from "#app/shopify/operations/types.generated.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";

/** Looks how far Shopify is with a file, and has it read once it is there. */
export async function watchFile(shopId: string, importer: Importer, run: SyncRun): Promise<void> {
  const answer = await askAdmin(shopId, ReadBulkQuery, { id: run.operationId! });
  if (!answer.ok) return retryWhereItHelps(answer);
  const operation = answer.data.bulkOperation;
  await inShop(shopId, async (shop) => {
    if (operation && !OVER.has(operation.status)) return lookLater(shop, run, operation);
    await passTurnOn(shop);
    if (!operation || ENDED_EMPTY.has(operation.status)) return beginAgain(shop, importer, run, "lost");
    if (operation.status === "FAILED" && !operation.partialDataUrl)
      return beginAgain(shop, importer, run, "failed");
    // Nothing was found: then Shopify writes no file.
    if (operation.status === "COMPLETED" && !operation.url) return finishWindow(shop, importer, run);
    await beginReading(shop, importer, run, operation);
  });
}

const ENDED_EMPTY: ReadonlySet<string> = new Set(["CANCELED", "EXPIRED"]);
const OVER: ReadonlySet<string> = new Set(["COMPLETED", "FAILED", ...ENDED_EMPTY]);

/** One of the five places at Shopify is free: who was turned away need not wait any longer. */
async function passTurnOn(shop: Shop): Promise<void> {
  const waiting = await shop.tx.syncRun.findMany({
    where: { shopId: shop.id, state: "asking" },
    select: { kind: true },
  });
  await wakeRuns(
    shop,
    waiting.map(({ kind }) => kind),
  );
}

async function lookLater(shop: Shop, run: SyncRun, { objectCount }: BulkFactsFragment): Promise<void> {
  const change = { objects: BigInt(objectCount), polls: run.polls + 1 };
  if (await changeRun(shop, run, change))
    await wakeRuns(shop, [run.kind], later(shop.at, patience(run.polls)));
}

/** Rows that others point at come first; whoever finishes them wakes those that wait. */
async function beginReading(shop: Shop, { after }: Importer, run: SyncRun, told: BulkFactsFragment) {
  const first = await shop.tx.syncRun.count({
    where: { shopId: shop.id, kind: { in: after }, state: { not: "done" } },
  });
  const change = {
    objects: BigInt(told.objectCount),
    expected: Number(told.rootObjectCount),
    fileBytes: told.fileSize === null ? null : BigInt(told.fileSize),
    isPartial: told.status === "FAILED",
    ...(first === 0 && { state: "reading" }),
  };
  if ((await changeRun(shop, run, change)) && first === 0) await wakeRuns(shop, [run.kind]);
}
