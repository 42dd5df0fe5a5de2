import { createTransport } from "nodemailer";
import { z } from "zod";
import type { Account, ChannelAdapter, Found, Outbound, SendResult } from "#app/channels/channel.ts";
import { Unreadable } from "#app/letterbox/unreadable.ts";
import { assertNoTransaction } from "#app/db.server.ts";

const TIMEOUT_MS = 15_000;

/** Mail out by SMTP: codes and replies. `secret` is the server's URL with user and password. */
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
  settings: z.object({}),
  limits: () => [],
  verify: () => false,
  parse: () => {
    throw new Unreadable("Mail is not taken in yet.");
  },
  send,
  // An SMTP server keeps no log that can be asked.
  find: async (): Promise<Found> => ({ as: "unavailable" }),
  check,
};

async function send(account: Account, message: Outbound): Promise<SendResult> {
  assertNoTransaction("SMTP");
  const transport = open(account);
  try {
    const { messageId } = await transport.sendMail({
      from: account.sender,
      to: message.to,
      subject: message.subject ?? "Your message",
      text: message.text,
      // One message, one id: a receiver that gets it twice can tell.
      messageId: `<${message.messageId}@threadline>`,
      ...(message.references.length && {
        inReplyTo: message.references.at(-1),
        references: message.references,
      }),
      // RFC 3834: other robots must not answer this one.
      headers: { "Auto-Submitted": "auto-replied" },
      attachments: message.media.map(({ url, contentType, name }) => ({
        path: url,
        contentType,
        filename: name ?? undefined,
      })),
    });
    return { as: "accepted", externalId: messageId };
  } catch (error) {
    return readFault(error);
  } finally {
    transport.close();
  }
}

function open({ secret }: Account) {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  return createTransport({ url: secret, ...timeouts, disableFileAccess: true });
}

/** Nodemailer names the command that failed: before the closing dot of DATA nothing has been accepted. */
function readFault(error: unknown): SendResult {
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number };
  const said = String(responseCode ?? code ?? "unknown");
  if (responseCode && responseCode >= 500) return { as: "refused", code: said, ...badAddress(command) };
  if (responseCode && responseCode >= 400) return { as: "later", code: said, afterMs: 60_000 };
  const isBeforeData = ["CONN", "EHLO", "HELO", "AUTH", "STARTTLS", "MAIL FROM", "RCPT TO"].includes(
    command ?? "",
  );
  return isBeforeData ? { as: "later", code: said, afterMs: 60_000 } : { as: "unknown", code: said };
}

const badAddress = (command?: string) => (command === "RCPT TO" ? { effect: "bad-address" as const } : {});

async function check(account: Account): Promise<{ ok: true } | { ok: false; say: string }> {
  const transport = open(account);
  try {
    await transport.verify();
    return { ok: true };
  } catch {
    return {
      ok: false,
      say: "The mail server refused the connection. Check its address, user and password.",
    };
  } finally {
    transport.close();
  }
}
