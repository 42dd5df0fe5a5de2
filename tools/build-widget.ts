import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const entries = {
  "threadline-loader.js": "loader/start.js",
  "threadline-panel.js": "panel/open-panel.js",
  "threadline-tracking.js": "tracking/start.js",
  "threadline-tracking.css": "tracking/tracking.css",
  "threadline-sign-up.css": "sign-up/sign-up.css",
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeWidget();

/** Builds the storefront chat's scripts from `widget/`; gives their texts by file name. Styles go inside the script. */
export async function buildWidget(): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [name, entry] of Object.entries(entries)) {
    const { outputFiles } = await build({
      entryPoints: [join(root, "widget", entry)],
      bundle: true,
      minify: true,
      write: false,
      format: "iife",
      // A style of its own is for old phones' browsers, too.
      target: entry.endsWith(".css") ? "safari15" : "es2022",
      charset: "utf8",
      plugins: entry.endsWith(".css")
        ? []
        : [{ name: "styles-as-text", setup: (plugin) => plugin.onLoad({ filter: /\.css$/ }, styleAsText) }],
    });
    texts[name] = outputFiles[0]?.text ?? "";
  }
  return texts;
}

async function styleAsText({ path }: { path: string }) {
  const { outputFiles } = await build({
    entryPoints: [path],
    minify: true,
    write: false,
    target: "safari15",
  });
  return { contents: (outputFiles[0]?.text ?? "").trim(), loader: "text" as const };
}

/** Writes them where Shopify takes them from. They are committed: a shop is served what was reviewed. */
export async function writeWidget() {
  const folder = join(root, "extensions/storefront-chat/assets");
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(await buildWidget())) {
    const path = join(folder, name);
    if ((await readFile(path, "utf8").catch(() => "")) !== text) await writeFile(path, text);
  }
}
