import { DAY, now } from "#app/clock.ts";
import { env } from "#app/env.server.ts";
import { bytesOfId, idOfBytes } from "#app/id.ts";
import { readSignedBytes, signBytes } from "#app/seal.server.ts";

/**
 * An address at which this one file can be fetched without any other pass, for a day at least (for `days` from `at`,
 * where a text carries it): pictures in a page carry no headers, and carriers have no session. The same all day, so
 * that browsers keep what they have fetched.
 */
export function fileUrl(shopId: string, fileId: string, { days = 1, at = now() } = {}): string {
  const lastDay = Buffer.alloc(2);
  lastDay.writeUInt16BE(dayOf(at) + days);
  const claims = Buffer.concat([bytesOfId(shopId), bytesOfId(fileId), lastDay]);
  return `${env.SHOPIFY_APP_URL}/files/${signBytes("file", claims)}`;
}

/** The file that a signed address opens at this moment, or null. */
export function readFileToken(token: string, at: Date): { shopId: string; fileId: string } | null {
  const claims = readSignedBytes("file", token);
  if (claims?.length !== 34 || claims.readUInt16BE(32) < dayOf(at)) return null;
  return { shopId: idOfBytes(claims.subarray(0, 16)), fileId: idOfBytes(claims.subarray(16, 32)) };
}

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY);
