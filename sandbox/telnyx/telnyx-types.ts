import type { KeyObject } from "node:crypto";

export interface TelnyxAccount {
  apiKey: string;
  /** The account's own pair: what it signs with, and what the portal shows of it (base64 of 32 bytes). */
  privateKey: KeyObject;
  publicKey: string;
  numbers: string[];
  /** The messaging profile's webhook: texts of phones go there. */
  webhookUrl: string;
}

export type TelnyxStatus =
  | "queued"
  | "sending"
  | "sent"
  | "delivered"
  | "delivery_failed"
  | "sending_failed"
  | "delivery_unconfirmed";

export interface TelnyxMessage {
  id: string;
  direction: "outbound" | "inbound";
  from: string;
  to: string;
  text: string;
  media: { url: string; content_type: string | null }[];
  tags: string[];
  status: TelnyxStatus | "received" | "webhook_delivered";
  errors: { code: string; title: string }[];
  webhookUrl: string;
  at: string;
}

/** How a message to one phone ends. */
export interface TelnyxFate {
  final: TelnyxStatus;
  code: string | null;
}

export interface TelnyxState {
  account: TelnyxAccount;
  messages: TelnyxMessage[];
  fates: Map<string, TelnyxFate>;
  /** `<number> <phone>`: the phone has sent STOP to that number. */
  blocks: Set<string>;
  /** What phones sent, by the address that Telnyx hands out for it. */
  media: Map<string, { contentType: string; bytes: Buffer }>;
  posted: { at: string; event: string; id: string; answered: number | null }[];
  count: number;
}
