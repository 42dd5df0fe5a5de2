import type { TelnyxMessage } from "./telnyx-types.ts";

/** A message as Telnyx's API and webhooks write it (developers.telnyx.com, "Send a message"). */
export function messageResource(message: TelnyxMessage): Record<string, unknown> {
  const { id, direction, from, to, text, media, tags, status, errors, at, webhookUrl } = message;
  const isOut = direction === "outbound";
  return {
    record_type: "message",
    direction,
    id,
    type: media.length ? "MMS" : "SMS",
    messaging_profile_id: "4000eba1-a0c0-4563-9925-b25e842a7cb6",
    organization_id: "b448f9cc-a842-4784-98e9-03c1a5872950",
    from: { phone_number: from, carrier: isOut ? "TELNYX LLC" : "T-MOBILE USA, INC.", line_type: "Wireless" },
    to: [
      {
        phone_number: to,
        status,
        carrier: isOut ? "T-MOBILE USA, INC." : "TELNYX LLC",
        line_type: "Wireless",
      },
    ],
    cc: [],
    text,
    media: media.map(({ url, content_type }) => ({ url, content_type, sha256: null, size: null })),
    webhook_url: webhookUrl || null,
    webhook_failover_url: null,
    encoding: "GSM-7",
    parts: 1,
    tags,
    cost: null,
    received_at: at,
    sent_at: null,
    completed_at: null,
    valid_until: null,
    errors,
  };
}

/** A line of Telnyx's log ("Search detail records"): tags as one text, no words of the message. */
export const detailRecord = ({ id, direction, from, to, tags, status, errors, at }: TelnyxMessage) => ({
  record_type: "message_detail_record",
  uuid: id,
  direction,
  cli: from,
  cld: to,
  tags: tags.join(","),
  status,
  errors: errors.map(({ code }) => code),
  created_at: at,
  message_type: "SMS",
});
