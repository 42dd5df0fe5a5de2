// The first step of every command: plain JavaScript for whatever Node (20 or newer) the machine has. It installs what
// is missing and goes on with the Node that the project brings along.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const [program, ...args] = process.argv.slice(2);
process.chdir(root);

await oneAtATime(() => {
  if (isOlder("node_modules/.package-lock.json", "package-lock.json")) install();
  if (isOlder("app/generated/prisma/client.ts", "prisma/schema.prisma"))
    run(node(), ["tools/with-database.ts", "node_modules/.bin/prisma", "generate"]);
});
start();

/** Two commands at once on a fresh checkout must not install into each other. */
async function oneAtATime(work) {
  mkdirSync(".data", { recursive: true });
  const lock = ".data/bootstrap.lock";
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (Date.now() - statSync(lock, { throwIfNoEntry: false })?.mtimeMs > 300_000)
        rmSync(lock, { recursive: true, force: true });
      await new Promise((done) => setTimeout(done, 200));
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function isOlder(made, source) {
  return !existsSync(made) || statSync(made).mtimeMs < statSync(source).mtimeMs;
}

function install() {
  console.error("installing packages …");
  // Standard output belongs to the command's own results.
  run(process.platform === "win32" ? "npm.cmd" : "npm", [
    "ci",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
}

/** The project's Node 24; elsewhere (macOS) the user's own, where it is new enough to run TypeScript. */
function node() {
  const own = join(root, "node_modules/.bin", process.platform === "win32" ? "node.cmd" : "node");
  if (existsSync(own)) return own;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(
    `Threadline needs Node 22.18 or newer on this machine; this is ${process.version}. See nodejs.org.`,
  );
  process.exit(1);
}

function run(command, list) {
  const { status } = spawnSync(command, list, { stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}

function start() {
  const path = `${join(root, "node_modules/.bin")}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`;
  const child = spawn(node(), [program, ...args], { stdio: "inherit", env: { ...process.env, PATH: path } });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}
