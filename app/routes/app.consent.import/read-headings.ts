import { decodeText } from "#app/consent/decode-text.ts";
import { type Separator, separatorOf } from "#app/consent/csv-separator.ts";

export interface Headings {
  separator: Separator;
  names: string[];
}

/** The names in a CSV file's first line, for a screen to choose from; the server reads the file properly. */
export async function readHeadings(file: File): Promise<Headings> {
  let start = "";
  for await (const text of decodeText([new Uint8Array(await file.slice(0, 10_000).arrayBuffer())]))
    start += text;
  const line = start.split(/\r?\n/, 1)[0] ?? "";
  const separator = separatorOf(line);
  const cells = line.match(new RegExp(`("([^"]|"")*"|[^${separator}"]*)(${separator}|$)`, "g")) ?? [];
  const names = cells.map((cell) =>
    cell
      .replace(new RegExp(`${separator}$`), "")
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .replaceAll('""', '"')
      .trim(),
  );
  return { separator, names: [...new Set(names.filter(Boolean))] };
}
