import { jwtVerify } from "jose";
import { env } from "#app/env.server.ts";
import { now } from "#app/clock.ts";
import { appSecrets } from "./webhook-signature.ts";

/** Shopify's own tolerance for clocks that differ (shopify-api, decodeSessionToken). */
const TOLERANCE_SECONDS = 10;

export type SessionTokenAnswer =
  | { refused: null; secret: string; shopDomain: string; shopifyUserId: string; issuedAt: Date }
  | { refused: "mismatch"; secret: null }
  | { refused: "invalid"; secret: null };

/**
 * What a session token says, if Shopify signed it for us and now: HS256 only, our key as audience, within its
 * minute, and issuer and destination the same shop. "mismatch" was signed but does not fit together.
 */
export async function readSessionToken(token: string): Promise<SessionTokenAnswer> {
  for (const secret of appSecrets()) {
    const claims = await verified(token, secret);
    if (!claims) continue;
    const { iss, dest, sub, iat } = claims;
    const shopDomain = shopOf(dest);
    if (!shopDomain || iss !== `https://${shopDomain}/admin` || !sub || typeof iat !== "number") {
      return { refused: "mismatch", secret: null };
    }
    return { refused: null, secret, shopDomain, shopifyUserId: sub, issuedAt: new Date(iat * 1_000) };
  }
  return { refused: "invalid", secret: null };
}

/** The token of a request: by header from App Bridge, or by `id_token` when Shopify opens the page. */
export function sessionTokenOf(request: Request): string | null {
  const header = request.headers.get("authorization");
  if (header) return header.replace(/^Bearer /, "");
  return new URL(request.url).searchParams.get("id_token");
}

async function verified(token: string, secret: string) {
  const options = {
    algorithms: ["HS256"],
    audience: env.SHOPIFY_API_KEY,
    clockTolerance: TOLERANCE_SECONDS,
    requiredClaims: ["exp", "nbf", "iss", "dest"],
    currentDate: now(),
  };
  const answer = await jwtVerify(token, new TextEncoder().encode(secret), options).catch(() => null);
  return answer?.payload ?? null;
}

function shopOf(dest: unknown): string | null {
  if (typeof dest !== "string" || !URL.canParse(dest)) return null;
  const { protocol, hostname, pathname } = new URL(dest);
  const isShop =
    protocol === "https:" && pathname === "/" && /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(hostname);
  return isShop ? hostname : null;
}
