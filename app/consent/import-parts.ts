import type { FileRow, Outcome } from "#app/consent/import-file.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import { seal, unseal } from "#app/seal.server.ts";

/** Some rows of a list that wait to be written. */
export interface ImportPart {
  part: number;
  rows: FileRow[];
}

/** Keeps rows of a list that is coming in, sealed: they hold addresses. */
export async function keepPart(shop: Shop, importId: string, { part, rows }: ImportPart): Promise<void> {
  await shop.sql`
    insert into "ConsentImportPart" ("shopId", "importId", part, sealed, outcomes)
    values (${shop.id}, ${importId}, ${part}, ${seal(JSON.stringify(rows))}, '{}')`;
}

/** The first part that is not written yet. */
export async function findPart(shop: Shop, importId: string): Promise<ImportPart | null> {
  const [row] = await shop.sql<{ part: number; sealed: Buffer }>`
    select part, sealed from "ConsentImportPart"
    where "shopId" = ${shop.id} and "importId" = ${importId} and sealed is not null order by part limit 1`;
  return row ? { part: row.part, rows: rowsIn(unseal(row.sealed)) } : null;
}

const rowsIn = (opened: Buffer): FileRow[] =>
  (JSON.parse(opened.toString()) as FileRow[]).map((row) =>
    // Times come back from JSON as text.
    "fact" in row ? { ...row, fact: { ...row.fact, at: new Date(row.fact.at) } } : row,
  );

/** The rows go, their lines and what became of each stay: this part is never written again. */
export async function endPart(
  shop: Shop,
  importId: string,
  { part, rows }: ImportPart,
  outcomes: Outcome[],
): Promise<void> {
  await shop.sql`
    update "ConsentImportPart" set sealed = null, outcomes = ${outcomes}, lines = ${rows.map(({ line }) => line)}
    where "shopId" = ${shop.id} and "importId" = ${importId} and part = ${part}`;
}

/** What was not written is not kept. */
export async function dropParts(shop: Shop, importId: string): Promise<void> {
  await shop.sql`
    delete from "ConsentImportPart"
    where "shopId" = ${shop.id} and "importId" = ${importId} and sealed is not null`;
}

/** What became of the rows of one part, in the file's order; null where there is none such. */
export async function readOutcomes(
  shop: Reader,
  importId: string,
  part: number,
): Promise<{ line: number | null; outcome: Outcome }[] | null> {
  const [row] = await shop.sql<{ outcomes: Outcome[]; lines: number[] | null }>`
    select outcomes, lines from "ConsentImportPart"
    where "shopId" = ${shop.id} and "importId" = ${importId} and part = ${part} and sealed is null`;
  return row?.outcomes.map((outcome, n) => ({ line: row.lines?.[n] ?? null, outcome })) ?? null;
}
