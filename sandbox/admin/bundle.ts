import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const bundled = new Map<string, Promise<string>>();

/** One script for the browser out of `browser/<name>/main.ts`; made on first use and kept. */
export function bundle(name: "shell" | "app-bridge"): Promise<string> {
  const known = bundled.get(name);
  if (known) return known;
  const made = make(name);
  bundled.set(name, made);
  return made;
}

async function make(name: string) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`browser/${name}/main.ts`, import.meta.url))],
    bundle: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
