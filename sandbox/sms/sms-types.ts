import type { Registry } from "./register-types.ts";
import type { Verification } from "./toll-free.ts";

/** What the town's Twilio keeps. Times are town time in ms. */
export interface Account {
  sid: string;
  token: string;
  numbers: string[];
  /** Where texts of phones go; null means `<app>/webhooks/sms/<account sid>`. */
  webhookUrl: string | null;
  /** A messaging service whose pool is all numbers of the account, or null. */
  messagingServiceSid: string | null;
  /** Further messaging services, each with a pool of the account's numbers. */
  services: MessagingService[];
  /** Where texts to one number go, as its own settings say; before `webhookUrl`. */
  smsUrls: Record<string, string>;
  /** With Advanced Opt-Out, inbound keywords carry OptOutType. */
  advancedOptOut: boolean;
  /** US networks block its numbers (30034) until a campaign is verified; else they count as registered long ago. */
  isNew: boolean;
}

export interface MessagingService {
  sid: string;
  name: string;
  numbers: string[];
  /** Texts to its numbers go there, unless it is null: then to each number's own address. */
  inboundUrl: string | null;
  stickySender: boolean;
  /** Names in place of a number, which nobody can answer. */
  alphaSenders: string[];
  /** In the pool beside the numbers. The town sends none from them. */
  shortCodes: string[];
}

export type MessageStatus =
  | "accepted"
  | "queued"
  | "sending"
  | "sent"
  | "delivered"
  | "undelivered"
  | "failed"
  | "received";

export interface Media {
  sid: string;
  contentType: string;
  /** Bytes of pictures that phones sent; null where the app gave an address. */
  bytes: Buffer | null;
  url: string;
}

export interface Message {
  sid: string;
  account: string;
  /** Null until a messaging service has picked a number. */
  from: string | null;
  to: string;
  body: string;
  media: Media[];
  segments: number;
  direction: "inbound" | "outbound-api" | "outbound-reply";
  status: MessageStatus;
  errorCode: number | null;
  messagingServiceSid: string | null;
  statusCallback: string | null;
  createdAt: number;
  sentAt: number | null;
  updatedAt: number;
}

/** How messages to one phone end, and how long (ms, town time) each step takes. */
export interface Fate {
  final: "delivered" | "sent" | "undelivered" | "failed";
  errorCode: number | null;
  stepMs: number;
}

/** One webhook of Twilio and how the app took it. */
export interface CallbackLog {
  at: string;
  sid: string;
  kind: "status" | "inbound" | "review";
  status: string;
  url: string;
  /** HTTP status, or null where no answer came. */
  answered: number | null;
  error: string | null;
}

/** Everything that `reset` empties. */
export interface SmsState {
  accounts: Map<string, Account>;
  messages: Message[];
  bySid: Map<string, Message>;
  /** `<sender> <phone>`: the phone has sent STOP to that number or messaging service. */
  blocks: Set<string>;
  fates: Map<string, Fate>;
  callbacks: CallbackLog[];
  /** Twilio's own replies to keywords, which never pass through the API. */
  carrierReplies: { phone: string; from: string; body: string; at: number }[];
  usualFate: Fate;
  /** Toll-free verifications by their SID. */
  verifications: Map<string, Verification>;
  /** Whose numbers they are, as Twilio and the registry of the networks are told. */
  registry: Registry;
  /** Where addresses of media lead instead of to Twilio's store; null as usual. */
  mediaLeadsTo: string | null;
  count: number;
}
