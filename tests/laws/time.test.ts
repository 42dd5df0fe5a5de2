import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { codeOf, type Source, sourcesBelow } from "./source.ts";

const sources = sourcesBelow("app").filter(({ path }) => !path.startsWith("app/database/"));

it("the clock is read in clock.ts and timers stand there and in jobs/ only", () => {
  expect(readers(sources)).toEqual([]);
  expect(readers([{ path: "app/orders/a.ts", text: "const at = new Date();" }])).toHaveLength(1);
  expect(readers([{ path: "app/orders/a.ts", text: "setTimeout(go, 5)" }])).toHaveLength(1);
  expect(readers([{ path: "app/orders/a.ts", text: "sql`select now()`" }])).toHaveLength(1);
});

it("no column takes its time from the database's clock", () => {
  expect(readFileSync("prisma/schema.prisma", "utf8")).not.toContain("@default(now())");
});

it("no setting outlives its transaction: a connection that remembers a shop would show it to the next", () => {
  const slips = (all: Source[]) =>
    all
      .filter((source) => /set_config\([^)]*,\s*false\)|\bset\s+(session\s+)?app\./i.test(codeOf(source)))
      .map(({ path }) => path);
  expect(slips(sources)).toEqual([]);
  expect(slips([{ path: "a.ts", text: "select set_config('app.shop', $1, false)" }])).toHaveLength(1);
});

function readers(all: Source[]): string[] {
  const pattern =
    /new Date\(\)|Date\.now\(\)|\bset(?:Timeout|Interval)\(|\bnow\(\)\s*(?:`|[-+,)]|at\b|order|where|$)|clock_timestamp\(\)|current_timestamp/i;
  return all
    .filter(({ path }) => path !== "app/clock.ts" && !path.startsWith("app/jobs/") && !isBrowserFile(path))
    .filter((source) => pattern.test(withoutOurNow(codeOf(source).replaceAll("performance.now()", ""))))
    .map(({ path }) => path);
}

/** Screens have timers of their own (a draft that is saved, a tick of "2 minutes ago"). */
const isBrowserFile = (path: string) => path.startsWith("app/components/") || path.endsWith(".tsx");

/** `now()` of clock.ts, where it is imported from there. */
const withoutOurNow = (code: string) =>
  /import \{[^}]*\bnow\b[^}]*\} from "#app\/clock\.ts"/.test(code)
    ? code.replaceAll(/\bnow\(\)/g, "ours")
    : code;
