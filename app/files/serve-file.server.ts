import type { IncomingMessage, ServerResponse } from "node:http";
import { now } from "#app/clock.ts";
import { isPicture } from "#app/files/file-kinds.ts";
import { readFileToken } from "#app/files/file-url.ts";
import { type FileRead, readFile } from "#app/files/read-file.ts";

/** `GET /files/<signed>`: one file to whoever holds its signed address. Carriers ask by HEAD first. */
export async function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405);
  const named = readFileToken(path.slice("/files/".length), now());
  if (!named) return refuse(response, 403);
  const file = await readFile(named.shopId, named.fileId);
  if (!file) return refuse(response, 404);
  response.writeHead(200, {
    "content-type": file.contentType,
    "content-length": file.bytes.length,
    "content-disposition": disposition(file),
    "cache-control": "private, max-age=86400",
    "x-content-type-options": "nosniff",
    // Even if a browser were talked into showing it as a page, nothing in it may run.
    "content-security-policy": "default-src 'none'; sandbox",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
  });
  response.end(request.method === "HEAD" ? undefined : file.bytes);
}

/** Only what we drew ourselves is shown in place. */
export function disposition({ contentType, name }: Omit<FileRead, "bytes">): string {
  const how = isPicture(contentType) ? "inline" : "attachment";
  if (!name) return how;
  const plain = name.replace(/[^\w. -]/g, "_");
  return `${how}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escaped)}`;
}

const escaped = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

const refuse = (response: ServerResponse, status: number) =>
  void response.writeHead(status, { "content-type": "text/plain", "access-control-allow-origin": "*" }).end();
