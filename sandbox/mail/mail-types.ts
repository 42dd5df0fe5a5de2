/** One accepted mail, as it stands in the mailbox of every recipient of its envelope. */
export interface Mail {
  id: string;
  /** Envelope sender and recipients, lower case. */
  envelopeFrom: string;
  envelopeTo: string[];
  /** What the headers say. */
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  messageId: string;
  /** Lower-case names; of a repeated header the last. */
  headers: Record<string, string>;
  at: string;
}
