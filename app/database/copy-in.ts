import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** Rows of one table as values in the order of its columns. */
export interface CopyTarget {
  table: string;
  /** Column → SQL type: "text[]" and "jsonb" are written as such. */
  columns: Record<string, string>;
}

/** Makes a row, its values in the order of the target's columns, into a line that `copyIn` takes. */
export function copyLineOf({ columns }: CopyTarget): (row: unknown[]) => string {
  const types = Object.values(columns);
  return (row) => `${row.map((value, n) => field(value, types[n]!)).join("\t")}\n`;
}

/**
 * Writes lines of `copyLineOf` by `copy … from stdin` on an open connection: several times faster than inserts. The text
 * stands in memory: give a batch.
 */
export async function copyIn(client: ClientBase, target: CopyTarget, lines: string): Promise<void> {
  if (!lines) return;
  const names = Object.keys(target.columns).map((name) => `"${name}"`);
  const statement = `copy ${target.table} (${names.join(", ")}) from stdin`;
  await pipeline(Readable.from([lines]), client.query(copyFrom(statement)));
}

// Text format (postgresql.org/docs/18/sql-copy.html): backslash, tab and line ends are escaped, \N is null.
function field(value: unknown, type: string): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "string" && type !== "jsonb") return escaped(value);
  if (value instanceof Date) return value.toISOString();
  if (type.endsWith("[]")) return escaped(arrayOf(value as string[]));
  return escaped(type === "jsonb" ? JSON.stringify(value) : String(value));
}

const SPECIAL = /[\\\t\n\r\0]/;
// PostgreSQL's text holds no NUL.
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "" };
const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[\\\t\n\r\0]/g, (sign) => ESCAPES[sign]!) : text;

const arrayOf = (items: string[]): string =>
  `{${items.map((item) => `"${item.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
