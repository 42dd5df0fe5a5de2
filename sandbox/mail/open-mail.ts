import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { type Fault, type Part, refusal, type Town } from "../town-types.ts";
import { sendgridKey } from "./inbound-forms.ts";
import { mailboxOf, type Post, type Receiver } from "./mailbox.ts";
import type { Mail } from "./mail-types.ts";
import { readMail } from "./read-mail.ts";
import { openImap } from "../imap/open-imap.ts";
import { replyToShop, writeToShop, type Written } from "./write-to-shop.ts";
import { SMTP_FAULTS, smtpReply } from "./smtp-faults.ts";

type Done = (error?: Error | null) => void;

/** An SMTP server that takes every mail for every address, the mailboxes it fills, and the people who answer. */
export async function openMail(town: Town): Promise<Part> {
  const post: Post = { mails: [], stamped: 0, raw: new Map(), receivers: [], validity: 1 };
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? "anyone" }),
    onConnect: (_session, done) =>
      done(town.faults.strike("smtp", {}, ["refuse"]) ? smtpReply("refuse") : null),
    onData: (stream, session, done) => void town.track(take(town, post, server, stream, session, done)),
  });
  server.on("error", (error) => town.announce({ kind: "smtp-error", error: error.message }));
  await new Promise<void>((resolve) => server.listen(town.options.smtpPort, "127.0.0.1", () => resolve()));
  town.addresses.smtp = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const imap = await openImap(town, post);
  addMailRoutes(town, post);
  town.onReset(() => {
    post.mails.length = 0;
    post.stamped = 0;
    post.receivers.length = 0;
    post.raw.clear();
    post.validity++;
  });
  return {
    async close() {
      await closeNow(server);
      await imap.close?.();
    },
  };
}

function addMailRoutes(town: Town, post: Post): void {
  town.control("GET /mail", () => {
    const addresses = [...new Set(post.mails.flatMap((mail) => mail.envelopeTo))].sort();
    return { mailboxes: addresses.map((address) => ({ address, mails: mailboxOf(post, address) })) };
  });
  town.control("GET /mail/:address", ({ params }) => ({
    address: params.address,
    mails: mailboxOf(post, params.address ?? ""),
  }));
  town.control("GET /mail-source/:id", ({ params }) => ({
    raw: post.raw.get(params.id ?? "")?.toString("base64") ?? null,
  }));
  town.control("POST /mail/:address/reply", ({ params, body }) =>
    replyToShop(town, post, params.address ?? "", body as Partial<Written> & { answers?: string }),
  );
  town.control("POST /mail/:address/write", ({ params, body }) =>
    writeToShop(town, post, params.address ?? "", body as Partial<Written>),
  );
  town.control("GET /mail-receivers", () => ({
    mailReceivers: post.receivers.map(({ address, style }) => ({ address, style })),
  }));
  town.control("POST /mail-receivers", ({ body }) => {
    const {
      address,
      url,
      style = "postmark",
      user = "",
      password = "",
      signingKey = "",
      signs = false,
    } = body as Partial<Receiver>;
    if (!address || !url) throw refusal(400, "an address and the url its mail is posted to");
    post.receivers.push({ address, url, style, user, password, signingKey, signs });
    return { receivers: post.receivers.length, sendgridKey };
  });
}

async function take(
  town: Town,
  post: Post,
  server: SMTPServer,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  done: Done,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of stream as AsyncIterable<Buffer>) parts.push(part);
  const raw = Buffer.concat(parts);
  const mail = await readMail(raw, envelopeOf(session), nextStamp(town, post));
  const facts = { from: mail.envelopeFrom, to: mail.envelopeTo[0], subject: mail.subject };
  const fault = town.faults.strike("smtp", facts, SMTP_FAULTS);
  if (fault?.fault === "slow") await town.faults.untilLifted(fault);
  const isRefused = fault !== null && fault.fault !== "slow" && !fault.fault.endsWith("-after");
  if (!isRefused) await accept(town, post, mail, raw);
  reply(server, session, fault, done);
}

async function accept(town: Town, post: Post, mail: Mail, raw: Buffer): Promise<void> {
  await town.ledger.write({
    provider: "smtp",
    kind: "mail",
    id: mail.id,
    from: mail.envelopeFrom,
    to: mail.envelopeTo,
    subject: mail.subject,
    messageId: mail.messageId,
  });
  post.mails.push(mail);
  post.raw.set(mail.id, raw);
  town.announce({ kind: "mail", to: mail.envelopeTo, from: mail.from, subject: mail.subject });
}

function reply(server: SMTPServer, session: SMTPServerSession, fault: Fault | null, done: Done): void {
  if (fault === null || fault.fault === "slow") done();
  else if (fault.fault.startsWith("reset")) cut(server, session);
  else if (!fault.fault.startsWith("hang")) done(smtpReply(fault.fault));
}

interface OpenConnection {
  id: string;
  _socket: { resetAndDestroy(): void };
}

/** smtp-server keeps its connections, but hands out no socket. */
function cut(server: SMTPServer, session: SMTPServerSession): void {
  const { connections } = server as unknown as { connections: Set<OpenConnection> };
  for (const connection of connections)
    if (connection.id === session.id) connection._socket.resetAndDestroy();
}

function closeNow(server: SMTPServer): Promise<void> {
  const { connections } = server as unknown as { connections: Set<OpenConnection> };
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const connection of connections) connection._socket.resetAndDestroy();
  return closed;
}

function envelopeOf({ envelope }: SMTPServerSession): { from: string; to: string[] } {
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : "",
    to: envelope.rcptTo.map((one) => one.address),
  };
}

function nextStamp(town: Town, post: Post): { id: string; at: string } {
  const from = `${town.options.seed} ${town.clock.openedAt} mail ${post.stamped++}`;
  return { id: createHash("sha256").update(from).digest("hex").slice(0, 16), at: town.clock.iso() };
}
