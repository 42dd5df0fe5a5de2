import { later, MINUTE } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import type { Importer } from "#app/shopify/bulk/importer.ts";
import { changeRun, NO_FILE, type SyncRun, wakeRuns } from "#app/shopify/bulk/sync-run.ts";
import { halvesOf } from "#app/shopify/bulk/window.ts";

/** The file is read to its end: on to the next window, or the kind is done and those that waited for it go on. */
export async function finishWindow(shop: Shop, importer: Importer, run: SyncRun): Promise<void> {
  if (run.isPartial) return beginAgain(shop, importer, run, "failed");
  const [_read, ...windows] = run.windows;
  const foundBefore = run.foundBefore + run.found;
  const next = { ...NO_FILE, windows, foundBefore, operationId: null, askedAt: null, tries: 0 };
  if (windows.length) {
    if (await changeRun(shop, run, { ...next, state: "asking" })) await wakeRuns(shop, [run.kind]);
    return;
  }
  if (!(await changeRun(shop, run, { ...next, state: "done", doneAt: shop.at }))) return;
  const left = await shop.tx.syncRun.findMany({
    where: { shopId: shop.id, state: { not: "done" } },
    select: { kind: true },
  });
  await wakeRuns(
    shop,
    left.map(({ kind }) => kind),
  );
  await writeEvent(shop, { name: "import.finished", payload: { kind: run.kind } });
  if (!left.length) await writeEvent(shop, { name: "sync.finished" });
}

/** Readings of one window, or of its halves, before a person has to look. */
const MOST_TRIES = 6;

/**
 * Asks Shopify anew, because it gave up on the file ("failed") or has it no longer ("lost"). What was read of it stays.
 * A file promises no order, so what is missing of a part is unknown: where the question can be cut, it is asked again in
 * halves, each of them less to write.
 */
export async function beginAgain(
  shop: Shop,
  importer: Importer,
  run: SyncRun,
  why: "failed" | "lost",
): Promise<void> {
  const tries = run.tries + 1;
  const [window, ...others] = run.windows;
  const isCut = why === "failed" && importer.isWindowed;
  const windows = isCut ? [...halvesOf(window!, shop.at), ...others] : run.windows;
  // The operation's id stays until there is another, so that the one that came to nothing is not taken up again.
  const change = { ...NO_FILE, windows, tries, askedAt: null };
  if (tries >= MOST_TRIES)
    return void (await changeRun(shop, run, { ...change, state: "failed", problem: GAVE_UP }));
  if (await changeRun(shop, run, { ...change, state: "asking" }))
    await wakeRuns(shop, [run.kind], later(shop.at, (tries - 1) * MINUTE));
}

const GAVE_UP =
  "Shopify began to write these out for us several times and did not finish. Wait an hour and try again; what was read so far is there.";
