import { createHmac, randomBytes } from "node:crypto";
import type { Town } from "../town-types.ts";
import type { Receiver } from "./mailbox.ts";
import type { Mail } from "./mail-types.ts";

export interface Posted {
  url: string;
  answered: number | null;
  error: string | null;
}

/** Posts a mail as the provider of parsed mail does: Postmark's JSON, Mailgun's and SendGrid's forms, or the bare bytes. */
export async function postInbound(
  town: Town,
  to: Receiver,
  mail: Mail,
  raw: Buffer,
  forged = false,
  triesLeft = 20,
): Promise<Posted> {
  const { body, headers } = bodyOf(town, to, mail, raw, forged);
  const basic = forged ? `${to.user}:wrong` : `${to.user}:${to.password}`;
  try {
    const answer = await fetch(to.url, {
      method: "POST",
      headers: {
        ...headers,
        ...(to.style !== "mailgun" && { authorization: `Basic ${Buffer.from(basic).toString("base64")}` }),
      },
      body,
    });
    await answer.arrayBuffer();
    // Busy: every receiver comes again, in minutes; here it is at once.
    if (answer.status === 503 && triesLeft > 0)
      return postInbound(town, to, mail, raw, forged, triesLeft - 1);
    return { url: to.url, answered: answer.status, error: null };
  } catch (error) {
    return { url: to.url, answered: null, error: String(error) };
  }
}

function bodyOf(
  town: Town,
  to: Receiver,
  mail: Mail,
  raw: Buffer,
  forged: boolean,
): { body: BodyInit; headers: Record<string, string> } {
  if (to.style === "postmark")
    return { body: JSON.stringify(postmark(mail, raw)), headers: { "content-type": "application/json" } };
  if (to.style === "raw") return { body: new Uint8Array(raw), headers: { "content-type": "message/rfc822" } };
  const form = new FormData();
  const fields = to.style === "mailgun" ? mailgun(town, to, mail, raw, forged) : sendgrid(mail, raw);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return { body: form, headers: {} };
}

/** postmarkapp.com/developer/webhooks/inbound-webhook, with "Include raw email content in JSON payload". */
const postmark = (mail: Mail, raw: Buffer) => ({
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

/** documentation.mailgun.com: a route whose URL ends in "mime" is sent body-mime, and the signature over the clock and a token. */
function mailgun(
  town: Town,
  { signingKey }: Receiver,
  mail: Mail,
  raw: Buffer,
  forged: boolean,
): Record<string, string> {
  const timestamp = String(Math.floor(town.clock.now() / 1000));
  const token = randomBytes(25).toString("hex");
  const signature = createHmac("sha256", forged ? "another" : signingKey)
    .update(timestamp + token)
    .digest("hex");
  return {
    recipient: mail.envelopeTo[0] ?? "",
    sender: mail.envelopeFrom,
    from: mail.from,
    subject: mail.subject,
    "body-mime": raw.toString("utf8"),
    timestamp,
    token,
    signature,
  };
}

/** docs.sendgrid.com: Inbound Parse with "POST the raw, full MIME message". */
const sendgrid = (mail: Mail, raw: Buffer): Record<string, string> => ({
  to: mail.to.join(", "),
  from: mail.from,
  subject: mail.subject,
  email: raw.toString("utf8"),
  envelope: JSON.stringify({ to: mail.envelopeTo, from: mail.envelopeFrom }),
  dkim: "{}",
  SPF: "pass",
  sender_ip: "192.0.2.10",
  charsets: JSON.stringify({ to: "UTF-8", subject: "UTF-8", from: "UTF-8" }),
});
