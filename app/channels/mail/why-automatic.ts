/** A mail's headers by lower-case name, as they stand in it. */
export type MailHeaders = ReadonlyMap<string, readonly string[]>;

/**
 * Why no robot may answer this mail (RFC 3834, section 2, and what mail programs send instead of it), or null where a
 * person wrote it. Two robots that answer each other do so for ever.
 */
export function whyAutomatic(headers: MailHeaders, from: string): AutomaticBecause | null {
  const first = (name: string) => headers.get(name)?.[0]?.trim().toLowerCase() ?? "";
  if (/^multipart\/report\b/.test(first("content-type"))) return "delivery-report";
  if (headers.has("return-path") && /^<?\s*>?$/.test(first("return-path"))) return "null-return-path";
  if (/^(mailer-daemon|postmaster)@/i.test(from)) return "mail-server";
  const submitted = first("auto-submitted").replace(/[\s;(].*$/s, "");
  if (submitted && submitted !== "no") return "auto-submitted";
  if (/^(bulk|list|junk|auto_reply)\b/.test(first("precedence"))) return "bulk";
  if (headers.has("list-id") || headers.has("list-unsubscribe") || headers.has("list-post")) return "list";
  if (AUTO_REPLY_HEADERS.some((name) => headers.has(name) && !/^(no|false)?$/.test(first(name))))
    return "auto-reply";
  if (/\b(all|oof|autoreply)\b/.test(first("x-auto-response-suppress"))) return "asks-for-silence";
  return null;
}

export type AutomaticBecause =
  | "delivery-report"
  | "null-return-path"
  | "mail-server"
  | "auto-submitted"
  | "bulk"
  | "list"
  | "auto-reply"
  | "asks-for-silence";

const AUTO_REPLY_HEADERS = [
  "x-autoreply",
  "x-autorespond",
  "x-autoresponse",
  "x-autoreply-from",
  "x-mail-autoreply",
];
