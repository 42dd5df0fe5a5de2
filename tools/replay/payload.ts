/** A webhook as it would have been sent, before it has met a shop. */
export type Payload =
  | { provider: "shopify"; topic: string; triggeredAt: string | null; body: Buffer }
  | { provider: "twilio"; topic: "sms/message" | "sms/status"; token: string | null; body: Buffer }
  /** `owner`: the number, Page or account that it is about. */
  | { provider: "meta"; topic: "whatsapp" | "messenger" | "instagram"; owner: string; body: Buffer }
  | { provider: "mail"; topic: "email/message"; body: Buffer };

/** What is not posted, and why in words. */
export interface Ignored {
  ignored: string;
  topic: string | null;
}
