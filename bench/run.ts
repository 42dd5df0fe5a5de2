// npm run bench -- NAME [--quick]: ours and the floor in one run on this machine, interleaved. One JSON line.
import { existsSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { openGround } from "#tools/rig/ground.ts";
import type { Asked, Bench, Result } from "./result.ts";

interface Known {
  file: string;
  /** Needs a database and a town; else it stands alone. */
  onGround: boolean;
}

const benches: Record<string, Known> = {
  campaign: { file: "./campaign.ts", onGround: true },
  "chat-roundtrip": { file: "./chat-roundtrip.ts", onGround: true },
  import: { file: "./import.ts", onGround: true },
  ingest: { file: "./ingest.ts", onGround: true },
  "ingest-open": { file: "./ingest-open.ts", onGround: true },
  live: { file: "./live.ts", onGround: true },
  widget: { file: "./widget.ts", onGround: false },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false } },
});
const [name = ""] = positionals;
const known = benches[name];
if (!known || !existsSync(new URL(known.file, import.meta.url))) {
  console.error(`npm run bench -- NAME [--quick]\nknown benches: ${Object.keys(benches).join(", ")}`);
  process.exit(2);
}
const tell = (line: string) => console.error(line);
const results = await (known.onGround ? runOnGround() : run(null));
for (const { holds: _, ...line } of results) console.log(JSON.stringify(line));
process.exit(results.some(({ holds }) => holds === false) ? 1 : 0);

async function run(postgresPid: number | null): Promise<Result[]> {
  const file: string = known!.file;
  const { bench } = (await import(file)) as { bench: Bench };
  const asked: Asked = { quick: values.quick, postgresPid, tell };
  return [await bench(asked)].flat();
}

/** A server of its own, with fsync as in production: nothing else may write beside what is measured. */
async function runOnGround(): Promise<Result[]> {
  const home = `bench-${process.pid}`;
  const townArgs = ["--orders", "1", "--customers", "1"];
  const ground = await openGround({ home, name: "bench", townArgs });
  try {
    return await run(ground.postgresPid);
  } finally {
    await (await import("#tests/app.ts")).stopApps();
    await (await import("#app/db.server.ts")).closeDatabase();
    await ground.close();
    rmSync(`.data/${home}`, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}
