import type { z } from "zod";

/** The account of mail that is set for the whole installation (SMTP_URL) and not connected by a shop. */
export const INSTALLATION_MAIL = "installation";

/** A provider's request as it came: `url` is the public one, which is what providers sign. */
export interface RawRequest {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** A connected account, its secret unsealed. */
export interface Account {
  id: string;
  sender: string;
  settings: unknown;
  secret: string;
}

export interface Outbound {
  messageId: string;
  to: string;
  text: string;
  subject: string | null;
  /** Where the provider reports how it went; carries our message's id. */
  callbackUrl: string;
  /** Addresses of pictures the provider may fetch. */
  mediaUrls: string[];
  /** Earlier mail of this thread, for References. */
  inReplyTo: string | null;
  /** When our claim began: a reader of the provider's log looks from here on. */
  claimedAt: Date;
}

/** What a provider sent us, read. */
export type Inbound =
  | {
      kind: "message";
      externalId: string;
      from: string;
      to: string;
      text: string;
      media: { url: string; contentType: string }[];
      at: Date | null;
    }
  | { kind: "report"; externalId: string; messageId: string | null; state: Reported; code: string | null };

export type Reported = "sent" | "delivered" | "failed";

/**
 * How sending went. `unknown` is everything that may or may not have been taken: time-outs, resets and 5xx after the
 * request was written. Only what is proven not taken is `refused` or `later`.
 */
export type SendResult =
  | { as: "accepted"; externalId: string }
  | { as: "refused"; code: string; effect?: "opted-out" | "bad-address" }
  | { as: "later"; code: string; afterMs: number }
  | { as: "unknown"; code: string };

/** What the provider's log holds that could be the message we are not sure of. */
export type Found =
  | { as: "asked"; matches: { externalId: string; state: Reported }[] }
  | { as: "unavailable" };

export interface ChannelAdapter {
  name: "sms" | "email";
  abilities: {
    choices: "buttons" | "numbers";
    pictures: boolean;
    longest: number;
    /** The provider answers STOP, START and HELP itself: then we say nothing. */
    answersKeywords: boolean;
  };
  settings: z.ZodType;
  /** Whether these bytes come from the provider, by its own signature. */
  verify(request: RawRequest, account: Account): boolean;
  /** Throws `Unreadable` where the body makes no sense. */
  parse(request: RawRequest, now: Date): Inbound;
  send(account: Account, message: Outbound, signal: AbortSignal): Promise<SendResult>;
  find(account: Account, message: Outbound): Promise<Found>;
  /** Before an account is connected: does it work, and if not, what can the merchant do? */
  check(account: Account): Promise<{ ok: true } | { ok: false; say: string }>;
}
