import { z } from "zod";
import type { OptInChannel } from "#app/consent/disclosure-rules.ts";
import { DAY } from "#app/clock.ts";
import type { Reader } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { bytesOfId, idOfBytes } from "#app/id.ts";
import { openToken, sealToken, unseal } from "#app/seal.server.ts";
import { languageOf } from "#app/words/say.ts";

/** Whose preferences an address opens, to nobody but us. */
export interface PreferencesClaims {
  shopId: string;
  channel: OptInChannel;
  address: string;
  /** The language of the message it was sent in, or null: then the browser's counts. */
  locale: string | null;
  /** Whether it may switch something on. What is on may always be switched off. */
  mayAgree: boolean;
}

/**
 * A no by this address works without end: the law wants 60 days after the message in Canada (CASL s. 11) and 30 in the
 * USA (15 U.S.C. 7704), and a mail is opened years later. A yes is believed for this long: by then the link may have
 * been passed on, and a number is somebody else's.
 */
export const AGREES_DAYS = 180;

/**
 * The address of a shopper's own page of preferences, and what a mail program unsubscribes by: no login, short enough
 * for a text. Whoever reads the address learns neither number nor email from it, and nobody can make one: the claims
 * (shop 16 bytes, last day of a yes 2, channel 1, language 2, then the address) are encrypted, not only signed.
 */
export function preferencesUrl(
  shop: Pick<Reader, "id" | "at">,
  { channel, address }: Pick<PreferencesClaims, "channel" | "address">,
  locale: string | null,
): string {
  const head = Buffer.alloc(HEAD);
  bytesOfId(shop.id).copy(head);
  head.writeUInt16BE(Math.floor(shop.at.getTime() / DAY) + 1 + AGREES_DAYS, 16);
  head.writeUInt8(CHANNELS.indexOf(channel), 18);
  head.write(locale ? languageOf(locale) : "--", 19, "latin1");
  const token = sealToken(PURPOSE, Buffer.concat([head, Buffer.from(address)]));
  return `${env.SHOPIFY_APP_URL}/preferences/${token}`;
}

/** What an address of ours opens, or null where it is not ours. */
export function readPreferencesToken(token: string, at: Date): PreferencesClaims | null {
  const bytes = token.length <= LONGEST ? openToken(PURPOSE, token) : null;
  if (!bytes || bytes.length <= HEAD) return null;
  const channel = CHANNELS[bytes.readUInt8(18)];
  const language = bytes.toString("latin1", 19, HEAD);
  if (!channel) return null;
  return {
    shopId: idOfBytes(bytes.subarray(0, 16)),
    channel,
    address: bytes.toString("utf8", HEAD),
    locale: language === "--" ? null : language,
    mayAgree: at.getTime() < bytes.readUInt16BE(16) * DAY,
  };
}

/** The same of `/unsubscribe/<token>`, which mails of before 2026-11-22 bear: it opens the page for a no alone. */
export function readUnsubscribeToken(token: string): PreferencesClaims | null {
  try {
    const claims = Unsubscribe.parse(JSON.parse(unseal(Buffer.from(token, "base64url")).toString()));
    return { ...claims, locale: null, mayAgree: false };
  } catch {
    // Cut short, or nobody's: the seal says no more than that.
    return null;
  }
}

const Unsubscribe = z
  .object({
    for: z.literal("unsubscribe"),
    shopId: z.string(),
    channel: z.enum(["sms", "whatsapp", "email"]),
    address: z.string(),
  })
  .transform(({ shopId, channel, address }) => ({ shopId, channel, address }));

const PURPOSE = "preferences";
const HEAD = 21;
/** An email address has at most 254 characters. */
const LONGEST = 600;
/** By number in tokens that are out: only ever add at the end. */
const CHANNELS: readonly OptInChannel[] = ["sms", "whatsapp", "email"];
