import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Answer, Part, Town } from "../town-types.ts";

const BROWSER = join(import.meta.dirname, "browser");
const TYPES: Record<string, string> = {
  html: "text/html",
  css: "text/css",
  js: "text/javascript",
  svg: "image/svg+xml",
};

/** The one page on the town's own address: storefront, admin, phones, mail, orders and clock side by side. */
export function openPage(town: Town): Part {
  town.answerPath("/", ({ method, url }) => (method === "GET" ? fileOf(url.pathname) : undefined));
  return {};
}

async function fileOf(pathname: string): Promise<Answer | undefined> {
  const name = pathname === "/" ? "index.html" : pathname.slice(1).replace(/^favicon\.ico$/, "favicon.svg");
  const found = /^[a-z-]+\.(html|css|js|svg)$/.exec(name);
  if (!found) return undefined;
  try {
    const body = await readFile(join(BROWSER, name));
    const headers = {
      "content-type": `${TYPES[found[1] ?? ""]}; charset=utf-8`,
      "cache-control": "no-store",
    };
    return { status: 200, headers, body };
  } catch {
    return undefined; // No such file: the town answers 404 in its own words.
  }
}
