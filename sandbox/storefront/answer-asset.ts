import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Answer, Town } from "../town-types.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};
const THEME = fileURLToPath(new URL("theme/assets", import.meta.url));

/** `/ext/<extension>/assets/<file>` and `/_theme/<file>`, as Shopify's CDN serves them: any origin, cached, compressed. */
export function answerAsset({ options }: Town, req: IncomingMessage, { pathname }: URL): Answer | null {
  const file = fileOf(options.root, pathname);
  if (!file) return null;
  if (!existsSync(file)) return { status: 404, body: "no such asset" };
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  const headers: Record<string, string> = {
    "content-type": type,
    "access-control-allow-origin": "*",
    "cache-control": "public, max-age=31536000, immutable",
  };
  const bytes = readFileSync(file);
  if (!/text|json|svg/.test(type) || !String(req.headers["accept-encoding"]).includes("gzip"))
    return { status: 200, headers, body: bytes };
  return {
    status: 200,
    headers: { ...headers, "content-encoding": "gzip", vary: "accept-encoding" },
    body: gzipSync(bytes),
  };
}

/** The address of an extension's asset; the version changes with its bytes, so that caching hides no change. */
export function extensionAsset(root: string, extension: string, name: string): string {
  return versioned(join(root, "extensions", extension, "assets", name), `/ext/${extension}/assets/${name}`);
}

export function themeAsset(name: string): string {
  return versioned(join(THEME, name), `/_theme/${name}`);
}

function versioned(file: string, address: string) {
  if (!existsSync(file)) return address;
  return `${address}?v=${createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12)}`;
}

function fileOf(root: string, path: string) {
  const [, extension, asset] = /^\/ext\/([\w-]+)\/assets\/([\w.-]+)$/.exec(path) ?? [];
  if (extension && asset) return join(root, "extensions", extension, "assets", asset);
  const [, own] = /^\/_theme\/([\w.-]+)$/.exec(path) ?? [];
  return own ? join(THEME, own) : null;
}
