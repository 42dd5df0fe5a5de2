/** What may stand between the cells of a CSV file: Excel writes semicolons where a comma stands in numbers. */
export const SEPARATORS = [",", ";", "\t"] as const;
export type Separator = (typeof SEPARATORS)[number];

/**
 * What stands between the cells of this first line. One for the whole file: in its rows the others are words, as the
 * semicolon is in "Yes; I agree".
 */
export function separatorOf(firstLine: string): Separator {
  const bare = firstLine.replace(/"([^"]|"")*"/g, "");
  const count = (separator: Separator) => bare.split(separator).length;
  return SEPARATORS.reduce((best, next) => (count(next) > count(best) ? next : best));
}
