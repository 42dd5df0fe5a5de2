// npm run demo: database, town and app with one command. `-- --check` plays the main job in a browser and ends.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isAlive } from "#app/database/is-alive.ts";
import { connectChannels } from "#tools/demo/connect-channels.ts";
import { openAsMerchant } from "#tools/demo/open-as-merchant.ts";
import { findPorts } from "#tools/demo/ports.ts";
import { runProcesses } from "#tools/demo/run-processes.ts";
import { untilMirrored } from "#tools/demo/until-mirrored.ts";
import { ensureBuilt } from "#tools/rig/ensure-built.ts";
import { adminSchemaFile } from "#tools/shopify-schema.ts";

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    pictures: { type: "string" },
    port: { type: "string", default: "4400" },
    seed: { type: "string", default: "1" },
  },
});
const tell = (line: string) => console.error(line);
// The town opens anew each time, so the shop's memory of it does, too. Its own folder: several may run at once.
const home = `.data/demo-${process.pid}`;
sweepKilledRuns();

tell("taking Shopify's schema and building the app …");
await adminSchemaFile();
await ensureBuilt();

tell("starting database, town and app …");
const running = await runProcesses(home, await findPorts(Number(values.port)), Number(values.seed));
let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(0));

process.on("uncaughtException", (error) => {
  console.error(error);
  void stop(1);
});

await openAsMerchant(running);
await connectChannels(home, running);
await untilMirrored(home, running.addresses.town, tell);
if (values.check) {
  const { playMainJob } = await import("#tools/demo/play-main-job.ts");
  await stop((await playMainJob(running, { pictures: values.pictures })) ? 0 : 1);
}
const { town, storefront, admin } = running.addresses;
console.log(`everything on one page  ${town}/
storefront              ${storefront}/
admin                   ${admin}/
app                     ${running.app}/readyz
ready`);

/** Folders of runs that were killed; their databases have stopped with them. */
function sweepKilledRuns() {
  for (const name of existsSync(".data") ? readdirSync(".data") : []) {
    const pid = /^demo-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid)))
      rmSync(join(".data", name), { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}

async function stop(code: number): Promise<never> {
  if (!isStopping) {
    isStopping = true;
    await running.stop();
    if (existsSync(home)) rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
  process.exit(code);
}
