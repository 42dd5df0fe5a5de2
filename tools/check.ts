// npm run check: format, lint, types, build, tests (the laws are among them); one JSON line each, exit 1 if any fails.
import { spawnSync } from "node:child_process";

const steps: [name: string, command: string, ...args: string[]][] = [
  ["format", "biome", "format", "."],
  ["lint", "biome", "lint", "--error-on-warnings", "."],
  ["types", "tsc"],
  ["build", "remix", "vite:build"],
  ["tests", process.execPath, "tools/test.ts"],
];

let isGood = true;
for (const [name, command, ...args] of steps) {
  const startedAt = performance.now();
  const { status } = spawnSync(command, args, { stdio: ["ignore", 2, 2] });
  isGood &&= status === 0;
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  console.log(JSON.stringify({ check: name, ok: status === 0, seconds }));
}
process.exit(isGood ? 0 : 1);
