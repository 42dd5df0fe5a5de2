import type { Reader } from "#app/db.server.ts";
import type { Importer } from "#app/shopify/bulk/importer.ts";
import { readSettings } from "#app/shop/settings.ts";

export interface SyncView {
  /** Everything has been read once. */
  isDone: boolean;
  /** What is being read, or could not be; empty where there is nothing to say. */
  kinds: SyncKind[];
}

export interface SyncKind {
  kind: string;
  /** As a merchant reads it: "orders". */
  words: string;
  /** "asked": Shopify has not begun. "writing": it writes the file. "waiting": others come first. */
  state: "asked" | "writing" | "waiting" | "reading" | "done" | "failed";
  /** How many were read; while Shopify writes, how many lines it has written. */
  found: number;
  /** How many there are; null while that is not known. */
  expected: number | null;
  /** Of the file, from 0 to 1. */
  share: number;
  /** Null while there is no pace to tell it by. */
  minutesLeft: number | null;
  /** Why it could not be read and what to do, in words. */
  problem: string | null;
}

/** How far the first reading of the shop's past is, kind by kind. */
export async function readSync(shop: Reader, importers: Importer[]): Promise<SyncView> {
  const { firstSyncedAt } = await readSettings(shop);
  const rows = await shop.sql<Row>`
    select kind, state, "doneAt", "fileBytes"::float8, "readBytes"::float8, objects::float8, expected, found,
      "foundBefore", problem, "paceBytes"::float8, extract(epoch from "changedAt" - "paceAt")::float8 "paceSeconds"
    from "SyncRun" where "shopId" = ${shop.id}`;
  const kinds = importers.flatMap(({ kind, words }) => {
    const row = rows.find((one) => one.kind === kind);
    return row ? [viewOf(row, words)] : [];
  });
  const isOver = kinds.every(({ state }) => state === "done");
  return { isDone: firstSyncedAt !== null, kinds: isOver ? [] : kinds };
}

interface Row {
  kind: string;
  state: string;
  fileBytes: number | null;
  readBytes: number;
  objects: number | null;
  expected: number | null;
  found: number;
  foundBefore: number;
  problem: string | null;
  paceBytes: number;
  paceSeconds: number | null;
}

function viewOf(row: Row, words: string): SyncKind {
  const isWritten = row.fileBytes !== null;
  const state = STATES[row.state] ?? "asked";
  return {
    kind: row.kind,
    words,
    state: state === "writing" && isWritten ? "waiting" : state,
    found: state === "writing" ? (row.objects ?? 0) : row.foundBefore + row.found,
    expected: row.expected === null ? null : row.foundBefore + row.expected,
    share: state === "done" ? 1 : isWritten && row.fileBytes ? row.readBytes / row.fileBytes : 0,
    minutesLeft: minutesLeft(row),
    problem: row.problem,
  };
}

const STATES: Record<string, SyncKind["state"]> = {
  asking: "asked",
  writing: "writing",
  reading: "reading",
  done: "done",
  failed: "failed",
};

/** By the pace of this file since it began, or went on. */
function minutesLeft({ fileBytes, readBytes, paceBytes, paceSeconds }: Row): number | null {
  const read = readBytes - paceBytes;
  if (fileBytes === null || !paceSeconds || read <= 0) return null;
  return Math.ceil(((fileBytes - readBytes) * (paceSeconds / read)) / 60);
}
