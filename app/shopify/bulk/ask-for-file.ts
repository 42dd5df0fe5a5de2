import { earlier, later, MINUTE, SECOND } from "#app/clock.ts";
import { inShop } from "#app/db.server.ts";
import type { AdminFailure } from "#app/shopify/admin-answer.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import type { Importer } from "#app/shopify/bulk/importer.ts";
import { changeRun, type SyncRun, wakeRuns } from "#app/shopify/bulk/sync-run.ts";
import { searchOf } from "#app/shopify/bulk/window.ts";
import { BulkQueries, RunBulkQuery } from "#app/shopify/operations/bulk.graphql.ts";
import type { BulkFactsFragment } from "#app/shopify/operations/types.generated.ts";

/**
 * Has Shopify write the file of a run's next window. That we are about to ask is committed first: where the answer is
 * lost, or we die before we heard it, what was asked for is found again by its own words.
 */
export async function askForFile(shopId: string, importer: Importer, run: SyncRun): Promise<void> {
  const query = importer.query(searchOf(run.windows[0]!));
  if (run.askedAt) {
    const found = await findAskedFor(shopId, query, { ...run, askedAt: run.askedAt });
    if (!found.ok) return askLater(shopId, run, found);
    if (found.operation) return takeUp(shopId, run, found.operation);
  }
  if (!(await inShop(shopId, (shop) => changeRun(shop, run, { askedAt: shop.at })))) return;
  const answer = await askAdmin(shopId, RunBulkQuery, { query });
  if (!answer.ok) return askLater(shopId, run, answer);
  const operation = answer.data.bulkOperationRunQuery?.bulkOperation;
  if (!operation) throw new Error("Shopify took a bulk query and named no operation");
  await takeUp(shopId, run, operation);
}

async function takeUp(shopId: string, run: SyncRun, { id, createdAt }: BulkFactsFragment): Promise<void> {
  await inShop(shopId, async (shop) => {
    const change = {
      state: "writing",
      operationId: id,
      askedAt: new Date(createdAt),
      polls: 0,
      problem: null,
    };
    // The webhook tells of the end; this is for one that is lost.
    if (await changeRun(shop, run, change)) await wakeRuns(shop, [run.kind], later(shop.at, FIRST_LOOK));
  });
}

const FIRST_LOOK = 2 * SECOND;

/** Theirs and our clocks may differ so much. */
const CLOCKS_APART = 2 * MINUTE;
const ALIVE: readonly string[] = ["CREATED", "RUNNING", "COMPLETED"];

async function findAskedFor(
  shopId: string,
  query: string,
  { askedAt, operationId }: SyncRun & { askedAt: Date },
) {
  const since = earlier(askedAt, CLOCKS_APART).toISOString();
  const answer = await askAdmin(shopId, BulkQueries, { query: `created_at:>='${since}'` });
  if (!answer.ok) return answer;
  const operation = answer.data.bulkOperations.nodes.find(
    (one) => one.query === query && one.id !== operationId && ALIVE.includes(one.status),
  );
  return { ok: true as const, operation };
}

/**
 * Five at once is all that Shopify takes of an app in a shop (since API version 2026-01; we may not be the only ones to
 * use them up), and an outage passes: asked again, later each time, for ever. What is not granted is said.
 */
async function askLater(shopId: string, run: SyncRun, failure: AdminFailure): Promise<void> {
  const isBusy = failure.errors.some(({ code }) => code === "OPERATION_IN_PROGRESS");
  const willPass = isBusy || failure.because === "unavailable" || failure.because === "throttled";
  if (!willPass && failure.because === "user-errors") {
    throw new Error(`Shopify does not take the bulk query of ${run.kind}: ${failure.say}`);
  }
  await inShop(shopId, async (shop) => {
    if (!willPass) return void (await changeRun(shop, run, { state: "failed", problem: failure.say }));
    // Nothing was begun where Shopify itself said so; what got no answer is looked for first.
    const change = { polls: run.polls + 1, ...(!failure.maybeDone && { askedAt: null }) };
    if (await changeRun(shop, run, change))
      await wakeRuns(shop, [run.kind], later(shop.at, patience(run.polls)));
  });
}

/** 5 s, 10 s, 20 s … 10 minutes. */
export const patience = (polls: number): number =>
  Math.min(5 * SECOND * 2 ** Math.min(polls, 10), 10 * MINUTE);
