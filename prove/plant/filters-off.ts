import pg from "pg";

/**
 * Takes the app's own filters by shop out of every statement that this process sends, Prisma's and hand-written ones:
 * what is left between two shops is row-level security alone. Loaded into an app by preload.mjs.
 */
const prototype = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
const query = prototype.query;

prototype.query = function withoutFilters(this: unknown, given: unknown, ...rest: unknown[]) {
  const config = given as { text?: string; name?: string } | null;
  if (typeof given === "string") return query.call(this, strip(given), ...rest);
  if (config && typeof config === "object" && typeof config.text === "string") {
    const text = strip(config.text);
    if (text !== config.text) return query.call(this, { ...config, text }, ...rest);
  }
  return query.call(this, given, ...rest);
};
process.stderr.write("filters off\n");

const COLUMN = String.raw`(?:(?:"\w+"|\w+)\.)*"shopId"`;
const EQUALS = new RegExp(String.raw`${COLUMN}\s*=\s*(\$\d+)`, "g");
const PAIRS = new RegExp(
  String.raw`\(${COLUMN},\s*((?:(?:"\w+"|\w+)\.)*"\w+")\)\s+IN\s+\(((?:\(\$\d+,\s*\$\d+\),?\s*)+)\)`,
  "g",
);

/** Conditions only: what stands between SET and WHERE, or in an INSERT's list, is no filter. */
export function strip(statement: string): string {
  return statement
    .split(/(\bset\b[\s\S]*?\bwhere\b)/i)
    .map((part, index) => (index % 2 ? part : stripConditions(part)))
    .join("");
}

function stripConditions(part: string): string {
  return part.replace(EQUALS, "($1::text is not null)").replace(PAIRS, (_, column: string, pairs: string) => {
    const values = [...pairs.matchAll(/\((\$\d+),\s*(\$\d+)\)/g)];
    const shops = values.map(([, shop]) => `${shop}::text is not null`).join(" and ");
    return `(${column} IN (${values.map(([, , value]) => value).join(", ")}) and ${shops})`;
  });
}
