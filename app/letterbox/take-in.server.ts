import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "#app/env.server.ts";
import { keepReceipt } from "#app/letterbox/keep-receipt.server.ts";
import type { Door } from "#app/letterbox/receipt.ts";
import { log } from "#app/log.server.ts";
import { readBody } from "#app/read-body.server.ts";

const LARGEST_BODY = 2_000_000;
/** A mail with its pictures, written in letters: 35 MB, and a form around it. */
const LARGER: Record<string, number> = { email: 36_000_000 };

/**
 * `POST /webhooks/<door>/…`: verifies the raw bytes, keeps a receipt together with its job, answers 200 after the
 * commit. Nothing else happens in the request. When the receipt cannot be kept it answers 503, never 200: every
 * provider comes again.
 */
export async function takeIn(
  request: IncomingMessage,
  response: ServerResponse,
  doors: Record<string, Door>,
) {
  const startedAt = performance.now();
  const [path] = request.url!.split("?", 1);
  const name = path!.split("/")[2] ?? "";
  const door = Object.hasOwn(doors, name) ? doors[name] : undefined;
  const status = await handle(request, path!, door, LARGER[name] ?? LARGEST_BODY);
  response.writeHead(status, { "content-length": "0" }).end();
  log.info({ door: door ? name : "none", status, ms: Math.round(performance.now() - startedAt) }, "webhook");
}

async function handle(
  request: IncomingMessage,
  path: string,
  door: Door | undefined,
  largest: number,
): Promise<number> {
  if (!door) return 404;
  const body = await readBody(request, largest);
  if (!body) return 413;
  try {
    const { method, headers } = request;
    const opened = await door({
      method: method!,
      url: env.SHOPIFY_APP_URL + request.url!,
      path,
      headers,
      body,
    });
    if (!opened.ok) return opened.status;
    // Those that were kept before one failed are known by their keys when the provider comes again.
    await Promise.all(opened.receipts.map(keepReceipt));
    return 200;
  } catch (err) {
    log.error({ err }, "webhook could not be kept");
    return 503;
  }
}
