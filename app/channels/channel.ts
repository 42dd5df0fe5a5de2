import type { SenderRole } from "#app/channels/sms-sender.ts";
import type { z } from "zod";
import type { Fetched } from "#app/files/fetch-guarded.server.ts";
import type { FileRefusal } from "#app/files/file-kinds.ts";
import type { PreparedFile } from "#app/files/keep-file.server.ts";

/** A way a shopper and the shop write to each other. */
export const CHANNELS = ["chat", "sms", "whatsapp", "messenger", "instagram", "email"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Meta's two: connected by signing in there, with a token that may end. */
export const INBOX_CHANNELS = ["messenger", "instagram"] as const satisfies readonly Channel[];
export type InboxChannel = (typeof INBOX_CHANNELS)[number];

/** Where a merchant may sign in at Meta to connect. */
export const SIGN_IN_CHANNELS = ["whatsapp", ...INBOX_CHANNELS] as const satisfies readonly Channel[];
export type SignInChannel = (typeof SIGN_IN_CHANNELS)[number];

/** Who carries it: one adapter each. The storefront chat is our own. */
export type Provider = "twilio" | "telnyx" | "whatsapp" | "messenger" | "instagram" | "smtp";

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
  /** What it may be used for (sms-sender.ts). */
  role?: SenderRole;
  provider: Provider;
  /** What shoppers see it as: a number in E.164, an address, a page's id. */
  sender: string;
  settings: unknown;
  secret: string;
}

/** A reply offered as a button where the channel has them, as a numbered option where it has not. */
export interface Choice {
  id: string;
  label: string;
}

/** A text that the provider has approved, for when a channel's window is closed. */
export interface Template {
  name: string;
  /** As the provider writes it: en_US, pt_BR. */
  language: string;
  /** Values of its variables, in order. */
  parameters: string[];
  /** What its variables are called, in the same order; absent where they are numbers. */
  names?: string[];
}

export interface Media {
  /** Where the provider may fetch it, for a short time. */
  url: string;
  contentType: string;
  name: string | null;
  /** What it is, for a channel that carries files itself; null where it is gone. Outside of any transaction. */
  read(): Promise<Buffer | null>;
}

export interface Outbound {
  messageId: string;
  to: string;
  /** With the choices as numbered options where the channel has no buttons for them. */
  text: string;
  /** What the channel shows as buttons; empty where `text` numbers them. */
  choices: Choice[];
  template: Template | null;
  subject: string | null;
  /** The reader's language, for words that the channel itself adds. */
  locale: string;
  media: Media[];
  /** Where the provider reports how it went; carries our message's id. */
  callbackUrl: string;
  /** The provider's ids of earlier messages of this thread on this channel, oldest first: mail's References. */
  references: string[];
  /** A person wrote it. Only then may it leave under Meta's human-agent tag. */
  isByPerson: boolean;
  isMarketing: boolean;
  /** Where one press ends marketing by this channel (RFC 8058); null for what is no marketing. */
  unsubscribeUrl: string | null;
  /** Whoever has not passed it on by then drops it, for its hours may be over. Null: it has none. */
  until: Date | null;
  /** When our claim began: a reader of the provider's log looks from here on. */
  claimedAt: Date;
}

export interface InboundMedia {
  contentType: string;
  name: string | null;
  /**
   * Where it can be fetched with the account's own credentials (`fetchMedia`), or what it is; `prepared` is what bytes
   * become before the message is written (conversations/prepare-media.ts).
   */
  from:
    | { url: string }
    | { id: string }
    | { bytes: Buffer }
    | { prepared: PreparedFile | { refused: FileRefusal } };
}

/** What a message answers or came from, where the channel says so. */
export interface InboundContext {
  kind: "reply" | "story-reply" | "story-mention" | "reaction" | "referral";
  /** The provider's id of what it answers. */
  externalId: string | null;
  url: string | null;
}

export interface InboundMessage {
  kind: "message";
  externalId: string;
  /** The shopper, by the contact kind of the channel (customers/contact-kind.ts). */
  from: string;
  /** What else the channel vouches that they are known by there. */
  alsoKnownAs?: string[];
  to: string;
  text: string;
  subject: string | null;
  /** Cleaned: fit for a screen. The whole mail, where `text` is without what it quotes. */
  html: string | null;
  media: InboundMedia[];
  /** The id of the choice they pressed. */
  choice: string | null;
  context: InboundContext | null;
  /** What they call themselves there. */
  name: string | null;
  /** The channel vouches that `from` wrote it: a carrier does, unsigned mail does not. */
  isAuthenticated: boolean;
  /** A machine wrote it: nothing may answer by itself (RFC 3834). */
  isAutomatic: boolean;
  /** By the provider's clock. */
  at: Date;
}

/** What a provider sent us, read. */
export type Inbound =
  | InboundMessage
  | {
      kind: "report";
      externalId: string;
      messageId: string | null;
      /** Of what went ahead of the message's last part, whose end is the message's. */
      isPart?: boolean;
      state: Reported;
      code: string | null;
    }
  /** Said in the provider's own app by the merchant, or by either side before it was connected: shown, never acted on. */
  | {
      kind: "echo";
      by?: "shop" | "shopper";
      externalId: string;
      to: string;
      text: string;
      media: InboundMedia[];
      at: Date;
    }
  /** Their yes or no to marketing, pressed in the provider's own menu. */
  | { kind: "preference"; externalId: string; from: string; marketing: "granted" | "revoked"; at: Date }
  /** Whoever got this message of ours calls it spam. */
  | { kind: "complaint"; externalId: string; messageId: string; recipient: string | null; at: Date }
  /** All that was sent to them up to a moment, or to a message, has arrived or was read. */
  | { kind: "watermark"; from: string; state: "delivered" | "read"; upTo: Date | { externalId: string } }
  /** They have taken back what they wrote: it is shown no more. */
  | { kind: "unsent"; externalId: string; from: string }
  /** The review of a sender's registration has moved. How far it is, the provider is asked: this only wakes who asks. */
  | { kind: "registration"; sid: string; status: string; at: Date }
  /** Nothing for us, and why. */
  | { kind: "ignored"; because: string };

export type Reported = "sent" | "delivered" | "read" | "failed";

/**
 * How sending went. `unknown` is everything that may or may not have been taken: time-outs, resets and 5xx after the
 * request was written. Only what is proven not taken is `refused` or `later`.
 */
export type SendResult =
  | { as: "accepted"; externalId: string }
  | { as: "refused"; code: string; effect?: RefusalEffect }
  | { as: "later"; code: string; afterMs: number }
  | { as: "unknown"; code: string };

/**
 * What a refusal says beyond this message (reliability R13): the provider knows of an opt-out; the address takes
 * nothing; the account may not send to that country; the sender is filtered, so that a campaign must stop; or nobody has
 * registered it where it was sent to; the channel's window is closed; the account itself is refused.
 */
export type RefusalEffect =
  | "opted-out"
  | "bad-address"
  | "region-off"
  | "stop-campaign"
  | "unregistered"
  | "window-closed"
  | "sender-trouble";

/** What the provider's log holds that could be the message we are not sure of. */
export type Found =
  | { as: "asked"; matches: { externalId: string; state: Reported; code: string | null }[] }
  | { as: "unavailable" };

/** One message of either side, as the provider's own log holds it. */
export interface Logged {
  by: "shop" | "shopper";
  externalId: string;
  /** The shopper's. */
  address: string;
  text: string;
  media: InboundMedia[];
  /** Of ours: how far it came. */
  state: Reported;
  code: string | null;
  at: Date;
}

export interface Abilities {
  /** Choices as buttons: how many at most, and how long their labels; 0 where there are none. */
  buttons: { most: number; label: number };
  /** The same as a list that opens, where that takes more. */
  list: { most: number; label: number };
  pictures: boolean;
  /** Characters of one message. */
  longest: number;
  /** The provider answers STOP, START and HELP itself: then we say nothing. */
  answersKeywords: boolean;
}

/** How fast an account may send (reliability R14): at most `most` in `perMs`, under one key for all who share it. */
export interface SendLimit {
  key: string;
  most: number;
  perMs: number;
  /** How many of them a message takes, where it is more than one: a text goes by segments. */
  takes?: number;
  /** Whom it reaches, where people are counted and not messages. */
  person?: string;
}

export interface ChannelAdapter {
  provider: Provider;
  channel: Exclude<Channel, "chat">;
  abilities: Abilities;
  settings: z.ZodType;
  /** What this message counts against. Narrowest first. */
  limits(account: Account, message: { to: string; text: string; isMarketing: boolean }): SendLimit[];
  /** Whether these bytes come from the provider, by its own signature. */
  verify(request: RawRequest, account: Account): boolean;
  /** What of the account's secret that needs, kept for a while once it is disconnected. Absent where it needs nothing. */
  secretToVerify?(account: Account): string;
  /** What the letterbox keeps it under, and who wrote it, where reading it all is too much for a request. */
  peek?(request: RawRequest): { key: string; from: string | null };
  /** Throws `Unreadable` where the body makes no sense. */
  parse(request: RawRequest, now: Date): Promise<Inbound[]> | Inbound[];
  /** Milliseconds a send may take; a claim's lease outlasts the longest (claim-messages.ts). */
  sendsWithin: number;
  /** Ends by `signal` at the latest, whose time is `sendsWithin`. */
  send(account: Account, message: Outbound, signal: AbortSignal): Promise<SendResult>;
  find(account: Account, message: Outbound): Promise<Found>;
  /** All that was said by this account since then, after what we knew was lost. Absent where the provider keeps no log. */
  logSince?(account: Account, since: Date): Promise<{ as: "asked"; said: Logged[] } | { as: "unavailable" }>;
  /** What somebody calls themselves there, where the provider tells it only when asked; null where it does not say. */
  nameOf?(account: Account, address: string): Promise<string | null>;
  /** Fetches what came with a message, by files/fetch-guarded. Absent where media come as bytes. */
  fetchMedia?(account: Account, media: InboundMedia, signal: AbortSignal): Promise<Fetched>;
  /** Before an account is connected: does it work, and if not, what can the merchant do? */
  check(account: Account): Promise<{ ok: true } | { ok: false; say: string }>;
}
