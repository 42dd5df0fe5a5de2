import type { Mail } from "./mail-types.ts";

/** Every mail of the town with its bytes, in the order they came. */
export interface Post {
  mails: Mail[];
  /** How many have been stamped with an id: two that come at once are no mails yet. */
  stamped: number;
  /** The message as it was sent, by the mail's id. */
  raw: Map<string, Buffer>;
  /** Who has mail for an address posted to them. */
  receivers: Receiver[];
  /** Grows when a mailbox is made anew: what was numbered before says nothing any more (RFC 3501, 2.3.1.1). */
  validity: number;
}

export interface Receiver {
  /** A whole address, or `*@domain`. */
  address: string;
  url: string;
  style: "postmark" | "mailgun" | "sendgrid" | "raw";
  /** Basic authentication, which Postmark and SendGrid are given in the URL. */
  user: string;
  password: string;
  /** Mailgun signs instead. */
  signingKey: string;
  /** SendGrid under a security policy: what it posts is signed. */
  signs: boolean;
}

export const mailboxOf = ({ mails }: Post, address: string): Mail[] =>
  mails.filter((mail) => mail.envelopeTo.some((to) => withoutPlus(to) === address.toLowerCase()));

/** `help+anything@shop.example` is delivered to `help@shop.example`. */
export const withoutPlus = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, "@");
