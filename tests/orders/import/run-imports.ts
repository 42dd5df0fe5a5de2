import { inShop } from "#app/db.server.ts";
import { startFirstSync } from "#app/shop/start-first-sync.ts";
import type { Sizes } from "#app/shopify/bulk/read-on.ts";
import { runImport } from "#app/shopify/bulk/run-import.ts";
import { imports } from "#app/wiring/imports.ts";
import { town } from "#tests/town.ts";

/** How far each kind's reading is, by kind. */
export const runsOf = (shopId: string) =>
  inShop(shopId, async ({ tx }) => {
    const runs = await tx.syncRun.findMany({ where: { shopId } });
    return new Map(runs.map((run) => [run.kind, run]));
  });

/** Does by hand what the worker does: each kind a step, Shopify's work, and again, until nothing is left to do. */
export async function importAll(shopId: string, kinds: string[], sizes?: Sizes): Promise<void> {
  await startFirstSync(shopId, { kinds }, imports);
  await goOn(shopId, sizes);
}

export async function goOn(shopId: string, sizes?: Sizes): Promise<void> {
  for (;;) {
    const open = [...(await runsOf(shopId)).values()].filter(
      ({ state }) => state !== "done" && state !== "failed",
    );
    if (!open.length) return;
    for (const { kind } of open) await runImport(shopId, { kind }, imports, sizes);
    await town.settle();
  }
}
