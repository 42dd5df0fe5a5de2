import type { Message } from "./sms-types.ts";

/** The Message resource as Twilio writes it in JSON. */
export function messageResource(message: Message): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${message.account}/Messages/${message.sid}`;
  return {
    account_sid: message.account,
    api_version: "2010-04-01",
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: null,
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.media.length),
    num_segments: message.status === "accepted" ? "0" : String(message.segments),
    price: null,
    price_unit: message.direction === "inbound" ? null : "USD",
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}

/** `Thu, 24 Aug 2023 05:01:45 +0000` */
export function rfc2822(ms: number): string {
  return new Date(ms).toUTCString().replace("GMT", "+0000");
}
