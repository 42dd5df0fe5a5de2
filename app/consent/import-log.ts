import { DAY, earlier } from "#app/clock.ts";
import type { Outcome } from "#app/consent/import-file.ts";
import { dropParts } from "#app/consent/import-parts.ts";
import type { ImportPlan } from "#app/consent/import-row.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

export interface ImportView {
  id: string;
  name: string;
  startedBy: string | null;
  startedAt: string;
  /** Of the whole list; null where it did not come in whole, and of lists from before it was counted. */
  total: number | null;
  rows: number;
  taken: number;
  left: number;
  refused: number;
  /** Rows by what became of them. */
  counts: Partial<Record<Outcome, number>>;
  state: "cut-off" | "writing" | "stopped" | "done";
}

export interface ImportRun {
  plan: ImportPlan;
  name: string;
  staffId: string;
}

/** A list begins to come in. Nothing of it is written before it is here whole. */
export async function startImport(shop: Shop, { name, staffId, plan }: ImportRun): Promise<string> {
  const id = newId();
  await shop.sql`
    insert into "ConsentImport"
      ("shopId", id, name, plan, "startedBy", "startedAt", rows, taken, "left", refused, "changedAt")
    values (${shop.id}, ${id}, ${name}, ${JSON.stringify(plan)}::jsonb, ${staffId}, ${shop.at}, 0, 0, 0, 0, ${shop.at})`;
  return id;
}

/** It has come in whole: a job writes it (consent/write-import.ts), whether anybody looks on or not. */
export async function beginWriting(shop: Shop, id: string, total: number): Promise<void> {
  await shop.sql`
    update "ConsentImport" set total = ${total}, "changedAt" = ${shop.at}
    where "shopId" = ${shop.id} and id = ${id}`;
  await goOn(shop, id);
}

/** A further job for what is not written yet. Lists of one shop are written one after another. */
export const goOn = (shop: Shop, importId: string): Promise<void> =>
  enqueue(shop, [
    { task: "writeImport", payload: { importId }, lane: ["import", `consent:${shop.id}`], priority: 5 },
  ]);

/** The list did not come in whole, or is none: as if it had never begun. */
export async function dropImport(shop: Shop, id: string): Promise<void> {
  await shop.sql`
    delete from "ConsentImport" where "shopId" = ${shop.id} and id = ${id} and total is null and rows = 0`;
}

/** What is to be written, locked until the transaction ends; null once it is done or was stopped. */
export async function lockImport(shop: Shop, id: string): Promise<ImportRun | null> {
  const [row] = await shop.sql<ImportRun>`
    select plan, name, "startedBy" as "staffId" from "ConsentImport"
    where "shopId" = ${shop.id} and id = ${id} and total is not null and "doneAt" is null and "stoppedAt" is null
    for update`;
  return row ?? null;
}

/** Adds what a batch came to, in the transaction that wrote it. */
export async function noteBatch(shop: Shop, id: string, outcomes: Outcome[]): Promise<void> {
  const byKind = (one: Outcome) => (one === "taken" ? "taken" : LEFT.has(one) ? "left" : "refused");
  const sums = Object.groupBy(outcomes, byKind);
  const counted = Object.entries(Object.groupBy(outcomes, (one) => one));
  const counts = Object.fromEntries(counted.map(([outcome, rows]) => [outcome, rows.length]));
  await shop.sql`
    update "ConsentImport" i set rows = rows + ${outcomes.length}, taken = taken + ${sums.taken?.length ?? 0},
      "left" = "left" + ${sums.left?.length ?? 0}, refused = refused + ${sums.refused?.length ?? 0},
      counts = (select coalesce(jsonb_object_agg(outcome, n), '{}')
        from (select outcome, sum(n::int) as n
          from (select * from jsonb_each_text(i.counts)
            union all select * from jsonb_each_text(${JSON.stringify(counts)}::jsonb)) told(outcome, n)
          group by outcome) summed),
      "changedAt" = ${shop.at}
    where "shopId" = ${shop.id} and id = ${id}`;
}

const LEFT = new Set<Outcome>(["already", "no-stands", "newer-stands", "twice"]);

export async function endImport(shop: Shop, id: string): Promise<void> {
  await shop.sql`update "ConsentImport" set "doneAt" = ${shop.at} where "shopId" = ${shop.id} and id = ${id}`;
}

/** Staff stop it: what is written stands, and nothing more is. Returns whether it was still being written. */
export async function stopImport(shop: Shop, id: string): Promise<boolean> {
  const stopped = await shop.sql`
    update "ConsentImport" set "stoppedAt" = ${shop.at}
    where "shopId" = ${shop.id} and id = ${id} and total is not null and "doneAt" is null and "stoppedAt" is null
    returning 1`;
  if (stopped.length) await dropParts(shop, id);
  return stopped.length > 0;
}

/** The newest imports, for the screen: one that was cut off stays without its end. */
export async function readImports(shop: Reader): Promise<ImportView[]> {
  const rows = await shop.sql<Omit<ImportView, "startedAt"> & { startedAt: Date }>`
    select i.id, i.name, s.name as "startedBy", i."startedAt", i.total, i.rows, i.taken, i."left", i.refused, i.counts,
      case when i."doneAt" is not null then 'done' when i."stoppedAt" is not null then 'stopped'
        when i.total is not null then 'writing' else 'cut-off' end as state
    from "ConsentImport" i left join "StaffMember" s on s."shopId" = i."shopId" and s.id = i."startedBy"
    where i."shopId" = ${shop.id} order by i."startedAt" desc limit 20`;
  return rows.map(({ startedAt, ...row }) => ({ ...row, startedAt: startedAt.toISOString() }));
}

/** What came in half, while a process died, holds addresses that nobody will ever write. */
export async function pruneImports(shop: Shop, most: number): Promise<number> {
  const gone = await shop.sql`
    delete from "ConsentImport" where "shopId" = ${shop.id} and id = any(array(
      select id from "ConsentImport" where "shopId" = ${shop.id} and total is null and rows = 0
        and "changedAt" < ${earlier(shop.at, DAY)} limit ${most}))
    returning 1`;
  return gone.length;
}
