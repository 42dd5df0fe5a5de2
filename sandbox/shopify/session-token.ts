import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { signLaunchQuery } from "./signatures.ts";

export interface TokenMaker {
  apiKey: string;
  secret: string;
  shop: string;
  /** The town's time in milliseconds. */
  at: number;
}

/** Ways to make a token that an app must refuse. Any other name overrides the claim of that name. */
export interface TokenFlaws {
  expired?: boolean;
  notYet?: boolean;
  alg?: string;
  secret?: string;
  [claim: string]: unknown;
}

/** A session token as App Bridge hands out: HS256, one minute long. `staff` is the staff member's id. */
export async function sessionToken(
  maker: TokenMaker,
  staff: string,
  flaws: TokenFlaws = {},
): Promise<string> {
  const { expired, notYet, alg = "HS256", secret = maker.secret, ...claims } = flaws;
  const at = Math.floor(maker.at / 1000) + (expired ? -120 : 0) + (notYet ? 3600 : 0);
  const payload = {
    iss: `https://${maker.shop}/admin`,
    dest: `https://${maker.shop}`,
    aud: maker.apiKey,
    sub: staff,
    exp: at + 60,
    nbf: at - 1,
    iat: at,
    jti: randomUUID(),
    sid: createHmac("sha256", maker.shop).update(staff).digest("hex"),
    ...claims,
  };
  if (alg === "none") return `${segment({ alg, typ: "JWT" })}.${segment(payload)}.`;
  return new SignJWT(payload).setProtectedHeader({ alg, typ: "JWT" }).sign(new TextEncoder().encode(secret));
}

/** The signed query the admin puts behind the app's address when it opens the app in its frame. */
export async function launchQuery(
  maker: TokenMaker,
  staff: { id: string; locale: string },
  flaws: TokenFlaws & { hmac?: string } = {},
): Promise<URLSearchParams> {
  const { hmac, ...tokenFlaws } = flaws;
  const query: Record<string, string> = {
    embedded: "1",
    host: hostParameter(maker.shop),
    id_token: await sessionToken(maker, staff.id, tokenFlaws),
    locale: staff.locale,
    session: randomBytes(32).toString("hex"),
    shop: maker.shop,
    timestamp: String(Math.floor(maker.at / 1000)),
  };
  return new URLSearchParams({ ...query, hmac: hmac ?? signLaunchQuery(query, maker.secret) });
}

/** The `host` parameter: base64 without padding of where the admin shows this shop. */
export function hostParameter(shop: string): string {
  return Buffer.from(`admin.shopify.com/store/${shop.split(".")[0]}`)
    .toString("base64")
    .replace(/=+$/, "");
}

/** The staff id a session token speaks of, or null where Shopify would refuse to exchange it. */
export async function staffOfToken(maker: TokenMaker, token: string): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(maker.secret), {
      algorithms: ["HS256"],
      audience: maker.apiKey,
      currentDate: new Date(maker.at),
      clockTolerance: 10,
    });
    const isOurs = payload.dest === `https://${maker.shop}` && payload.iss === `${payload.dest}/admin`;
    return isOurs ? String(payload.sub) : null;
  } catch {
    return null;
  }
}

function segment(part: object) {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
