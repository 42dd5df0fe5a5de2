import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Source {
  /** From the project's root: `app/orders/order-status.ts`. */
  path: string;
  text: string;
}

/** Every TypeScript file below a folder, generated ones aside. */
export function sourcesBelow(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.generated)\.tsx?$/.test(name) && !name.startsWith("generated"))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), "utf8") }));
}

/** `app/orders/order-status.ts` → `orders`; a file directly in app/ is `ground` (root and entries are `routes`). */
export function areaOf(path: string): string {
  const [, area, ...rest] = path.split("/");
  if (rest.length) return area === "database" || area === "generated" ? "ground" : area!;
  return /^(root|entry\.)/.test(area!) ? "routes" : "ground";
}

/** What a file imports, at any place, with whether it is for types alone. */
export function importsOf({ text }: Source): { from: string; isType: boolean }[] {
  const pattern =
    /(?:import|export)\s+(type\s)?[^;'"]*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|import\s+["']([^"']+)["']/g;
  return [...text.matchAll(pattern)].map(([, type, ...from]) => ({
    from: from.find(Boolean)!,
    isType: Boolean(type),
  }));
}

/** The file an import of ours names, from the project's root; null for packages. */
export function targetOf(source: Source, from: string): string | null {
  if (from.startsWith("#app/")) return from.slice(1);
  return from.startsWith(".") ? join(source.path, "..", from) : null;
}

/** Without comments, so that a law is not broken by speaking of it. */
export const codeOf = ({ text }: Source): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:])\/\/.*$/gm, "$1");
