import { createReadStream, statSync } from "node:fs";
import type { Answer, HostCall } from "../../town-types.ts";
import type { BulkOperation } from "./bulk-operation.ts";
import type { BulkOperations } from "./bulk-operations.ts";

/** A result file as Google Cloud Storage serves it: whole, or the one range asked for, until its address runs out. */
export function serveBulkFile(operations: BulkOperations, call: HostCall, now: number): Answer | undefined {
  if (call.method !== "GET" && call.method !== "HEAD") return undefined;
  const operation = operations.byPath(call.url.pathname);
  if (!operation || operation.expiresAt === null)
    return refused(404, "NoSuchKey", "The specified key does not exist.");
  if (!call.url.searchParams.has("Signature"))
    return refused(
      403,
      "AccessDenied",
      "Access denied.",
      "Anonymous caller does not have storage.objects.get access.",
    );
  if (now >= operation.expiresAt) {
    const at = new Date(operation.expiresAt).toISOString();
    return refused(
      400,
      "ExpiredToken",
      "The provided token has expired.",
      `Request signature expired at: ${at}`,
    );
  }
  return fileAnswer(operation, call);
}

function fileAnswer(operation: BulkOperation, { req, method, url }: HostCall): Answer {
  const { size, mtime } = statSync(operation.file);
  const etag = `"${operation.fileName}"`;
  const headers: { [name: string]: string } = {
    "accept-ranges": "bytes",
    "content-type": url.searchParams.get("response-content-type") ?? "application/octet-stream",
    "content-disposition": url.searchParams.get("response-content-disposition") ?? "attachment",
    etag,
    "last-modified": mtime.toUTCString(),
  };
  const condition = req.headers["if-range"];
  const asked = condition === undefined || condition === etag ? req.headers.range : undefined;
  const range = rangeOf(asked, size);
  if (range === "unsatisfiable")
    return {
      ...refused(416, "InvalidRange", "The requested range cannot be satisfied."),
      headers: { "content-range": `bytes */${size}` },
    };
  const { from, to } = range ?? { from: 0, to: size - 1 };
  headers["content-length"] = String(to - from + 1);
  if (range) headers["content-range"] = `bytes ${from}-${to}/${size}`;
  const status = range ? 206 : 200;
  if (method === "HEAD") return { status, headers };
  const end = cutOf(operation, from, to);
  // A body shorter than its content-length is a connection that broke off.
  if (end < to) headers.connection = "close";
  return { status, headers, stream: () => createReadStream(operation.file, { start: from, end }) };
}

/** `bytes=0-99`, `bytes=100-` or `bytes=-50`; null where the whole file is meant, as for several ranges at once. */
function rangeOf(asked: string | undefined, size: number) {
  const found = /^bytes=(\d*)-(\d*)$/.exec(asked ?? "");
  if (!found || (found[1] === "" && found[2] === "")) return null;
  const from = found[1] === "" ? Math.max(0, size - Number(found[2])) : Number(found[1]);
  const to = found[1] === "" || found[2] === "" ? size - 1 : Math.min(Number(found[2]), size - 1);
  return from > to ? "unsatisfiable" : { from, to };
}

/** The last byte that goes out, when the operation's plan breaks this download off. */
function cutOf({ plan }: BulkOperation, from: number, to: number): number {
  if (plan.cutAfterBytes === null || plan.cuts === 0 || to - from < plan.cutAfterBytes) return to;
  plan.cuts -= 1;
  return from + Math.max(1, plan.cutAfterBytes) - 1;
}

function refused(status: number, code: string, message: string, details?: string): Answer {
  const more = details ? `<Details>${details}</Details>` : "";
  return {
    status,
    headers: { "content-type": "application/xml; charset=UTF-8" },
    body: `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`,
  };
}
