import type { IncomingMessage, ServerResponse } from "node:http";
import { networkOf, toldAddress } from "#app/chat/network-of.ts";
import { HOUR } from "#app/clock.ts";
import { PROMOTIONS } from "#app/consent/purposes.ts";
import { env } from "#app/env.server.ts";
import { goneForPreferences, tooManyForPreferences } from "#app/preferences/preferences-page.ts";
import { readSignUp } from "#app/preferences/read-sign-up.ts";
import { signUpPage } from "#app/preferences/sign-up-page.ts";
import { takeSignUp } from "#app/preferences/take-sign-up.ts";
import { takeFromBucket } from "#app/rate-limit.server.ts";
import { readBody } from "#app/read-body.server.ts";
import { findInstalledShop } from "#app/shop/find-shop.ts";
import { proxyCaller } from "#app/shopify/proxy-signature.ts";
import { FORM_PAGE_HEADERS } from "#app/track/page-frame.ts";
import { readerLocale } from "#app/track/reader-locale.ts";
import { languageOf } from "#app/words/say.ts";

/** A family signs up once; whoever tries other people's numbers has many. */
const POSTS_AN_HOUR = 12;
const LARGEST_FORM = 20_000;

/**
 * `/apps/threadline/sign-up` on the shop's own domain, through Shopify's app proxy: type an address, see what its
 * country wants said, tick and agree. Without a script or a cookie; the answer is the same whoever's address it was. The
 * theme's block "News sign-up" is the first of these steps, in the language of its page.
 */
export async function signUpDoor(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const accepted = request.headers["accept-language"];
  const locale = readerLocale(accepted);
  const show = (status: number, page: string, headers: Record<string, string> = {}) =>
    void response
      .writeHead(status, { ...FORM_PAGE_HEADERS, ...headers })
      .end(request.method === "HEAD" ? undefined : page);
  const caller = proxyCaller(new URL(request.url!, env.SHOPIFY_APP_URL));
  const shop = caller && (await findInstalledShop(caller.shopDomain));
  if (!shop) return show(caller ? 404 : 401, goneForPreferences(locale));
  if (request.method === "GET" || request.method === "HEAD")
    return show(200, signUpPage(await readSignUp(shop.id, { locale, typed: null })));
  if (request.method !== "POST") return show(405, goneForPreferences(locale), { allow: "GET, HEAD, POST" });
  const forwardedFor = String(request.headers["x-forwarded-for"] ?? "");
  const network = networkOf(forwardedFor, env.TRUSTED_PROXIES);
  const taken = await takeFromBucket(`sign-up:${shop.id}:${network}`, { most: POSTS_AN_HOUR, perMs: HOUR });
  if (!taken.ok) return show(429, tooManyForPreferences(locale), { "retry-after": "600" });
  const form = new URLSearchParams((await readBody(request, LARGEST_FORM))?.toString("utf8") ?? "");
  const typed = (form.get("address") ?? "").trim().slice(0, 254);
  const asked = form.get("locale");
  const spoken = asked ? readerLocale(accepted, { wanted: languageOf(asked) }) : locale;
  const page = await readSignUp(shop.id, { locale: spoken, typed });
  if (form.get("step") !== "agree" || !page.asking) return show(200, signUpPage(page));
  const from = { network, ip: toldAddress(forwardedFor, env.TRUSTED_PROXIES), locale: spoken };
  const did = await takeSignUp(shop.id, { address: page.asking.address, form, from });
  const ticked = did === "stale" ? PROMOTIONS.filter((purpose) => form.has(purpose)) : [];
  show(200, signUpPage({ ...page, did, ticked }));
}
