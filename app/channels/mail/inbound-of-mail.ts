import { leftOutNote } from "#app/channels/notes-in-text.ts";
import type { Inbound, InboundMessage } from "#app/channels/channel.ts";
import type { Mail } from "#app/channels/mail/mail.ts";
import { type Named, ourMessagesIn } from "#app/channels/mail/mail-ids.ts";
import type { Bounce } from "#app/channels/mail/read-bounce.ts";

/** What a mail tells us. `isAuthentic`: the domain in its From signed it. */
export function inboundOfMail(
  mail: Mail,
  { isAuthentic, now }: { isAuthentic: boolean; now: Date },
): Inbound {
  if (ourMessagesIn(mail.messageId).length) return ignored("Our own mail came back.");
  if (mail.bounce) return inboundOfBounce(mail.bounce, mail.about, now);
  if (mail.automatic === "delivery-report") return ignored("A report on a mail that is not ours.");
  const isAnswer = mail.about.length > 0;
  // Newsletters to the shop are no shoppers; a list that answers us is shown, and not answered.
  if ((mail.automatic === "list" || mail.automatic === "bulk") && !isAnswer)
    return ignored("It came from a mailing list.");
  return messageOf(mail, { isAuthentic, now });
}

function inboundOfBounce(bounce: Bounce, [named]: Named[], at: Date): Inbound {
  const { state, recipient } = bounce;
  if (!named)
    return ignored(
      `${state === "complaint" ? "A report of spam on" : "A bounce of"} a mail that is not ours.`,
    );
  const { messageId, mailId: externalId } = named;
  if (state === "delayed") return ignored("Delivery is late, and goes on.");
  if (state === "complaint")
    return { kind: "complaint", externalId: `complaint:${externalId}`, messageId, recipient, at };
  const code = bounce.isBadAddress ? "5.1.1" : bounce.code;
  return { kind: "report", externalId, messageId, state, code: state === "failed" ? code : null };
}

function messageOf(mail: Mail, { isAuthentic, now }: { isAuthentic: boolean; now: Date }): InboundMessage {
  const { messageId, from, to, subject, html, files, automatic } = mail;
  const [answered] = mail.about;
  return {
    kind: "message",
    externalId: messageId,
    from: from.address,
    to: to[0] ?? "",
    text: wordsOf(mail),
    subject,
    html,
    media: files.map(({ name, contentType, bytes }) => ({ name, contentType, from: { bytes } })),
    choice: null,
    context: answered ? { kind: "reply", externalId: answered.mailId, url: null } : null,
    name: from.name,
    isAuthenticated: isAuthentic,
    isAutomatic: automatic !== null,
    // A sender's clock may be years off: a thread is in the order in which we heard.
    at: now,
  };
}

/** Who opens a conversation puts half of it in the subject; of an answer it says nothing new. */
function wordsOf({ subject, text, about, leftOut }: Mail): string {
  const isOpening =
    about.length === 0 && subject !== null && !/^\s*(re|aw|sv|antw|odp|ref)\s*:/i.test(subject);
  return [isOpening ? subject : null, text, ...leftOut.map(leftOutNote)].filter(Boolean).join("\n\n");
}

const ignored = (because: string): Inbound => ({ kind: "ignored", because });
