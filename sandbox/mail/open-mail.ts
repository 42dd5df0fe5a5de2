import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { type Fault, type Part, refusal, type Town } from "../town-types.ts";
import type { Mail } from "./mail-types.ts";
import { readMail } from "./read-mail.ts";
import { SMTP_FAULTS, smtpReply } from "./smtp-faults.ts";

type Done = (error?: Error | null) => void;

/** An SMTP server that takes every mail for every address, and the mailboxes it fills. */
export async function openMail(town: Town): Promise<Part> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? "anyone" }),
    onConnect: (_session, done) =>
      done(town.faults.strike("smtp", {}, ["refuse"]) ? smtpReply("refuse") : null),
    onData: (stream, session, done) => void town.track(take(town, mails, server, stream, session, done)),
  });
  server.on("error", (error) => town.announce({ kind: "smtp-error", error: error.message }));
  await new Promise<void>((resolve) => server.listen(town.options.smtpPort, "127.0.0.1", () => resolve()));
  town.addresses.smtp = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  addMailRoutes(town, mails);
  town.onReset(() => {
    mails.length = 0;
  });
  return { close: () => closeNow(server) };
}

function addMailRoutes(town: Town, mails: Mail[]): void {
  const inboxOf = (address: string) =>
    mails.filter((mail) => mail.envelopeTo.includes(address.toLowerCase()));
  town.control("GET /mail", () => {
    const addresses = [...new Set(mails.flatMap((mail) => mail.envelopeTo))].sort();
    return { mailboxes: addresses.map((address) => ({ address, mails: inboxOf(address) })) };
  });
  town.control("GET /mail/:address", ({ params }) => ({
    address: params.address,
    mails: inboxOf(params.address ?? ""),
  }));
  town.control("POST /mail/:address/reply", ({ params }) => {
    throw refusal(501, `not implemented in the sandbox: a reply by mail from ${params.address}`);
  });
}

async function take(
  town: Town,
  mails: Mail[],
  server: SMTPServer,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  done: Done,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of stream as AsyncIterable<Buffer>) parts.push(part);
  const mail = await readMail(Buffer.concat(parts), envelopeOf(session), nextStamp(town, mails));
  const facts = { from: mail.envelopeFrom, to: mail.envelopeTo[0], subject: mail.subject };
  const fault = town.faults.strike("smtp", facts, SMTP_FAULTS);
  if (fault?.fault === "slow") await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  const isRefused = fault !== null && fault.fault !== "slow" && !fault.fault.endsWith("-after");
  if (!isRefused) await accept(town, mails, mail);
  reply(server, session, fault, done);
}

async function accept(town: Town, mails: Mail[], mail: Mail): Promise<void> {
  await town.ledger.write({
    provider: "smtp",
    kind: "mail",
    id: mail.id,
    from: mail.envelopeFrom,
    to: mail.envelopeTo,
    subject: mail.subject,
    messageId: mail.messageId,
  });
  mails.push(mail);
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

function nextStamp(town: Town, mails: Mail[]): { id: string; at: string } {
  const from = `${town.options.seed} ${town.clock.openedAt} mail ${mails.length}`;
  return { id: createHash("sha256").update(from).digest("hex").slice(0, 16), at: town.clock.iso() };
}
