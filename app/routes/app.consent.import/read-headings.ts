/** The names in a CSV file's first line, for a screen to choose from; the server reads the file properly. */
export async function readHeadings(file: File): Promise<string[]> {
  const start = await file.slice(0, 10_000).text();
  const line = start.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
  const cells = line.match(/("([^"]|"")*"|[^,"]*)(,|$)/g) ?? [];
  const names = cells.map((cell) =>
    cell
      .replace(/,$/, "")
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .replaceAll('""', '"')
      .trim(),
  );
  return [...new Set(names.filter(Boolean))];
}
