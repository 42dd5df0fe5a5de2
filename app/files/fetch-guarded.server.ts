import type { IncomingMessage } from "node:http";
import { request as ask } from "node:https";
import { isIP } from "node:net";
import { SECOND } from "#app/clock.ts";
import { assertNoTransaction } from "#app/db.server.ts";
import { NotPublic, onlyPublic, type Resolve } from "#app/files/only-public.server.ts";

export interface Guard {
  /** Who may be asked, by name: `api.twilio.com`, or all below one: `.fbcdn.net`. Redirects too lead nowhere else. */
  hosts: string[];
  /** Sent to this host alone, and never on to where it redirects. */
  authorization?: { host: string; value: string };
  largest: number;
  signal?: AbortSignal;
  resolve?: Resolve;
}

export type Fetched =
  | { ok: true; bytes: Buffer; contentType: string | null }
  | { ok: false; because: Unfetched; isFinal: boolean };

/** `not-allowed`: the address, or one that it leads to, is none that we ask. */
export type Unfetched = "not-allowed" | "too-large" | "refused" | "gone" | "unreached";

const MOST_HOPS = 4;
const SLOWEST_MS = 30 * SECOND;

/**
 * The one way to fetch from an address that somebody else gave us (R43). Each hop is https to a name on the list, and
 * its connection is made to the very addresses that were looked at: a name that means another machine a moment later
 * finds nobody asking. What goes wrong is a value; `isFinal` where another try would end the same way.
 */
export async function fetchGuarded(address: string, guard: Guard): Promise<Fetched> {
  assertNoTransaction("Fetching a file");
  const limit = AbortSignal.timeout(SLOWEST_MS);
  const signal = guard.signal ? AbortSignal.any([guard.signal, limit]) : limit;
  let url = readAddress(address);
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    if (!url || !isAllowed(url, guard.hosts)) return NOT_ALLOWED;
    const answer = await askOnce(url, { ...guard, signal });
    if (!("location" in answer)) return answer;
    url = readAddress(answer.location, url);
  }
  return NOT_ALLOWED;
}

const NOT_ALLOWED: Fetched = { ok: false, because: "not-allowed", isFinal: true };
const UNREACHED: Fetched = { ok: false, because: "unreached", isFinal: false };
const TOO_LARGE: Fetched = { ok: false, because: "too-large", isFinal: true };

function readAddress(address: string, base?: URL): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null;
}

/** URL has read decimal, octal and hexadecimal forms as the numbers they are: no number is a name on anybody's list. */
function isAllowed({ protocol, username, password, host, hostname }: URL, hosts: string[]): boolean {
  if (protocol !== "https:" || username || password || isIP(hostname.replace(/^\[|\]$/g, ""))) return false;
  return hosts.some((allowed) => host === allowed || (allowed.startsWith(".") && host.endsWith(allowed)));
}

function askOnce(url: URL, guard: Guard): Promise<Fetched | { location: string }> {
  const { authorization, signal, resolve } = guard;
  // Unpacked by nobody: what comes is what is counted.
  const headers: Record<string, string> = { accept: "*/*", "accept-encoding": "identity" };
  if (authorization?.host === url.host) headers.authorization = authorization.value;
  return new Promise((settle) => {
    const fail = (error: Error) => settle(error instanceof NotPublic ? NOT_ALLOWED : UNREACHED);
    try {
      // No agent: a connection is used once, by whoever looked at its address.
      const request = ask(url, { agent: false, headers, signal, lookup: onlyPublic(resolve) }, (response) => {
        response.once("error", fail);
        void readAnswer(response, guard.largest).then(settle, fail);
      });
      request.once("error", fail).end();
    } catch (error) {
      fail(error as Error);
    }
  });
}

async function readAnswer(
  response: IncomingMessage,
  largest: number,
): Promise<Fetched | { location: string }> {
  const status = response.statusCode ?? 0;
  const { location, "content-length": length, "content-encoding": encoding = "identity" } = response.headers;
  if (status >= 300 && status < 400 && location) return close(response, { location });
  if (status !== 200) return close(response, refusalOf(status));
  if (encoding !== "identity") return close(response, refusalOf(406));
  if (Number(length ?? 0) > largest) return close(response, TOO_LARGE);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largest) return close(response, TOO_LARGE);
    parts.push(part);
  }
  if (!response.complete) return UNREACHED;
  return { ok: true, bytes: Buffer.concat(parts), contentType: response.headers["content-type"] ?? null };
}

/** A provider's file may not be there yet when it tells us of it: 404 is asked again. */
function refusalOf(status: number): Fetched {
  if (status === 404 || status === 429 || status >= 500)
    return { ok: false, because: "gone", isFinal: false };
  return { ok: false, because: status === 410 ? "gone" : "refused", isFinal: true };
}

function close<T>(response: IncomingMessage, answer: T): T {
  response.destroy();
  return answer;
}
