import { ImapFlow, type ImapFlowOptions } from "imapflow";
import type { MailSecrets, MailSettings } from "#app/channels/mail/mail-account.ts";
import { isInside, lookupOf, sayNotPublic } from "#app/channels/mail/mail-server.server.ts";
import { LARGEST_MAIL } from "#app/channels/mail/read-mail.server.ts";
import { MINUTE } from "#app/clock.ts";
import { assertNoTransaction } from "#app/db.server.ts";

const TIMEOUT_MS = 20_000;

export type MailboxAt = NonNullable<MailSettings["imap"]>;

/** A shop's INBOX, open for reading alone: nothing in it is marked or moved, people may be reading it too. */
export interface Mailbox {
  validity: string;
  /** The number that the next mail will get. */
  uidNext: number;
  /** Numbers above this one, lowest first, with their sizes. */
  above(uid: number): Promise<{ uid: number; size: number }[]>;
  /** Numbers of mails that came on this day or later. */
  since(at: Date): Promise<number[]>;
  /** Its bytes; of one that is too large, its beginning. */
  read(uid: number): Promise<Buffer | null>;
  close(): Promise<void>;
}

/** Throws where the server is not there, or does not let us in (`say` has it in words). */
export async function openMailbox(
  { host, port, secure, user }: MailboxAt,
  { imapPassword = "" }: Pick<MailSecrets, "imapPassword">,
): Promise<Mailbox> {
  const client = await connect({ host, port, secure, user }, imapPassword);
  const box = await client.mailboxOpen("INBOX", { readOnly: true });
  return {
    validity: String(box.uidValidity),
    uidNext: box.uidNext,
    async above(uid) {
      const found = await client.fetchAll(`${uid + 1}:*`, { uid: true, size: true }, { uid: true });
      // A star is the highest number there is, even where that is below the first.
      return found
        .filter((one) => one.uid > uid)
        .map((one) => ({ uid: one.uid, size: one.size ?? 0 }))
        .sort((one, other) => one.uid - other.uid);
    },
    since: async (at) => (await client.search({ since: at }, { uid: true })) || [],
    async read(uid) {
      const found = await client.fetchOne(
        String(uid),
        { source: { maxLength: LARGEST_MAIL + 1 } },
        { uid: true },
      );
      return found ? (found.source ?? null) : null;
    },
    close: () => client.logout().catch(() => client.close()),
  };
}

/** A line that says when mail comes. */
export interface Idling {
  close(): Promise<void>;
}

/** RFC 2177 has half an hour, and many a network between forgets what is silent for ten minutes. */
const LONGEST_IDLE_MS = 9 * MINUTE;

/** Keeps a line open to the INBOX (IDLE; a server without it is asked now and then), until it ends by itself or is closed. */
export async function idleOn(
  at: MailboxAt,
  { imapPassword = "" }: Pick<MailSecrets, "imapPassword">,
  { hear, end }: { hear(): void; end(): void },
): Promise<Idling> {
  const client = await connect(at, imapPassword, {
    maxIdleTime: LONGEST_IDLE_MS,
    socketTimeout: 2 * LONGEST_IDLE_MS,
  });
  client.once("close", end);
  await client.mailboxOpen("INBOX", { readOnly: true });
  client.on("exists", ({ count, prevCount }) => {
    if (count > prevCount) hear();
  });
  // Returns when the line ends, which is told by its own event.
  client.idle().catch(() => client.close());
  return { close: async () => client.close() };
}

async function connect(
  { host, port, secure, user }: MailboxAt,
  imapPassword: string,
  more: Partial<ImapFlowOptions> = {},
): Promise<ImapFlow> {
  assertNoTransaction("IMAP");
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const client = new ImapFlow({
    host,
    port,
    secure,
    // Off our own network the password leaves only under TLS.
    doSTARTTLS: !secure && !isInside(host) ? true : undefined,
    // What is given for TLS is given to the connection.
    tls: lookupOf(host) as object,
    auth: { user, pass: imapPassword },
    logger: false,
    disableAutoIdle: true,
    ...timeouts,
    ...more,
  });
  // A line that breaks is told to whoever waits for an answer; without a listener it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Whether this mailbox opens, before it is kept. */
export async function checkMailbox(
  at: MailboxAt,
  secrets: Pick<MailSecrets, "imapPassword">,
): Promise<{ ok: true } | { ok: false; say: string }> {
  try {
    await (await openMailbox(at, secrets)).close();
    return { ok: true };
  } catch (error) {
    return { ok: false, say: sayFault(error) };
  }
}

export function sayFault(error: unknown): string {
  if ((error as { authenticationFailed?: boolean }).authenticationFailed)
    return "The mailbox did not take the user and password.";
  return sayNotPublic(error) ?? "The mailbox's server did not answer. Check its name and port.";
}
