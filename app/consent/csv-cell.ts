/**
 * One cell of a CSV file: quoted where it must be, and with an apostrophe before what a spreadsheet would run as a
 * formula (OWASP, "CSV Injection"). A number in E.164 begins with a plus and is none.
 */
export function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(value) && !/^\+\d{4,15}$/.test(value) ? `'${value}` : value;
  return /[",\r\n;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;
