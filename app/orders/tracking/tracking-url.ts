import { DAY } from "#app/clock.ts";
import type { Reader } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { bytesOfId, idOfBytes } from "#app/id.ts";
import { readSignedBytes, signBytes } from "#app/seal.server.ts";
import { languageOf } from "#app/words/say.ts";

/** What the address of a parcel's page says, to nobody but us. */
export interface TrackingClaims {
  shopId: string;
  fulfillmentId: string;
  /** The language it was written in, or null: then the browser's counts. */
  locale: string | null;
  /** The first moment at which it opens nothing any more. */
  until: Date;
}

/** Longer than any parcel travels, and shorter than anyone keeps such a text to read in it. */
export const TRACKING_LIVES_DAYS = 60;

/**
 * The address of a parcel's public page (`fulfillmentId` as in the mirror), in the language of whoever is sent it.
 * Nobody can guess it, it ends after sixty days, and it stays the same throughout a day. Short, for texts: the claims
 * are bytes (shop 16, parcel 8, last day 2, language 2), signed.
 */
export function trackingUrl(
  shop: Pick<Reader, "id" | "at">,
  fulfillmentId: string,
  locale: string | null,
): string {
  const until = new Date((Math.floor(shop.at.getTime() / DAY) + 1 + TRACKING_LIVES_DAYS) * DAY);
  return trackingUrlUntil({ shopId: shop.id, fulfillmentId, locale, until });
}

/** The same with an end of the caller's: a page links to others for as long as it lives itself, and no longer. */
export function trackingUrlUntil({ shopId, fulfillmentId, locale, until }: TrackingClaims): string {
  const shopBytes = bytesOfId(shopId);
  if (shopBytes.length !== 16) throw new Error("a shop's id is a UUID");
  const bytes = Buffer.alloc(LENGTH);
  shopBytes.copy(bytes);
  bytes.writeBigUInt64BE(BigInt(fulfillmentId), 16);
  bytes.writeUInt16BE(Math.floor(until.getTime() / DAY), 24);
  bytes.write(locale ? languageOf(locale) : "--", 26, "latin1");
  return `${env.SHOPIFY_APP_URL}/track/${signBytes(PURPOSE, bytes)}`;
}

/** What an address of ours claims, or null where it is not ours or its time is over. */
export function readTrackingToken(token: string, at: Date): TrackingClaims | null {
  const bytes = token.length === TOKEN_LENGTH ? readSignedBytes(PURPOSE, token) : null;
  if (bytes?.length !== LENGTH) return null;
  const until = new Date(bytes.readUInt16BE(24) * DAY);
  if (until <= at) return null;
  const language = bytes.toString("latin1", 26, 28);
  return {
    shopId: idOfBytes(bytes.subarray(0, 16)),
    fulfillmentId: String(bytes.readBigUInt64BE(16)),
    locale: language === "--" ? null : language,
    until,
  };
}

const PURPOSE = "parcel-page";
const LENGTH = 28;
/** In base64url, with its signature of 16 bytes. */
const TOKEN_LENGTH = Math.ceil(((LENGTH + 16) * 4) / 3);
