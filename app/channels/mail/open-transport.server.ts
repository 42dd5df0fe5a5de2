import { createTransport } from "nodemailer";
import type SMTPTransport from "nodemailer/lib/smtp-transport";
import { type Account, INSTALLATION_MAIL } from "#app/channels/channel.ts";
import { domainOf, mailSecrets, mailSettings } from "#app/channels/mail/mail-account.ts";
import { openLine } from "#app/channels/mail/mail-server.server.ts";

const TIMEOUT_MS = 15_000;

/** The shop's mail server, signed for with the shop's key. `more` are nodemailer's own options. */
export function openTransport(account: Account, more: object = {}) {
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
  return createTransport({ url, ...ours, ...(key && { dkim: key }), ...more });
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
