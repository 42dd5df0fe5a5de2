import { changeMail, connectMail } from "#app/channels/mail/connect-mail.ts";
import { mailSecrets } from "#app/channels/mail/mail-account.ts";
import { loadAccount } from "#app/channels/accounts.ts";
import { inShop } from "#app/db.server.ts";
import { control, town } from "#tests/town.ts";
import type { App } from "#tests/app.ts";

export const HELP = "help@tidewater.example";

export interface Letter {
  to?: string;
  subject?: string;
  text?: string;
  html?: string;
  from?: string;
  inReplyTo?: string;
  references?: string[];
  headers?: Record<string, string>;
  attachments?: { name: string; contentType: string; base64: string }[];
  quote?: boolean;
  unsigned?: boolean;
  raw?: string;
  repeats?: number;
  forged?: boolean;
}

interface Left {
  messageId: string;
  posted: { url: string; answered: number | null; error: string | null }[];
}

/** Somebody of the town writes to the shop, or answers the newest mail in their mailbox. */
export const writeMail = (address: string, letter: Letter) =>
  control<Left>("POST", `/mail/${address}/write`, { to: HELP, ...letter });
export const replyByMail = (address: string, letter: Letter) =>
  control<Left>("POST", `/mail/${address}/reply`, letter);

type Style = "postmark" | "mailgun" | "sendgrid" | "raw";

/** The town's mail server as the shop's sender; what people write to it is posted to the app. */
export async function connectMailbox(
  app: App,
  shopId: string,
  style: Style = "postmark",
  { address = HELP, signs = false } = {},
): Promise<string> {
  const { smtp } = await town.addresses();
  const id = await connectMail(shopId, { sender: address, smtp, host: "smtp.tidewater.example" });
  const password = await inShop(shopId, async (shop) => {
    const mailgunKey = style === "mailgun" ? "mailgun-signing-key" : undefined;
    await changeMail(shop, id, { settings: { inboundAddress: address }, secrets: { mailgunKey } });
    return mailSecrets((await loadAccount(shop, id))!).inboundPassword;
  });
  const { sendgridKey } = await control<{ sendgridKey: string }>("POST", "/mail-receivers", {
    address,
    // Mailgun sends the source to an address that ends so.
    url: `${app.url}/webhooks/email/${id}${style === "mailgun" ? "/mime" : ""}`,
    style,
    signs,
    user: "threadline",
    password,
    signingKey: "mailgun-signing-key",
  });
  if (signs) await inShop(shopId, (shop) => changeMail(shop, id, { settings: { sendgridKey } }));
  return id;
}
