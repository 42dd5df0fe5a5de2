// node tools/with-database.ts <command…>: runs it with DATABASE_URL at the embedded database where none is set.
import { spawn } from "node:child_process";
import { acquireDatabase } from "#app/database/embedded.ts";

const [command, ...args] = process.argv.slice(2);
const embedded = process.env.DATABASE_URL ? null : await acquireDatabase(".data/tools");
const child = spawn(command!, args, {
  stdio: "inherit",
  env: { ...process.env, DATABASE_URL: process.env.DATABASE_URL ?? embedded!.url },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => {
  embedded?.release();
  process.exit(code ?? 1);
});
