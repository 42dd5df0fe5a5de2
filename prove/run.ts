// npm run prove -- NAME: asks one claim of the product to fail. See `forms` below for the flags.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openGround } from "#tools/rig/ground.ts";
import { provePlanted } from "./plant/prove-planted.ts";
import type { Asked, Outcome } from "./proof.ts";
import { proofs } from "./proofs.ts";

const forms = "npm run prove -- NAME [--n N] [--kills K] [--seed S] [--quick] [--planted]";
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    n: { type: "string" },
    kills: { type: "string" },
    seed: { type: "string", default: "1" },
    quick: { type: "boolean", default: false },
    planted: { type: "boolean", default: false },
    bug: { type: "string" },
  },
});
const [name = ""] = positionals;
const known = proofs[name];
if (!known) {
  console.error(`${forms}\nknown proofs: ${Object.keys(proofs).join(", ")}`);
  process.exit(2);
}
const seed = Number(values.seed);
process.exit((await (values.planted ? provePlanted(name, seed, known.bugsAtOnce) : proveOnce())) ? 0 : 1);

async function proveOnce(): Promise<boolean> {
  if (values.bug) process.env.PLANT = `${name}/${values.bug}`;
  // Planted bugs change this process's copies of the app's modules as well: proofs call verbs directly, too.
  const preload: string = "./plant/preload.mjs";
  await import(preload);
  if (known!.isPure) return report(await (await known!.load())(askedFor()));
  const ground = await openGround({
    home: known!.isOwnServer ? `prove-${name}` : "prove",
    name: `prove_${name}`,
    isFast: known!.isFast,
    isOwnServer: known!.isOwnServer ?? false,
    townArgs: [...known!.townArgs, "--seed", values.seed],
  });
  let isOver = false;
  const end = async () => {
    if (isOver) return;
    isOver = true;
    const { stopApps } = await import("#tests/app.ts");
    await stopApps();
    await (await import("#app/db.server.ts")).closeDatabase();
    await ground.close();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => end().then(() => process.exit(130)));
  try {
    const prove = await known!.load();
    return report(await prove(askedFor(), ground));
  } catch (error) {
    // Said first: what still runs may fail on the ground that is taken away below.
    console.error(error);
    throw error;
  } finally {
    await end();
  }
}

function askedFor(): Asked {
  const startedAt = performance.now();
  return {
    seed,
    n: values.n ? Number(values.n) : null,
    kills: values.kills ? Number(values.kills) : null,
    isQuick: values.quick,
    bug: values.bug ?? null,
    endAt: values.quick ? startedAt + (values.bug ? 55_000 : 36_000) : Number.POSITIVE_INFINITY,
    tell: (line) => console.error(`${((performance.now() - startedAt) / 1_000).toFixed(1)} s  ${line}`),
  };
}

function report({ trials, kills, violations, counters, history, bound }: Outcome): boolean {
  const result = { proof: name, seed, trials, kills, violations: violations.length, ...counters, bound };
  console.log(JSON.stringify(result));
  if (!violations.length) return true;
  mkdirSync(".data/prove-histories", { recursive: true });
  const file = `.data/prove-histories/${name}-${seed}-${process.pid}.jsonl`;
  const lines = [result, ...violations.map((violation) => ({ violation })), ...history];
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  for (const violation of violations.slice(0, 5)) console.error(JSON.stringify(violation).slice(0, 600));
  console.error(`${violations.length} violations; their history: ${file}`);
  return false;
}
