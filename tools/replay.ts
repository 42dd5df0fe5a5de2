// npm run replay -- DIR [--seed S]: posts every payload below DIR through the letterbox of a fresh app. A line a file.
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openGround } from "#tools/rig/ground.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string", default: "1" } },
});
const [folder] = positionals;
if (!folder || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error("npm run replay -- DIR [--seed S]");
  process.exit(2);
}
const ground = await openGround({
  home: "replay",
  name: "replay",
  isFast: true,
  townArgs: ["--orders", "1", "--customers", "1"],
});
const { startApp, stopApps } = await import("#tests/app.ts");
let isSound = false;
try {
  const app = await startApp();
  const { replayFolder } = await import("#tools/replay/replay-folder.ts");
  const tell = (line: object) => console.log(JSON.stringify(line));
  isSound = await replayFolder(resolve(folder), { appUrl: app.url, seed: values.seed, tell });
} finally {
  await stopApps();
  await (await import("#app/db.server.ts")).closeDatabase();
  await ground.close();
}
process.exit(isSound ? 0 : 1);
