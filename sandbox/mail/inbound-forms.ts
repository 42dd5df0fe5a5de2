import { createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { Mail } from "./mail-types.ts";

/** A request's body as its provider writes it: bytes, for mail in any alphabet. */
export interface Form {
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

/** postmarkapp.com/developer/webhooks/inbound-webhook, with "Include raw email content in JSON payload". */
export const postmark = (mail: Mail, raw: Buffer) => ({
  FromName: mail.from.replace(/ ?<.*/, ""),
  MessageStream: "inbound",
  From: mail.envelopeFrom,
  To: mail.to.join(", "),
  OriginalRecipient: mail.envelopeTo[0],
  Subject: mail.subject,
  MessageID: mail.id,
  ReplyTo: "",
  MailboxHash: /\+([^@]*)@/.exec(mail.envelopeTo[0] ?? "")?.[1] ?? "",
  Date: mail.at,
  TextBody: mail.text,
  HtmlBody: mail.html ?? "",
  StrippedTextReply: "",
  RawEmail: raw.toString("utf8"),
  Tag: "",
  Headers: Object.entries(mail.headers).map(([Name, Value]) => ({ Name, Value })),
  Attachments: [],
});

/**
 * documentation.mailgun.com, "Receive, forward and store": a route whose URL ends in "mime" is sent body-mime, with a
 * signature over the clock and a token. Without files its forms are letters with escapes.
 */
export function mailgun(mail: Mail, raw: Buffer, { at, key }: { at: number; key: string }): Form {
  const timestamp = String(Math.floor(at / 1000));
  const token = randomBytes(25).toString("hex");
  const fields: [string, string | Buffer][] = [
    ["recipient", mail.envelopeTo[0] ?? ""],
    ["sender", mail.envelopeFrom],
    ["from", mail.from],
    ["subject", mail.subject],
    ["body-mime", raw],
    ["timestamp", timestamp],
    ["token", token],
    [
      "signature",
      createHmac("sha256", key)
        .update(timestamp + token)
        .digest("hex"),
    ],
  ];
  const body = fields.map(([name, value]) => `${name}=${escaped(Buffer.from(value))}`).join("&");
  return {
    body: new Uint8Array(Buffer.from(body)),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  };
}

const escaped = (bytes: Buffer): string =>
  bytes
    .toString("latin1")
    .replace(/[^\w.*-]/g, (sign) =>
      sign === " " ? "+" : `%${sign.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`,
    );

const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });

/** As SendGrid's page shows it to whoever made a security policy. */
export const sendgridKey = publicKey.export({ type: "spki", format: "der" }).toString("base64");

/** docs.sendgrid.com: Inbound Parse with "POST the raw, full MIME message"; under a security policy it is signed. */
export function sendgrid(mail: Mail, raw: Buffer, { at, signs }: { at: number; signs: boolean }): Form {
  const fields: [string, string | Buffer][] = [
    ["dkim", "{@example.com : pass}"],
    ["email", raw],
    ["to", mail.to.join(", ")],
    ["from", mail.from],
    ["sender_ip", "192.0.2.10"],
    ["spam_report", "Spam detection software, running on the system…"],
    ["envelope", JSON.stringify({ to: mail.envelopeTo, from: mail.envelopeFrom })],
    ["subject", mail.subject],
    ["spam_score", "0.011"],
    ["charsets", JSON.stringify({ to: "UTF-8", subject: "UTF-8", from: "UTF-8" })],
    ["SPF", "pass"],
  ];
  const body = Buffer.concat([...fields.map(part), Buffer.from("--xYzZY--\r\n")]);
  const timestamp = String(Math.floor(at / 1000));
  const signature = sign("sha256", Buffer.concat([Buffer.from(timestamp), body]), privateKey);
  return {
    body: new Uint8Array(body),
    headers: {
      "content-type": "multipart/form-data; boundary=xYzZY",
      ...(signs && {
        "x-twilio-email-event-webhook-timestamp": timestamp,
        "x-twilio-email-event-webhook-signature": signature.toString("base64"),
      }),
    },
  };
}

const part = ([name, value]: [string, string | Buffer]): Buffer =>
  Buffer.concat([
    Buffer.from(`--xYzZY\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
    Buffer.from(value),
    Buffer.from("\r\n"),
  ]);
