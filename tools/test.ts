// npm test: everything in tests/, browser tests included, with all that they need; closes with `N passed, N failed`.
import { ensureBuilt } from "#tools/rig/ensure-built.ts";
import { adminSchemaFile } from "#tools/shopify-schema.ts";
import { startVitest } from "vitest/node";

await adminSchemaFile();
await ensureBuilt();
const vitest = await startVitest("test", process.argv.slice(2), { watch: false });
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const count = (state: string) => tests.filter((test) => test.result().state === state).length;
const isBroken = vitest.state.getUnhandledErrors().length > 0 || vitest.state.getCountOfFailedTests() > 0;
const broken = vitest.state.getTestModules().filter((module) => module.state() === "failed").length;
await vitest.close();
console.log(
  `${count("passed")} passed, ${Math.max(count("failed"), isBroken || broken ? 1 : 0)} failed, ${count("skipped")} skipped`,
);
process.exit(isBroken || broken || !count("passed") ? 1 : 0);
