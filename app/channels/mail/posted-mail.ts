import addressparser from "nodemailer/lib/addressparser";
import type { RawRequest } from "#app/channels/channel.ts";
import { readForm } from "#app/channels/mail/read-form.ts";
import { jsonOf } from "#app/letterbox/json-of.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";

/** The raw mail in what was posted. Throws `Unreadable` where the provider is not set to send it. */
export function rawMailIn({ headers, body }: Pick<RawRequest, "headers" | "body">): Buffer {
  const type = typeOf(headers);
  if (/^message\/rfc822/i.test(type)) return body;
  if (/^application\/json/i.test(type)) return inPostmark(body);
  const form = readForm(type, body);
  const raw = form.get("body-mime") ?? form.get("email");
  if (raw) return raw;
  throw new Unreadable(
    "The mail came without its source. At Mailgun let the address end in /mime; at SendGrid tick “POST the raw, full MIME message”.",
  );
}

/**
 * Who wrote it, by its head alone: the address that readMail will find there, so that a send to it waits for what they
 * said. Header lines may be folded, names quoted, and look like addresses themselves (RFC 5322, 2.2.3 and 3.4).
 */
export function mailSender(raw: Buffer): string | null {
  const end = raw.indexOf("\r\n\r\n");
  const head = raw.subarray(0, end < 0 ? HEAD : Math.min(end, HEAD)).toString();
  const line = FROM.exec(head)?.[1]?.slice(0, LONGEST_FROM) ?? "";
  const [from] = addressparser(line.replaceAll(/[\r\n]+/g, ""), { flatten: true });
  return from?.address.toLowerCase() || null;
}

const HEAD = 100_000;
const FROM = /^from[ \t]*:(.*(?:\r?\n[ \t].*)*)/im;
const LONGEST_FROM = 5_000;

function inPostmark(body: Buffer): Buffer {
  const said = jsonOf(body);
  const raw = typeof said === "object" && said !== null && "RawEmail" in said ? said.RawEmail : null;
  if (typeof raw === "string" && raw) return Buffer.from(raw);
  throw new Unreadable(
    "The mail came without its source. At Postmark tick “Include raw email content in JSON payload”.",
  );
}

const typeOf = (headers: RawRequest["headers"]) => String(headers["content-type"] ?? "");
