import type { Named } from "#app/channels/mail/mail-ids.ts";
import type { Bounce } from "#app/channels/mail/read-bounce.ts";
import type { AutomaticBecause } from "#app/channels/mail/why-automatic.ts";

/** A mail as it was read: nothing in it is proven but its bytes. */
export interface Mail {
  /** With its angle brackets; made of the bytes where the mail has none. */
  messageId: string;
  from: { address: string; name: string | null };
  /** Whom its headers say it went to, lower case. */
  to: string[];
  subject: string | null;
  /** New words, without what was quoted. */
  text: string;
  quoted: string;
  /** Cleaned; null where it had none or too much of it. */
  html: string | null;
  files: MailFile[];
  /** Files that were left out, in words. */
  leftOut: string[];
  /** Messages of ours that it answers or speaks of, by ids that we signed. */
  about: Named[];
  automatic: AutomaticBecause | null;
  bounce: Bounce | null;
  sentAt: Date | null;
}

export interface MailFile {
  name: string | null;
  contentType: string;
  bytes: Buffer;
}
