import { createHash } from "node:crypto";
import { type AddressObject, type Attachment, type ParsedMail, simpleParser } from "mailparser";
import { cleanHtml, LONGEST_HTML } from "#app/channels/mail/clean-html.ts";
import { cutReply } from "#app/channels/mail/cut-reply.ts";
import { htmlOfText } from "#app/channels/mail/html-of-text.ts";
import type { Mail, MailFile } from "#app/channels/mail/mail.ts";
import { type Named, ourMessagesIn } from "#app/channels/mail/mail-ids.ts";
import { readBounce } from "#app/channels/mail/read-bounce.ts";
import { textOfHtml } from "#app/channels/mail/text-of-html.ts";
import { type MailHeaders, whyAutomatic } from "#app/channels/mail/why-automatic.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";

/** Gmail takes 25 MB, and base64 adds a third. */
export const LARGEST_MAIL = 35_000_000;
const LARGEST_FILE = 20_000_000;
const MOST_FILES = 20;
/** Multiparts within multiparts: programs nest three or four, attacks thousands. */
const MOST_PARTS = 200;
const LONGEST_TEXT = 100_000;
/** 64 before the @ and 255 behind it (RFC 5321, 4.5.3.1). */
const LONGEST_ADDRESS = 320;

/** Reads a raw mail. Throws `Unreadable` where it is none, or is built to break who reads it. */
export async function readMail(raw: Buffer): Promise<Mail> {
  refuseHostile(raw);
  const parsed = await parse(raw);
  const headers = headersOf(parsed);
  const from = parsed.from?.value[0];
  if (!from?.address) throw new Unreadable("The mail does not say who sent it.");
  if (from.address.length > LONGEST_ADDRESS)
    throw new Unreadable("The sender's address is longer than any can be.");
  const parts = sortParts(parsed.attachments);
  const { html, text } = wordsOf(parsed);
  const { shown, quoted } = cutReply(text);
  return {
    messageId: parsed.messageId ?? `<${createHash("sha256").update(raw).digest("base64url")}@no-id>`,
    from: { address: from.address.toLowerCase(), name: from.name || null },
    to: [parsed.to, parsed.cc].flatMap(addressesOf),
    subject: parsed.subject?.slice(0, 998) || null,
    text: shown,
    quoted,
    html: html ?? (quoted ? htmlOfText(text) : null),
    files: parts.files,
    leftOut: parts.leftOut,
    about: aboutOf(headers, parsed, raw),
    automatic: whyAutomatic(headers, from.address),
    bounce: readBounce({
      status: parts.status,
      text,
      failedRecipients: headers.get("x-failed-recipients")?.[0] ?? null,
      isComplaint: isOfType(headers, /report-type="?feedback-report/i),
      isReport: isOfType(headers, /report-type="?delivery-status/i),
    }),
    sentAt: parsed.date && !Number.isNaN(parsed.date.getTime()) ? parsed.date : null,
  };
}

const isOfType = (headers: MailHeaders, type: RegExp) => type.test(headers.get("content-type")?.[0] ?? "");

function refuseHostile(raw: Buffer) {
  if (raw.length > LARGEST_MAIL) throw new Unreadable("The mail is larger than 35 MB.");
  const parts = raw.toString("latin1").match(/^content-type:/gim)?.length ?? 0;
  if (parts > MOST_PARTS) throw new Unreadable(`The mail has ${parts} parts, more than ${MOST_PARTS}.`);
}

async function parse(raw: Buffer): Promise<ParsedMail> {
  try {
    return await simpleParser(unflowQuotes(raw), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
      skipTextLinks: true,
      keepDeliveryStatus: true,
    });
  } catch (error) {
    throw new Unreadable(`The mail cannot be read (${(error as Error).message}).`);
  }
}

/** The parser joins a quotation's last flowed line with the answer below it, which RFC 3676 (4.5) forbids. */
function unflowQuotes(raw: Buffer): Buffer {
  const text = raw.toString("latin1");
  if (!/format="?flowed/i.test(text)) return raw;
  const isQuoted = (at: number) => text[text.lastIndexOf("\n", at) + 1] === ">";
  // From a run's first space alone: from each of them, a long run takes the square of its length.
  const unflowed = text.replace(/(?<! ) +(?=\r?\n(?!>))/g, (run, at: number) => (isQuoted(at) ? "" : run));
  return Buffer.from(unflowed, "latin1");
}

/** Lines as they stand: the parser's own reading of headers leaves out repeated and unusual ones. */
function headersOf({ headerLines }: ParsedMail): MailHeaders {
  const headers = new Map<string, string[]>();
  for (const { key, line } of headerLines) {
    const value = line
      .slice(line.indexOf(":") + 1)
      .replace(/\r?\n[ \t]+/g, " ")
      .trim();
    const same = headers.get(key);
    if (same) same.push(value);
    else headers.set(key, [value]);
  }
  return headers;
}

function wordsOf({ text = "", html }: ParsedMail): { text: string; html: string | null } {
  const plain = text.slice(0, LONGEST_TEXT);
  if (!html) return { text: plain, html: null };
  const isWhole = html.length <= LONGEST_HTML;
  // Programs that send both derive the text from the HTML, most of them badly: quotes lose their marks.
  const words = plain.trim() ? plain : textOfHtml(html.slice(0, LONGEST_HTML)).slice(0, LONGEST_TEXT);
  return { text: words, html: isWhole ? cleanHtml(html) : null };
}

const addressesOf = (to: AddressObject | AddressObject[] | undefined): string[] =>
  [to ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => address?.toLowerCase() ?? []));

/** By the signed ids of the mails it names, or the signed word in the address that it went to. */
function aboutOf(headers: MailHeaders, { to, cc, attachments, text }: ParsedMail, raw: Buffer): Named[] {
  const named = ["in-reply-to", "references", "delivered-to", "x-original-to", "envelope-to"];
  const lines = named.flatMap((name) => headers.get(name) ?? []);
  const answered = ourMessagesIn([...lines, ...[to, cc].flatMap(addressesOf)].join("\n"));
  if (answered.length || !isOfType(headers, /^(multipart\/report|text\/plain)/i)) return answered;
  // A bounce names the mail in its own copy of it.
  const copies = attachments.filter(({ contentType }) => REPORT_PARTS.test(contentType));
  const parts = copies.map(({ content }) => content.toString("latin1"));
  return ourMessagesIn([...parts, text ?? "", raw.toString("latin1")].join("\n"));
}

const STATUS = /^message\/(delivery-status|feedback-report)$/i;
const REPORT_PARTS = /^(message\/(delivery-status|feedback-report|rfc822|global)|text\/rfc822-headers)$/i;

function sortParts(attachments: Attachment[]) {
  const status = attachments.find(({ contentType }) => STATUS.test(contentType));
  const files: MailFile[] = [];
  const leftOut: string[] = [];
  for (const part of attachments) {
    if (REPORT_PARTS.test(part.contentType)) continue;
    const name = part.filename?.slice(0, 200) ?? null;
    if (files.length >= MOST_FILES) leftOut.push(`${name ?? "A file"}: a mail may have ${MOST_FILES} files.`);
    else if (part.size > LARGEST_FILE) leftOut.push(`${name ?? "A file"}: larger than 20 MB.`);
    else files.push({ name, contentType: part.contentType, bytes: part.content });
  }
  return { status: status ? status.content.toString("utf8") : null, files, leftOut };
}
