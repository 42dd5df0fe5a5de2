import { connectMail } from "#app/channels/mail/connect-mail.ts";
import { smtp } from "#app/channels/smtp.server.ts";
import type { Connected } from "#app/desk/connect-sms.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { z } from "zod";

export interface AskedEmail {
  sender: string;
  host: string;
  port: string;
  user: string;
  password: string;
}

const address = z.email("That is not an email address.");
export const mailPort = z.coerce.number().int().min(1).max(65_535);
// A server of our own network must not be reached through a merchant's form (R43).
export const mailHost = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i, "That is not a mail server's name.");

/** Connects the shop's own mail server as the sender, after it has let us in. */
export async function connectEmail(shopId: string, asked: AskedEmail): Promise<Connected> {
  const sender = address.safeParse(asked.sender);
  if (!sender.success) return { connected: false, say: sender.error.issues[0]!.message };
  const name = mailHost.safeParse(asked.host);
  const number = mailPort.safeParse(asked.port);
  if (!name.success) return { connected: false, say: name.error.issues[0]!.message };
  if (!number.success) return { connected: false, say: "The port is a number, mostly 465 or 587." };
  const secret = urlOf(name.data, number.data, asked);
  const check = await smtp.check({ id: "", provider: "smtp", sender: sender.data, settings: {}, secret });
  if (!check.ok) return { connected: false, say: check.say };
  const accountId = await connectMail(
    shopId,
    { sender: sender.data, smtp: secret, host: name.data },
    (shop) => writeEvent(shop, { name: "channel.connected", payload: { channel: "email" } }),
  );
  return { connected: true, accountId };
}

/** Port 465 speaks TLS from the first byte; every other must switch to it before the password goes over. */
function urlOf(name: string, number: number, { user, password }: AskedEmail): string {
  const pass = user ? `${encodeURIComponent(user)}:${encodeURIComponent(password)}@` : "";
  const isTls = number === 465;
  return `${isTls ? "smtps" : "smtp"}://${pass}${name}:${number}${isTls ? "" : "?requireTLS=true"}`;
}
