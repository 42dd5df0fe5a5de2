import { MINUTE, now } from "#app/clock.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { beginAgain, finishWindow } from "#app/shopify/bulk/finish-window.ts";
import type { Importer } from "#app/shopify/bulk/importer.ts";
import { type OpenedFile, openFile } from "#app/shopify/bulk/open-file.server.ts";
import { type LineBatch, readBatches } from "#app/shopify/bulk/read-batches.ts";
import { readRows, type StagedRows, stageRows } from "#app/shopify/bulk/stage-lines.ts";
import { findRun, type SyncRun, wakeRuns } from "#app/shopify/bulk/sync-run.ts";
import { ReadBulkQuery } from "#app/shopify/operations/bulk.graphql.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";

export interface Sizes {
  /** A transaction's worth: some eight thousand lines, about a second. Two stand in memory, whatever the file. */
  batchBytes: number;
  /** A job's worth, so that a worker that is told to stop can, and other jobs have their turn. */
  sliceBytes: number;
}

export const SIZES: Sizes = { batchBytes: 4_000_000, sliceBytes: 64_000_000 };

/** Reads on in a run's file from where it was left, and leaves a job for what is left of it. */
export async function readOn(
  shopId: string,
  importer: Importer,
  run: SyncRun,
  sizes: Sizes = SIZES,
): Promise<void> {
  const answer = await askAdmin(shopId, ReadBulkQuery, { id: run.operationId! });
  if (!answer.ok) return retryWhereItHelps(answer);
  const told = answer.data.bulkOperation;
  const url = run.isPartial ? told?.partialDataUrl : told?.url;
  const file = url ? await openFile(url, Number(run.readBytes)) : EXPIRED;
  if (!file.ok && file.because === "unavailable") throw new Error("the store of bulk files does not answer");
  if (!file.ok) return inShop(shopId, (shop) => beginAgain(shop, importer, run, "lost"));
  const ended = await readSlice(shopId, importer, run, { ...file, ...sizes }).finally(() => file.close());
  await inShop(shopId, async (shop) => {
    const read = await findRun(shop, run.kind);
    if (read?.operationId !== run.operationId || read.state !== "reading") return;
    if (ended) await finishWindow(shop, importer, read);
    else await wakeRuns(shop, [run.kind]);
  });
}

const EXPIRED = { ok: false, because: "expired" } as const;

/** Writes an open file's batches one by one; returns whether its end was reached. */
export async function readSlice(
  shopId: string,
  importer: Importer,
  run: SyncRun,
  { bytes, size, batchBytes, sliceBytes }: OpenedFile & { ok: true } & Sizes,
): Promise<boolean> {
  const start = Number(run.readBytes);
  let place = start;
  const batches = readBatches(bytes, { start, batchBytes });
  for await (const batch of oneAhead(batches, (lines) => toRows(importer, run, lines, size))) {
    await inShop(shopId, (shop) => writeBatch(shop, importer, run, { ...batch, from: place }));
    place = batch.end;
    if (place - start >= sliceBytes) return place === size;
  }
  return true;
}

/** While the database writes one batch, the next is on its way and read into rows. */
async function* oneAhead<Read>(
  batches: AsyncGenerator<LineBatch>,
  read: (batch: LineBatch) => Promise<Read>,
) {
  const take = async () => {
    const { value, done } = await batches.next();
    return done ? null : { ...(await read(value)), end: value.end };
  };
  let next = take();
  for (let batch = await next; batch; batch = await next) {
    next = take();
    // It is awaited on the next turn: where this one fails first, nobody else hears of it.
    next.catch(() => undefined);
    yield batch;
  }
}

function toRows(importer: Importer, run: SyncRun, { lines, end }: LineBatch, size: number | null) {
  const mayBeTorn = run.isPartial && (size === null || end >= size);
  return readRows(importer, lines, { mayBeTorn });
}

interface WrittenBatch extends StagedRows {
  from: number;
  end: number;
}

/** Rows and place in one transaction: a process that dies has done both or neither. */
async function writeBatch(shop: Shop, importer: Importer, run: SyncRun, batch: WrittenBatch): Promise<void> {
  await keepPlace(shop, run, batch);
  await stageRows(shop, importer, batch);
  await importer.upsert(shop, { askedAt: run.askedAt! });
}

/** Also the lock: a second job that reads the same file from the same place waits here, and then gives up. */
async function keepPlace(shop: Shop, run: SyncRun, { from, end, roots }: WrittenBatch): Promise<void> {
  const kept = await shop.sql`
    update "SyncRun" set "readBytes" = ${end}, found = found + ${roots}, "changedAt" = ${shop.at},
      "paceAt" = case when ${isBreak(run)} and "readBytes" = ${Number(run.readBytes)} then ${shop.at} else "paceAt" end,
      "paceBytes" = case when ${isBreak(run)} and "readBytes" = ${Number(run.readBytes)} then "readBytes" else "paceBytes" end
    where "shopId" = ${shop.id} and kind = ${run.kind} and state = 'reading'
      and "operationId" = ${run.operationId} and "readBytes" = ${from}
    returning kind`;
  if (!kept.length) throw new Error(`another job reads ${run.kind} of this shop`);
}

/** Time left is told by the pace since reading began, or began again. */
const isBreak = ({ paceAt, changedAt }: SyncRun): boolean =>
  !paceAt || now().getTime() - changedAt.getTime() > MINUTE;
