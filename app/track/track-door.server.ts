import type { IncomingMessage, ServerResponse } from "node:http";
import { networkOf } from "#app/chat/network-of.ts";
import { MINUTE, now } from "#app/clock.ts";
import { env } from "#app/env.server.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import { PAGE_HEADERS } from "#app/track/page-frame.ts";
import { busyPage, gonePage, parcelPage, tooManyPage } from "#app/track/parcel-page.ts";
import { readParcelPage } from "#app/track/read-parcel-page.ts";
import { readerLocale } from "#app/track/reader-locale.ts";

/** A household looks at its parcels often; whoever tries addresses looks oftener. */
const PAGES_A_MINUTE = 60;

/**
 * `GET /track/<token>`: a parcel's public page, ahead of Remix. Without a script, a cookie or a request to anywhere,
 * and without anything of the person whose parcel it is.
 */
export async function trackDoor(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const accepted = request.headers["accept-language"];
  const localeOf = (of: Parameters<typeof readerLocale>[1]) => readerLocale(accepted, of);
  const show = (status: number, page: string, headers: Record<string, string> = {}) =>
    void response
      .writeHead(status, { ...PAGE_HEADERS, ...headers })
      .end(request.method === "HEAD" ? undefined : page);
  if (request.method !== "GET" && request.method !== "HEAD")
    return show(405, gonePage(readerLocale(accepted)), { allow: "GET, HEAD" });
  if (!(await mayLook(request)))
    return show(429, tooManyPage(readerLocale(accepted)), { "retry-after": "60" });
  const found = await readParcelPage(path.slice("/track/".length), { at: now(), localeOf });
  if (found.is === "shown") return show(200, parcelPage(found.page));
  if (found.is === "busy") return show(503, busyPage(readerLocale(accepted)), { "retry-after": "60" });
  show(404, gonePage(readerLocale(accepted)));
}

async function mayLook({ socket, headers }: IncomingMessage): Promise<boolean> {
  const proxies = env.TRUSTED_PROXIES;
  // Without a proxy of ours before it, what a request says of where it comes from is anybody's word.
  const network = proxies
    ? networkOf(String(headers["x-forwarded-for"] ?? ""), proxies - 1)
    : networkOf(socket.remoteAddress, 0);
  const taken = await takeFromBucket(`track:from:${network}`, { most: PAGES_A_MINUTE, perMs: MINUTE });
  return taken.ok;
}
