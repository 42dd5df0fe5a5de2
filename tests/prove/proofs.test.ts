import { spawn } from "node:child_process";
import { expect, it } from "vitest";

interface Run {
  code: number | null;
  results: Record<string, unknown>[];
  said: string;
}

/** The command as a person runs it: its own database, town and app, beside those of this test. */
function run(program: string, ...args: string[]): Promise<Run> {
  const { DATABASE_URL: _ours, TOWN_URL: _town, NODE_OPTIONS: _preload, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"], env });
  let output = "";
  let said = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (said += data));
  return new Promise((resolve) =>
    child.once("close", (code) => {
      const lines = output.split("\n").filter((line) => line.startsWith("{"));
      resolve({ code, said, results: lines.map((line) => JSON.parse(line)) });
    }),
  );
}

it("a few guesses open nothing, and the line says how many there were", async () => {
  const { code, results, said } = await run("prove/run.ts", "guesses", "--quick", "--n", "400");
  expect(results, said).toMatchObject([{ proof: "guesses", violations: 0, opened: 0 }]);
  expect(code).toBe(0);
});

it("a few cuts miss and double nothing", async () => {
  const { code, results, said } = await run("prove/run.ts", "cuts", "--quick", "--n", "20");
  expect(results, said).toMatchObject([{ proof: "cuts", missed: 0, doubled: 0 }]);
  expect(code).toBe(0);
});

it("the quiet hours of a few numbers hold against clocks and tables that are not the app's", async () => {
  const { code, results, said } = await run("prove/run.ts", "quiet-hours", "--quick", "--n", "30");
  expect(results, said).toMatchObject([{ proof: "quiet-hours", violations: 0, outside: 0, wrongWait: 0 }]);
  expect(code).toBe(0);
});

it("a planted bug is counted as a violation, and fails the run", async () => {
  const { code, results, said } = await run(
    "prove/run.ts",
    "cuts",
    "--quick",
    "--bug",
    "every-message-is-told-twice",
  );
  expect(results[0]?.doubled, said).toBeGreaterThan(0);
  expect(code).toBe(1);
});

it.each(["prove/run.ts", "bench/run.ts"])(
  "%s lists what it knows when it is asked for something else",
  async (program) => {
    const { code, said } = await run(program, "no-such-thing");
    expect(code).toBe(2);
    expect(said).toMatch(/known (proofs|benches): \w+/);
  },
);
