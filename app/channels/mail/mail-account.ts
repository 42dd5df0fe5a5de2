import { z } from "zod";
import type { Account } from "#app/channels/channel.ts";

const State = z.enum(["ok", "missing", "wrong"]);

/** What DNS says of the sender's domain, and when it was asked. */
export const DomainCheck = z.object({ at: z.string(), dkim: State, spf: State, dmarc: State });
export type DomainCheck = z.infer<typeof DomainCheck>;

/** In the open. `dkim` is the key we sign with: the record must stand at `<selector>._domainkey.<domain>`. */
export const MailSettings = z.object({
  host: z.string().optional(),
  dkim: z.object({ selector: z.string(), record: z.string() }).optional(),
  domain: DomainCheck.optional(),
  /** Where parsed mail comes in; answers go there with a signed word after a plus. */
  inboundAddress: z.string().optional(),
  /** SendGrid's public key, where it signs what it posts. */
  sendgridKey: z.string().optional(),
  imap: z.object({ host: z.string(), port: z.number(), secure: z.boolean(), user: z.string() }).optional(),
  /** How far the mailbox was read (RFC 3501: a number means something only beside its validity), and since when. */
  read: z.object({ validity: z.string(), uid: z.number(), at: z.string() }).optional(),
  /** Why the mailbox could not be read, in words; null where it could. */
  imapFault: z.string().nullable().optional(),
});
export type MailSettings = z.infer<typeof MailSettings>;

const Secrets = z.object({
  smtp: z.string(),
  dkimKey: z.string().optional(),
  /** The password of the webhook's address, and Mailgun's signing key where that is who posts. */
  inboundPassword: z.string().optional(),
  mailgunKey: z.string().optional(),
  imapPassword: z.string().optional(),
});
export type MailSecrets = z.infer<typeof Secrets>;

export const mailSettings = ({ settings }: Pick<Account, "settings">): MailSettings =>
  MailSettings.parse(settings);

/** The installation's own mail, and accounts connected by an earlier version, keep the server's address alone. */
export const mailSecrets = ({ secret }: Pick<Account, "secret">): MailSecrets =>
  secret.startsWith("{") ? Secrets.parse(JSON.parse(secret)) : { smtp: secret };

/** `Tidewater <help@tidewater.example>` → `tidewater.example` */
export const domainOf = (sender: string): string =>
  /@([^@>\s]+)>?\s*$/.exec(sender)?.[1]?.toLowerCase() ?? "localhost";

/** The domain signs what we send, and says what becomes of mail that it did not sign: large providers ask no less (F55). */
export const isAligned = ({ domain }: MailSettings): boolean =>
  domain?.dkim === "ok" && domain.spf === "ok" && domain.dmarc === "ok";
