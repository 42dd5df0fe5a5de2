import { DAY, later, now } from "#app/clock.ts";
import { env } from "#app/env.server.ts";
import { readToken, signToken } from "#app/seal.server.ts";

/** An address at which this one file can be fetched for a day, without any other pass: pictures carry no headers. */
export function fileUrl(shopId: string, fileId: string): string {
  const exp = later(now(), DAY).getTime();
  return `${env.SHOPIFY_APP_URL}/chat/files/${fileId}?t=${signToken("file", { shopId, fileId, exp })}`;
}

/** The shop whose file this signed address opens, or null. */
export function readFileToken(fileId: string, token: string | null, at: Date): string | null {
  const claims = token
    ? (readToken("file", token) as { shopId: string; fileId: string; exp: number } | null)
    : null;
  return claims && claims.fileId === fileId && claims.exp > at.getTime() ? claims.shopId : null;
}
