import { createHash } from "node:crypto";
import type {
  Account,
  ChannelAdapter,
  Found,
  Inbound,
  Outbound,
  RawRequest,
  SendResult,
} from "#app/channels/channel.ts";
import { isFromReceiver, mailgunToken, receiverSecrets } from "#app/channels/mail/from-receiver.ts";
import { inboundOfMail } from "#app/channels/mail/inbound-of-mail.ts";
import { MailSettings } from "#app/channels/mail/mail-account.ts";
import { sayNotPublic } from "#app/channels/mail/mail-server.server.ts";
import { openTransport } from "#app/channels/mail/open-transport.server.ts";
import { postMail } from "#app/channels/mail/post-mail.server.ts";
import { mailSender, rawMailIn } from "#app/channels/mail/posted-mail.ts";
import { readMail } from "#app/channels/mail/read-mail.server.ts";
import { vouchForSender } from "#app/channels/mail/vouch-for-sender.server.ts";
import { SECOND } from "#app/clock.ts";
import { assertNoTransaction } from "#app/db.server.ts";

/** For a server to be found, to greet and to agree to take a mail: one that is not begun is safely tried again. */
const BEGINS_WITHIN = 30 * SECOND;
/** From the mail's first byte to the answer to its last: a server may scan it before it says yes (decisions/016). */
const ANSWERS_WITHIN = 60 * SECOND;

/** Mail: out by the shop's own SMTP server, in by a receiver's webhook or from a mailbox (mail/read-mailbox.server.ts). */
export const smtp: ChannelAdapter = {
  provider: "smtp",
  channel: "email",
  abilities: {
    buttons: { most: 0, label: 0 },
    list: { most: 0, label: 0 },
    pictures: true,
    longest: 100_000,
    answersKeywords: false,
  },
  settings: MailSettings,
  sendsWithin: BEGINS_WITHIN + ANSWERS_WITHIN,
  limits: () => [],
  verify: isFromReceiver,
  secretToVerify: receiverSecrets,
  peek,
  parse,
  send,
  // An SMTP server keeps no log that can be asked.
  find: async (): Promise<Found> => ({ as: "unavailable" }),
  check,
};

/**
 * The same bytes are the same mail, and so is whatever comes under Mailgun's word for one: its signature covers that word
 * alone. Who wrote it stands in its head, for a send that waits on what they said.
 */
function peek({ headers, body }: RawRequest): { key: string; from: string | null } {
  const raw = rawMailIn({ headers, body });
  const token = mailgunToken({ headers, body });
  return {
    key: createHash("sha256")
      .update(token ?? raw)
      .digest("base64url"),
    from: mailSender(raw),
  };
}

async function parse(request: RawRequest, now: Date): Promise<Inbound[]> {
  const raw = rawMailIn(request);
  const mail = await readMail(raw);
  const isAuthentic = mail.bounce ? false : await vouchForSender(raw);
  return [inboundOfMail(mail, { isAuthentic, now })];
}

async function send(account: Account, message: Outbound, answer: AbortSignal): Promise<SendResult> {
  assertNoTransaction("SMTP");
  return postMail(account, message, { begin: AbortSignal.timeout(BEGINS_WITHIN), answer });
}

async function check(account: Account): Promise<{ ok: true } | { ok: false; say: string }> {
  const transport = openTransport(account);
  try {
    await transport.verify();
    return { ok: true };
  } catch (error) {
    const say = sayNotPublic(error);
    return {
      ok: false,
      say: say ?? "The mail server refused the connection. Check its address, user and password.",
    };
  } finally {
    transport.close();
  }
}
