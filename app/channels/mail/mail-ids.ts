import { readSignedBytes, signBytes } from "#app/seal.server.ts";

/**
 * The Message-ID of a mail of ours: says which message it is, signed. An answer or a bounce carries it back, and
 * what we did not sign opens nothing.
 */
export function mailIdOf(messageId: string, domain: string): string {
  const bytes = Buffer.from(messageId.replaceAll("-", ""), "hex");
  return `<${MARK}${signBytes("mail", bytes)}@${domain}>`;
}

/** A message of ours that a text names, and the id it was named by. */
export interface Named {
  messageId: string;
  mailId: string;
}

/** The messages of ours that this text names, by ids or plus-addresses that we signed; each once, in its order. */
export function ourMessagesIn(text: string): Named[] {
  const found = new Map<string, Named>();
  let tried = 0;
  for (const [mailId, token] of text.matchAll(TOKEN)) {
    if (found.size >= MOST || tried++ >= MOST_TRIED) break;
    const bytes = readSignedBytes("mail", token!);
    if (bytes?.length !== 16) continue;
    const messageId = uuidOf(bytes.toString("hex"));
    if (!found.has(messageId)) found.set(messageId, { messageId, mailId: `<${mailId}>` });
  }
  return [...found.values()];
}

/** Where an answer to this message comes in, for receivers that take any word after a plus: `help+tl.…@in.example`. */
export function plusAddress(address: string, messageId: string): string {
  const at = address.lastIndexOf("@");
  const [, token] = mailIdOf(messageId, "x").match(/^<(.+)@x>$/)!;
  return `${address.slice(0, at)}+${token}${address.slice(at)}`;
}

const MARK = "tl.";
/** 16 bytes of an id and 16 of a signature make 43 characters; a domain has 255 at most. */
const TOKEN = /\btl\.([\w-]{43})@[\w.-]{1,255}/g;
/** A thread's References hold a few dozen at most. */
const MOST = 50;
/** Each costs us a signature to check, and whoever writes a mail can fill it with what looks like one. */
const MOST_TRIED = 500;

const uuidOf = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
