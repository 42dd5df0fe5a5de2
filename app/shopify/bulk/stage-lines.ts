import { setImmediate as others } from "node:timers/promises";
import { copyLineOf } from "#app/database/copy-in.ts";
import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { idOfGid } from "#app/id.ts";
import type { BulkNode, Importer, Stage } from "#app/shopify/bulk/importer.ts";

/** A batch's lines as rows that COPY takes, by stage in the importer's order, and how many lines are of the root. */
export interface StagedRows {
  rows: string[];
  roots: number;
}

/** Some two milliseconds' worth. */
const LINES_AT_ONCE = 100;

/**
 * Reads lines into rows. A last line that is no JSON is left out where the file may have been cut (`mayBeTorn`);
 * elsewhere it is a fault. Others have their turn now and then: while this reads, the batch before it is being written,
 * and no answer of the database should wait here.
 */
export async function readRows(
  { stages }: Importer,
  lines: string[],
  { mayBeTorn }: { mayBeTorn: boolean },
): Promise<StagedRows> {
  const byType = new Map(stages.map((stage, n) => [stage.type, { stage, n, lineOf: copyLineOf(stage) }]));
  const rows = stages.map(() => "");
  let roots = 0;
  for (const [n, line] of lines.entries()) {
    if (n % LINES_AT_ONCE === 0) await others();
    const node = parse(line, mayBeTorn && n === lines.length - 1);
    const found = node && byType.get(typeOf(node.id));
    if (!found) continue;
    const parentId = node.__parentId as string | undefined;
    if (found.n === 0 && !parentId) roots += 1;
    const parent = parentId ? { type: typeOf(parentId), id: idOfGid(parentId) } : null;
    const values = found.stage.values(node, parent);
    if (values) rows[found.n] += found.lineOf(values);
  }
  return { rows, roots };
}

/** Makes the importer's staging tables for this transaction and fills them by COPY. */
export async function stageRows(shop: Shop, { stages }: Importer, { rows }: StagedRows): Promise<void> {
  for (const [n, one] of stages.entries()) {
    await shop.sql`create temporary table ${Prisma.raw(`${one.table} (${columnsOf(one)})`)} on commit drop`;
    await shop.copy(one, rows[n]!);
  }
}

const columnsOf = ({ columns }: Stage): string =>
  Object.entries(columns)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(", ");

function parse(line: string, mayBeTorn: boolean): BulkNode | null {
  try {
    return JSON.parse(line) as BulkNode;
  } catch {
    // The line is somebody's data: it stays out of the log.
    if (!mayBeTorn) throw new Error("a line of a bulk file is not JSON");
    return null;
  }
}

/** "Order" of `gid://shopify/Order/1`. */
const typeOf = (gid: string): string => gid.split("/", 4)[3] ?? "";
