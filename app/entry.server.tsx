import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "#app/components/nonce.tsx";
import { log } from "#app/log.server.ts";
import { addDocumentResponseHeaders } from "#app/shopify/app.server.ts";
import { protectDocument } from "#app/shopify/document-headers.server.ts";

export const streamTimeout = 8_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
) {
  const nonce = randomBytes(16).toString("base64");
  addDocumentResponseHeaders(request, headers);
  protectDocument(headers, { nonce, isBounce: context.staticHandlerContext.errors !== null });
  const ready = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise<Response>((resolve, reject) => {
    const page = (
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </NonceContext.Provider>
    );
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      [ready]() {
        const body = new PassThrough();
        headers.set("Content-Type", "text/html; charset=utf-8");
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        pipe(body);
      },
      onShellError: reject,
      onError(err) {
        log.error({ err }, "page failed while rendering");
      },
    });
    // unref: else every page rendered in the last seconds holds up the end of the process.
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** An error of a loader or action, which Remix would print with the request beside it. */
export function handleError(err: unknown, { request }: { request: Request }) {
  // No such page, or another method: the request's own line says so.
  if (isRouteErrorResponse(err) && err.status < 500) return;
  if (!request.signal.aborted) log.error({ err, path: new URL(request.url).pathname }, "request failed");
}
