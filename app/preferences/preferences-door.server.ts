import type { IncomingMessage, ServerResponse } from "node:http";
import { networkOf } from "#app/chat/network-of.ts";
import { MINUTE, now } from "#app/clock.ts";
import {
  type PreferencesClaims,
  readPreferencesToken,
  readUnsubscribeToken,
} from "#app/consent/preferences-url.ts";
import { env } from "#app/env.server.ts";
import {
  goneForPreferences,
  preferencesPage,
  tooManyForPreferences,
} from "#app/preferences/preferences-page.ts";
import { readPreferencesPage } from "#app/preferences/read-preferences-page.ts";
import { takePreferences } from "#app/preferences/take-preferences.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import { readBody } from "#app/read-body.server.ts";
import { keyedHash } from "#app/seal.server.ts";
import { FORM_PAGE_HEADERS } from "#app/track/page-frame.ts";
import { readerLocale } from "#app/track/reader-locale.ts";

/** A household decides at leisure; whoever tries addresses is in a hurry. An address has as many of its own. */
const PAGES_A_MINUTE = 60;
const LARGEST_FORM = 20_000;

/**
 * `GET` and `POST /preferences/<token>`: a shopper's own page, ahead of Remix. Without a login, a cookie or a script:
 * the address is what lets in, so a form on it can only be sent by whoever has the address. `POST` with
 * `List-Unsubscribe=One-Click` is a mail program's own button (RFC 8058). Looking changes nothing: virus scanners open
 * every link. `/unsubscribe/<token>` stands in older mails.
 */
export async function preferencesDoor(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const accepted = request.headers["accept-language"];
  const locale = readerLocale(accepted);
  const show = (status: number, page: string, headers: Record<string, string> = {}) =>
    void response
      .writeHead(status, { ...FORM_PAGE_HEADERS, ...headers })
      .end(request.method === "HEAD" ? undefined : page);
  if (!["GET", "HEAD", "POST"].includes(request.method!))
    return show(405, goneForPreferences(locale), { allow: "GET, HEAD, POST" });
  const network = whereFrom(request);
  const claims = claimsOf(path);
  // Mail programs press for thousands of people from one network; a real link's are counted by its address.
  const counted =
    claims && request.method === "POST"
      ? `of:${keyedHash("preferences", `${claims.shopId} ${claims.address}`)}`
      : `from:${network}`;
  if (!(await takeFromBucket(`preferences:${counted}`, { most: PAGES_A_MINUTE, perMs: MINUTE })).ok)
    return show(429, tooManyForPreferences(locale), { "retry-after": "60" });
  const page = claims && (await readPreferencesPage(claims, { accepted, did: didOf(request.url!) }));
  if (!claims || !page) return show(404, goneForPreferences(locale));
  if (request.method !== "POST") return show(200, preferencesPage(page));
  const form = new URLSearchParams((await readBody(request, LARGEST_FORM))?.toString("utf8") ?? "");
  const did = await takePreferences(claims, form, { network, locale: page.locale });
  if (did === "unsubscribed" || did === "stale") {
    const after = await readPreferencesPage(claims, { accepted, did: did === "stale" ? did : "saved" });
    return show(200, preferencesPage(after ?? page, did === "stale" ? form : null));
  }
  // Back to a page that can be loaded again without saying the same twice.
  response.writeHead(303, { ...FORM_PAGE_HEADERS, location: `${path}?did=${did}` }).end();
}

function claimsOf(path: string): PreferencesClaims | null {
  const [, door, token = "", ...rest] = path.split("/");
  if (rest.length) return null;
  return door === "unsubscribe" ? readUnsubscribeToken(token) : readPreferencesToken(token, now());
}

const didOf = (url: string): string | null => new URL(url, "http://page").searchParams.get("did");

function whereFrom({ socket, headers }: IncomingMessage): string | null {
  const proxies = env.TRUSTED_PROXIES;
  return proxies
    ? networkOf(String(headers["x-forwarded-for"] ?? ""), proxies - 1)
    : networkOf(socket.remoteAddress, 0);
}
