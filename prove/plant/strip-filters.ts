const COLUMN = String.raw`(?:(?:"\w+"|\w+)\.)*"shopId"`;
const EQUALS = new RegExp(String.raw`${COLUMN}\s*=\s*(\$\d+)`, "g");
const LISTS = new RegExp(String.raw`${COLUMN}\s+IN\s+\(((?:\$\d+,?\s*)+)\)`, "g");
const PAIRS = new RegExp(
  String.raw`\(${COLUMN},\s*((?:(?:"\w+"|\w+)\.)*"\w+")\)\s+IN\s+\(((?:\(\$\d+,\s*\$\d+\),?\s*)+)\)`,
  "g",
);

/** Conditions only: what stands between SET and WHERE, or in an INSERT's list, is no filter. */
export function stripFilters(statement: string): string {
  return statement
    .split(/(\bset\b[\s\S]*?\bwhere\b)/i)
    .map((part, index) => (index % 2 ? part : stripConditions(part)))
    .join("");
}

function stripConditions(part: string): string {
  return part
    .replace(EQUALS, "($1::text is not null)")
    .replace(LISTS, (_, list: string) => `(${allGiven(list.split(","))})`)
    .replace(PAIRS, (_, column: string, pairs: string) => {
      const values = [...pairs.matchAll(/\((\$\d+),\s*(\$\d+)\)/g)];
      const shops = allGiven(values.map(([, shop]) => shop!));
      return `(${column} IN (${values.map(([, , value]) => value).join(", ")}) and ${shops})`;
    });
}

/** Always true, and keeps the parameters in use: PostgreSQL refuses what it is given and never asked for. */
const allGiven = (parameters: string[]) =>
  parameters.map((parameter) => `${parameter.trim()}::text is not null`).join(" and ");
