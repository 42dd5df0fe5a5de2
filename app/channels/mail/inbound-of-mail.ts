import type { Inbound, InboundMessage } from "#app/channels/channel.ts";
import type { Mail } from "#app/channels/mail/mail.ts";
import { ourMessagesIn } from "#app/channels/mail/mail-ids.ts";

/** What a mail tells us. `isAuthentic`: the domain in its From signed it. */
export function inboundOfMail(
  mail: Mail,
  { isAuthentic, now }: { isAuthentic: boolean; now: Date },
): Inbound {
  if (ourMessagesIn(mail.messageId).length) return ignored("Our own mail came back.");
  if (mail.bounce) return inboundOfBounce(mail, now);
  if (mail.automatic === "delivery-report") return ignored("A report on a mail that is not ours.");
  const isAnswer = mail.about.length > 0;
  // Newsletters to the shop are no shoppers; a list that answers us is shown, and not answered.
  if ((mail.automatic === "list" || mail.automatic === "bulk") && !isAnswer)
    return ignored("It came from a mailing list.");
  return messageOf(mail, { isAuthentic, now });
}

function inboundOfBounce({ bounce, about: [named] }: Mail, at: Date): Inbound {
  if (!named || !bounce) return ignored("A bounce of a mail that is not ours.");
  const { messageId, mailId: externalId } = named;
  if (bounce.state === "delayed") return ignored("Delivery is late, and goes on.");
  if (bounce.state !== "complaint") {
    const code = bounce.isBadAddress ? "5.1.1" : bounce.code;
    return {
      kind: "report",
      externalId,
      messageId,
      state: bounce.state,
      code: bounce.state === "failed" ? code : null,
    };
  }
  if (!bounce.recipient) return ignored("A report of spam that does not say whose.");
  return {
    kind: "preference",
    externalId: `complaint:${externalId}`,
    from: bounce.recipient,
    marketing: "revoked",
    at,
  };
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
  return [isOpening ? subject : null, text, ...leftOut.map((words) => `[left out: ${words}]`)]
    .filter(Boolean)
    .join("\n\n");
}

const ignored = (because: string): Inbound => ({ kind: "ignored", because });
