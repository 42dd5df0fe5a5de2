import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, rmSync, statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const BUILT = "build/server/index.js";
const LOCK = ".data/build.lock";
const STALE_LOCK_MS = 120_000;

/** Builds the app's pages where they are missing or older than their sources; one builder at a time. */
export async function ensureBuilt(): Promise<void> {
  if (isFresh()) return;
  mkdirSync(".data", { recursive: true });
  while (!takeLock()) await pause(200);
  try {
    if (!isFresh()) build();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function isFresh(): boolean {
  if (!existsSync(BUILT)) return false;
  const builtAt = statSync(BUILT).mtimeMs;
  // Only what is bundled: `.ts` files outside of the routes are read from their source at run time.
  const sources = globSync(["app/**/*.{tsx,css}", "app/routes/**/*.ts", "vite.config.ts"]);
  return sources.every((path) => statSync(path).mtimeMs <= builtAt);
}

function takeLock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    // Somebody builds; a lock whose holder was killed is taken over.
    const heldAt = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - heldAt > STALE_LOCK_MS) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

function build() {
  const { status } = spawnSync("remix", ["vite:build", "--logLevel", "error"], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("the app does not build");
}
