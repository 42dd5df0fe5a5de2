import { z } from "zod";
import { changeMail } from "#app/channels/mail/connect-mail.ts";
import { isSendGridKey } from "#app/channels/mail/from-receiver.ts";
import { checkMailbox } from "#app/channels/mail/open-mailbox.server.ts";
import { inShop } from "#app/db.server.ts";
import { mailHost, mailPort } from "#app/desk/connect-email.ts";

export type Changed = { ok: true } | { ok: false; say: string };

/**
 * Where parsed mail comes in, and how who posts it signs. An empty key of Mailgun's leaves the one that is kept; SendGrid's
 * is no secret and shown, so an empty one ends its signing.
 */
export async function changeInbound(
  shopId: string,
  id: string,
  asked: { address: string; mailgunKey: string; sendgridKey: string },
): Promise<Changed> {
  const address = z.email().safeParse(asked.address);
  if (asked.address && !address.success) return { ok: false, say: "That is not an email address." };
  if (asked.sendgridKey && !isSendGridKey(asked.sendgridKey))
    return {
      ok: false,
      say: "That is not SendGrid's verification key: copy it whole, as its page shows it.",
    };
  const settings = {
    inboundAddress: asked.address ? asked.address.toLowerCase() : undefined,
    sendgridKey: asked.sendgridKey || undefined,
  };
  const secrets = asked.mailgunKey ? { mailgunKey: asked.mailgunKey } : undefined;
  await inShop(shopId, (shop) => changeMail(shop, id, { settings, ...(secrets && { secrets }) }));
  return { ok: true };
}

export interface AskedMailbox {
  host: string;
  port: string;
  user: string;
  password: string;
}

/** Keeps a mailbox to read from, after its server has let us in. It is read from the next mail on. */
export async function connectMailbox(shopId: string, id: string, asked: AskedMailbox): Promise<Changed> {
  const host = mailHost.safeParse(asked.host);
  const port = mailPort.safeParse(asked.port);
  if (!host.success) return { ok: false, say: host.error.issues[0]!.message };
  if (!port.success) return { ok: false, say: "The port is a number, mostly 993." };
  const imap = { host: host.data, port: port.data, secure: port.data === 993, user: asked.user };
  const secrets = { imapPassword: asked.password };
  const check = await checkMailbox(imap, secrets);
  if (!check.ok) return check;
  const fresh = { imap, read: undefined, imapFault: null };
  await inShop(shopId, (shop) => changeMail(shop, id, { settings: fresh, secrets }));
  return { ok: true };
}

/** The mailbox is read no more; what was taken in stays. */
export const disconnectMailbox = (shopId: string, id: string): Promise<void> =>
  inShop(shopId, (shop) =>
    changeMail(shop, id, {
      settings: { imap: undefined, read: undefined, imapFault: null },
      secrets: { imapPassword: undefined },
    }),
  );
