import { MINUTE } from "#app/clock.ts";
import { assertNoTransaction } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";

export type OpenedFile =
  | {
      ok: true;
      /** From `from` on. Ends with an error where the connection breaks off. */
      bytes: AsyncIterable<Uint8Array>;
      /** Of the whole file; null where the server does not say. */
      size: number | null;
      close(): Promise<void>;
    }
  | { ok: false; because: "expired" | "unavailable" };

/** What hangs is broken off, and goes on from the last place kept. */
const AT_MOST = 10 * MINUTE;

/** Opens a bulk operation's file at a byte: by a range, else by reading past what is known. */
export async function openFile(url: string, from: number): Promise<OpenedFile> {
  assertNoTransaction("openFile");
  const end = new AbortController();
  const close = async () => end.abort();
  const response = await ask(url, from, AbortSignal.any([end.signal, AbortSignal.timeout(AT_MOST)]));
  if (!response) return { ok: false, because: "unavailable" };
  // At its very end there is nothing more to send.
  if (response.status === 416) return { ok: true, bytes: nothing(), size: from, close };
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    log.warn({ status: response.status }, "a bulk file was refused");
    // Google's storage answers 400 ExpiredToken for an address past its time, 403 and 404 for one it does not know.
    const isExpired = response.status >= 400 && response.status < 500 && response.status !== 429;
    return { ok: false, because: isExpired ? "expired" : "unavailable" };
  }
  const bytes = response.status === 206 ? response.body : without(response.body, from);
  return { ok: true, bytes, size: sizeOf(response), close };
}

async function ask(url: string, from: number, signal: AbortSignal): Promise<Response | null> {
  // Places in the file are places in its own bytes: nothing may be packed on the way.
  const headers = { "accept-encoding": "identity", ...(from > 0 && { range: `bytes=${from}-` }) };
  try {
    return await fetch(url, { headers, signal });
  } catch (err) {
    log.warn({ err }, "no answer from the store of bulk files");
    return null;
  }
}

function sizeOf({ status, headers }: Response): number | null {
  const told = status === 206 ? headers.get("content-range")?.split("/")[1] : headers.get("content-length");
  return told && /^\d+$/.test(told) ? Number(told) : null;
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield* [];
}

async function* without(bytes: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const part of bytes) {
    if (left < part.length) yield left > 0 ? part.subarray(left) : part;
    left = Math.max(0, left - part.length);
  }
}
