/** A webhook as it would have been sent, before it has met a shop. */
export type Payload =
  | { provider: "shopify"; topic: string; triggeredAt: string | null; body: Buffer }
  | {
      provider: "twilio";
      topic: "sms/message" | "sms/status";
      token: string | null;
      /** As it stood beside the payload: where it was signed for, and with what. */
      recorded: { url: string; signature: string } | null;
      body: Buffer;
    }
  | { provider: "meta"; topic: "whatsapp" | "messenger" | "instagram"; body: Buffer }
  | { provider: "mail"; topic: "email/message"; body: Buffer };

/** What is not posted, and why in words. */
export interface Ignored {
  ignored: string;
  topic: string | null;
}
