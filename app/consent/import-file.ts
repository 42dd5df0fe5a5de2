import type { Readable } from "node:stream";
import { parse } from "csv-parse";
import {
  type ImportFact,
  type ImportPlan,
  readRow,
  type RowFault,
  type Verdict,
} from "#app/consent/import-row.ts";

export const OUTCOMES = [
  "taken",
  "already",
  "no-stands",
  "newer-stands",
  "twice",
] as const satisfies Verdict[];
export type Outcome = Verdict | RowFault;

/** What became of one row; line 1 is the file's first line of data. */
export interface RowReport {
  line: number;
  outcome: Outcome;
}

export const MOST_ROWS = 200_000;
const A_BATCH = 1_000;
/** More in one cell or one row is no list of addresses. */
const LONGEST_ROW = 20_000;

/** Thrown for a file that is no list: the words are for whoever chose it. */
export class NoList extends Error {}

/**
 * Reads a CSV file as it comes in, a thousand rows at a time, and says of each what became of it. `weigh` decides or
 * writes them. Nothing of the file is held longer than its batch.
 */
export async function* readFile(
  file: Readable,
  plan: ImportPlan,
  { now, weigh }: { now: Date; weigh(facts: ImportFact[]): Promise<Verdict[]> },
): AsyncGenerator<RowReport[]> {
  const rows = file.pipe(
    parse({
      columns: headings,
      bom: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
    }),
  );
  file.on("error", (error) => rows.destroy(error));
  let line = 0;
  let batch: Read[] = [];
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    line += 1;
    if (line > MOST_ROWS)
      throw new NoList(`At most ${MOST_ROWS.toLocaleString("en")} rows at once: split the file.`);
    if (line === 1 && !(plan.columns.address in row))
      throw new NoList(`The file has no column "${plan.columns.address}".`);
    batch.push({ line, read: readRow(row, plan, now) });
    if (batch.length < A_BATCH) continue;
    yield await settle(batch, weigh);
    batch = [];
  }
  if (batch.length) yield await settle(batch, weigh);
}

interface Read {
  line: number;
  read: ReturnType<typeof readRow>;
}

/** Names as they stand in the file's first line; a name twice would make one column hide the other. */
function headings(names: string[]): string[] {
  if (new Set(names).size !== names.length) throw new NoList("Two columns have the same name.");
  return names;
}

async function settle(
  batch: Read[],
  weigh: (facts: ImportFact[]) => Promise<Verdict[]>,
): Promise<RowReport[]> {
  const facts = batch.flatMap(({ read }) => ("fact" in read ? [read.fact] : []));
  const verdicts = facts.length ? await weigh(facts) : [];
  let next = 0;
  return batch.map(({ line, read }) => ({
    line,
    outcome: "fact" in read ? verdicts[next++]! : read.refused,
  }));
}
