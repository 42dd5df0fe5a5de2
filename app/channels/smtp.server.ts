import { createHash } from "node:crypto";
import { createTransport } from "nodemailer";
import type SMTPTransport from "nodemailer/lib/smtp-transport";
import {
  type Account,
  type ChannelAdapter,
  type Found,
  type Inbound,
  INSTALLATION_MAIL,
  type Outbound,
  type RawRequest,
  type SendResult,
} from "#app/channels/channel.ts";
import { isFromReceiver, mailgunToken } from "#app/channels/mail/from-receiver.ts";
import { inboundOfMail } from "#app/channels/mail/inbound-of-mail.ts";
import { domainOf, mailSecrets, MailSettings, mailSettings } from "#app/channels/mail/mail-account.ts";
import { openLine, sayNotPublic } from "#app/channels/mail/mail-server.server.ts";
import { mailOf } from "#app/channels/mail/mail-of.ts";
import { mailSender, rawMailIn } from "#app/channels/mail/posted-mail.ts";
import { readMail } from "#app/channels/mail/read-mail.server.ts";
import { watchData } from "#app/channels/mail/watch-data.ts";
import { refusalOfCode } from "#app/channels/provider-codes.ts";
import { vouchForSender } from "#app/channels/mail/vouch-for-sender.server.ts";
import { assertNoTransaction } from "#app/db.server.ts";
import { NotPublic } from "#app/files/only-public.server.ts";

const TIMEOUT_MS = 15_000;

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
  limits: () => [],
  verify: isFromReceiver,
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

async function send(account: Account, message: Outbound): Promise<SendResult> {
  assertNoTransaction("SMTP");
  const mail = await mailOf(account, message);
  if (!mail) return { as: "refused", code: "FILE_GONE" };
  const data = watchData();
  const transport = open(account, data.options);
  try {
    const { messageId } = await transport.sendMail(mail);
    return { as: "accepted", externalId: messageId };
  } catch (error) {
    return readFault(error, data.isBegun());
  } finally {
    transport.close();
  }
}

function open(account: Account, watched: object = {}) {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const { smtp: url, dkimKey } = mailSecrets(account);
  const { dkim, domain } = mailSettings(account);
  // Signed once the record stands: before, every receiver would see a signature that fails.
  const signs = dkimKey && dkim && domain?.dkim === "ok";
  const key = signs && {
    domainName: domainOf(account.sender),
    keySelector: dkim.selector,
    privateKey: dkimKey,
    headerFieldNames: SIGNED,
  };
  // The installation's own server is the operator's to name.
  const line = account.id === INSTALLATION_MAIL ? {} : { getSocket };
  const ours = { ...timeouts, ...line, disableFileAccess: true, disableUrlAccess: true };
  return createTransport({ url, ...ours, ...(key && { dkim: key }), ...watched });
}

type GetSocket = NonNullable<SMTPTransport.Options["getSocket"]>;

const getSocket: GetSocket = ({ host = "localhost", port, secure }, done) => {
  openLine(host, Number(port ?? (secure ? 465 : 587)), TIMEOUT_MS).then(
    (connection) => done(null, { connection }),
    (error: Error) => done(error),
  );
};

/** Both of the headers that unsubscribe at one press must be covered (RFC 8058, 4). */
const SIGNED =
  "from:reply-to:subject:date:message-id:to:mime-version:content-type:content-transfer-encoding:in-reply-to:references:auto-submitted:list-unsubscribe:list-unsubscribe-post";

interface SmtpFault {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/** What the server said with a code of its own it did not take, and before DATA there was nothing to take. */
function readFault(error: unknown, isBegun: boolean): SendResult {
  const { code, command, responseCode, response = "" } = error as SmtpFault;
  const said = ENHANCED.exec(response)?.[1] ?? String(responseCode ?? code ?? "unknown");
  if (error instanceof NotPublic) return { as: "refused", code: said };
  if (responseCode && responseCode >= 500) return { as: "refused", code: said, ...effectOf(said, command) };
  if (responseCode && responseCode >= 400) return { as: "later", code: said, afterMs: 60_000 };
  return isBegun ? { as: "unknown", code: said } : { as: "later", code: said, afterMs: 60_000 };
}

/** RFC 3463: what is wrong, more finely than the three digits before it say. */
const ENHANCED = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/;

function effectOf(said: string, command?: string) {
  const effect = said.includes(".") ? refusalOfCode(said) : command === "RCPT TO" && ("bad-address" as const);
  return effect ? { effect } : {};
}

async function check(account: Account): Promise<{ ok: true } | { ok: false; say: string }> {
  const transport = open(account);
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
