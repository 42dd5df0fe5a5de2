import type { Shop } from "#app/db.server.ts";
import type { Prisma, SyncRun } from "#app/generated/prisma/client.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

export type { SyncRun };

/** What begins anew with each file. */
export const NO_FILE = {
  isPartial: false,
  fileBytes: null,
  readBytes: 0n,
  objects: null,
  expected: null,
  found: 0,
  paceAt: null,
  paceBytes: 0n,
  polls: 0,
} satisfies Prisma.SyncRunUncheckedUpdateInput;

export const findRun = (shop: Shop, kind: string): Promise<SyncRun | null> =>
  shop.tx.syncRun.findUnique({ where: { shopId_kind: { shopId: shop.id, kind } } });

/** Changes a run that still is where the caller found it: of two jobs at once the second does nothing. */
export async function changeRun(
  shop: Shop,
  run: SyncRun,
  data: Prisma.SyncRunUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await shop.tx.syncRun.updateMany({
    where: { shopId: shop.id, kind: run.kind, state: run.state, operationId: run.operationId },
    data: { ...data, changedAt: shop.at },
  });
  return count > 0;
}

/**
 * Has runs looked at again, once however many ask. Jobs of one kind go one after another, so whoever wakes it (the
 * webhook, the poll, a kind it waited for) comes to no one's harm. A look at a later time puts off nobody who has woken it
 * while the job that asks for the look was at work.
 */
export async function wakeRuns(shop: Shop, kinds: string[], runAt: Date = shop.at): Promise<void> {
  await enqueue(
    shop,
    kinds.map((kind) => ({
      task: "runImport",
      payload: { kind },
      key: `import:${shop.id}:${kind}`,
      lane: ["import", `${shop.id}:${kind}`],
      runAt,
      priority: 10,
    })),
    { keepsTime: runAt > shop.at },
  );
}
