import type { SendMailOptions } from "nodemailer";
import type { Account, Media, Outbound } from "#app/channels/channel.ts";
import { htmlOfText } from "#app/channels/mail/html-of-text.ts";
import { domainOf, mailSettings } from "#app/channels/mail/mail-account.ts";
import { mailIdOf, plusAddress } from "#app/channels/mail/mail-ids.ts";
import { say } from "#app/words/say.ts";

/** A message as the mail that carries it; null where a file of it is gone. */
export async function mailOf(account: Account, message: Outbound): Promise<SendMailOptions | null> {
  const { messageId, to, references, unsubscribeUrl, locale } = message;
  const attachments = await Promise.all(message.media.map(attached));
  if (!attachments.every((one) => one !== null)) return null;
  const { inboundAddress } = mailSettings(account);
  const end = unsubscribeUrl && say(locale, "mail.unsubscribe", { url: unsubscribeUrl });
  const text = end ? `${message.text}\n\n${end}` : message.text;
  return {
    from: account.sender,
    to,
    subject: message.subject ?? say(locale, "mail.subject"),
    text,
    html: htmlOfText(text),
    // One message, one id: a receiver that gets it twice can tell, and an answer says what it answers.
    messageId: mailIdOf(messageId, domainOf(account.sender)),
    ...(inboundAddress && { replyTo: plusAddress(inboundAddress, messageId) }),
    ...(references.length && { inReplyTo: references.at(-1), references }),
    headers: { ...autoSubmitted(message), ...unsubscribe(unsubscribeUrl) },
    attachments,
  };
}

async function attached({ contentType, name, read }: Media) {
  const content = await read();
  return content && { content, contentType, filename: name ?? undefined };
}

/** RFC 3834: other robots must not answer a robot's mail. What a person wrote is no robot's. */
function autoSubmitted({ isByPerson, references }: Outbound): Record<string, string> {
  if (isByPerson) return {};
  return { "Auto-Submitted": references.length ? "auto-replied" : "auto-generated" };
}

/** RFC 8058. In one line each: a fold inside has broken signatures on the way (nodemailer #1654). */
function unsubscribe(url: string | null) {
  if (!url) return {};
  const whole = (value: string) => ({ prepared: true, foldLines: false, value });
  return {
    "List-Unsubscribe": whole(`<${url}>`),
    "List-Unsubscribe-Post": whole("List-Unsubscribe=One-Click"),
  };
}
