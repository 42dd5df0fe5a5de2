import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { decodeText } from "#app/consent/decode-text.ts";
import {
  type ImportFact,
  type ImportPlan,
  type ReadRow,
  readRow,
  type RowFault,
  type Verdict,
} from "#app/consent/import-row.ts";

export type Outcome = Verdict | RowFault;

/** Where the row stands in the file as a spreadsheet counts: the headings and empty lines, too. */
export type FileRow = ReadRow & { line: number };

export const MOST_ROWS = 200_000;
export const A_BATCH = 1_000;
/** More in one cell or one row is no list of addresses. */
const LONGEST_ROW = 20_000;

/** Thrown for a file that is no list: the words are for whoever chose it. */
export class NoList extends Error {}

/**
 * Reads a CSV file as it comes in, a thousand rows at a time, each as a fact or why it is none. Nothing of the file is
 * held longer than its batch.
 */
export async function* readFile(file: Readable, plan: ImportPlan, now: Date): AsyncGenerator<FileRow[]> {
  const text = Readable.from(decodeText(file));
  const rows = text.pipe(
    parse({
      columns: headings,
      delimiter: plan.separator,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
    }),
  );
  text.on("error", (error) => rows.destroy(error));
  let count = 0;
  let batch: FileRow[] = [];
  for await (const { record, info } of rows as AsyncIterable<Parsed>) {
    count += 1;
    if (count > MOST_ROWS)
      throw new NoList(`At most ${MOST_ROWS.toLocaleString("en")} rows at once: split the file.`);
    if (count === 1 && !(plan.columns.address in record))
      throw new NoList(`The file has no column "${plan.columns.address}".`);
    batch.push({ ...readRow(record, plan, now), line: 1 + count + info.empty_lines });
    if (batch.length < A_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}

interface Parsed {
  record: Record<string, string>;
  info: { empty_lines: number };
}

/** Names as they stand in the file's first line; a name twice would make one column hide the other. */
function headings(names: string[]): string[] {
  if (new Set(names).size !== names.length) throw new NoList("Two columns have the same name.");
  return names;
}

/** What became of each row of a batch; `weigh` decides or writes those that are facts. */
export async function settleRows(
  rows: FileRow[],
  weigh: (facts: ImportFact[]) => Promise<Verdict[]>,
): Promise<Outcome[]> {
  const facts = rows.flatMap((row) => ("fact" in row ? [row.fact] : []));
  const verdicts = facts.length ? await weigh(facts) : [];
  let next = 0;
  return rows.map((row) => ("fact" in row ? verdicts[next++]! : row.refused));
}
