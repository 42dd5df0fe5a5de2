import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";
import type { Account, RawRequest } from "#app/channels/channel.ts";
import { mailSecrets, mailSettings } from "#app/channels/mail/mail-account.ts";
import { readForm } from "#app/channels/mail/read-form.ts";
import { DAY, now } from "#app/clock.ts";

/** The user of the webhook's address; its password is made by us. */
export const INBOUND_USER = "threadline";

/**
 * Whether who posts parsed mail is who we gave the address to. Postmark, SendGrid and a pipe of the merchant's own send the
 * password that stands in the address; SendGrid may sign what it posts as well, and Mailgun signs the time and a token.
 */
export function isFromReceiver({ headers, body }: RawRequest, account: Account): boolean {
  const { inboundPassword, mailgunKey } = mailSecrets(account);
  const { sendgridKey } = mailSettings(account);
  // Where SendGrid's key is kept, a password alone proves nothing any more: it may have leaked with the address.
  if (sendgridKey) return isSignedBySendGrid(headers, body, sendgridKey);
  const given = String(headers.authorization ?? "");
  const basic = `Basic ${Buffer.from(`${INBOUND_USER}:${inboundPassword}`).toString("base64")}`;
  if (inboundPassword && isSame(given, basic)) return true;
  return mailgunKey ? isSignedByMailgun(String(headers["content-type"] ?? ""), body, mailgunKey) : false;
}

/** What that needs of the sender's secrets, and nothing that sends or opens a mailbox. */
export function receiverSecrets(account: Account): string {
  const { inboundPassword, mailgunKey } = mailSecrets(account);
  return inboundPassword || mailgunKey ? JSON.stringify({ smtp: "", inboundPassword, mailgunKey }) : "";
}

/** SendGrid's public key as its page shows it: base64 of an elliptic curve's SPKI. */
export function isSendGridKey(key: string): boolean {
  try {
    return sendgridKeyOf(key).asymmetricKeyType === "ec";
  } catch {
    return false;
  }
}

/** docs.sendgrid.com, "Securing your Inbound Parse Webhooks": ECDSA over the time and the very bytes of the form. */
function isSignedBySendGrid(headers: RawRequest["headers"], body: Buffer, key: string): boolean {
  const header = (name: string) => String(headers[`x-twilio-email-event-webhook-${name}`] ?? "");
  const [at, signature] = [header("timestamp"), Buffer.from(header("signature"), "base64")];
  if (!isLately(at)) return false;
  return verify("sha256", Buffer.concat([Buffer.from(at), body]), sendgridKeyOf(key), signature);
}

const sendgridKeyOf = (key: string) =>
  createPublicKey({ key: Buffer.from(key, "base64"), format: "der", type: "spki" });

/**
 * documentation.mailgun.com, "Securing webhooks": hex HMAC-SHA256 of timestamp and token. It says nothing of the mail: one
 * that was seen must not open the door for ever, nor for another mail (`mailgunToken`).
 */
function isSignedByMailgun(contentType: string, body: Buffer, key: string): boolean {
  const signed = readMailgun(contentType, body);
  if (!signed) return false;
  const { timestamp, token, signature } = signed;
  const expected = createHmac("sha256", key)
    .update(timestamp + token)
    .digest("hex");
  return isLately(timestamp) && isSame(signature, expected);
}

/** Mailgun's word for one posting of a mail, where it is Mailgun that signs; kept for longer than its signature is taken. */
export function mailgunToken({ headers, body }: Pick<RawRequest, "headers" | "body">): string | null {
  const signed = readMailgun(String(headers["content-type"] ?? ""), body);
  return signed && `mailgun:${signed.timestamp}:${signed.token}`;
}

function readMailgun(contentType: string, body: Buffer) {
  if (!/^multipart\/form-data|^application\/x-www-form-urlencoded/i.test(contentType)) return null;
  const form = readForm(contentType, body);
  const field = (name: string) => form.get(name)?.toString() ?? "";
  const [timestamp, token, signature] = [field("timestamp"), field("token"), field("signature")];
  return timestamp && token && signature ? { timestamp, token, signature } : null;
}

/** Seconds since 1970. Mailgun comes again for eight hours, SendGrid for three days, and nobody says that they sign anew. */
function isLately(seconds: string): boolean {
  const age = now().getTime() - Number(seconds) * 1000;
  return seconds !== "" && Math.abs(age) < 4 * DAY;
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
