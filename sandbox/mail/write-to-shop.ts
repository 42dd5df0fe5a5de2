import { dkimSign } from "mailauth";
import MailComposer from "nodemailer/lib/mail-composer";
import { refusal, type Town } from "../town-types.ts";
import { type Post, mailboxOf, withoutPlus } from "./mailbox.ts";
import type { Mail } from "./mail-types.ts";
import { type Posted, postInbound } from "./post-inbound.ts";
import { readMail } from "./read-mail.ts";
import { SELECTOR, signingKey } from "./town-key.ts";

/** What a person of the town may say of a mail they write. */
export interface Written {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Another From than their own address: a forger's. */
  from: string;
  inReplyTo: string;
  references: string[];
  headers: Record<string, string>;
  attachments: { name: string; contentType: string; base64: string }[];
  /** Under the answer stands what is answered, as mail programs put it. */
  quote: boolean;
  /** Left without their domain's signature. */
  unsigned: boolean;
  /** The whole message in base64, instead of all this. */
  raw: string;
  /** How many further times the provider posts it, and whether with the wrong secret. */
  repeats: number;
  forged: boolean;
}

/** Somebody answers a mail in their mailbox, the newest if none is named, with their program's headers and quotation. */
export function replyToShop(
  town: Town,
  post: Post,
  address: string,
  { answers, ...asked }: Partial<Written> & { answers?: string },
) {
  const answered = mailboxOf(post, address).findLast(({ id }) => !answers || id === answers);
  if (!answered) throw refusal(404, `${address} has no mail to answer`);
  const quoted = `On ${answered.at}, ${answered.from} wrote:\n\n${answered.text.replace(/^/gm, "> ")}`;
  return writeToShop(town, post, address, {
    to: answered.headers["reply-to"] ?? answered.from,
    subject: `Re: ${answered.subject.replace(/^Re: /, "")}`,
    inReplyTo: answered.messageId,
    references: [answered.headers.references ?? "", answered.messageId]
      .join(" ")
      .split(/\s+/)
      .filter(Boolean),
    ...asked,
    text: asked.quote ? `${asked.text ?? ""}\n\n${quoted}` : (asked.text ?? ""),
  });
}

/** A mail to the shop: into its mailbox, and to whoever has it posted. */
export async function writeToShop(town: Town, post: Post, address: string, asked: Partial<Written>) {
  const raw = asked.raw ? Buffer.from(asked.raw, "base64") : await compose(town, post, address, asked);
  const to = addressIn(asked.to ?? "");
  if (!to) throw refusal(400, "whom does it go to?");
  const stamp = { id: `in-${post.mails.length + 1}`, at: town.clock.iso() };
  const mail = await readMail(raw, { from: address, to: [to] }, stamp);
  await town.ledger.write({
    provider: "mail",
    kind: "inbound",
    id: mail.id,
    from: address,
    to: [to],
    subject: mail.subject,
  });
  post.mails.push(mail);
  post.raw.set(mail.id, raw);
  town.announce({ kind: "mail", to: [to], from: mail.from, subject: mail.subject });
  return { messageId: mail.messageId, posted: await town.track(hand(town, post, mail, raw, asked)) };
}

async function hand(
  town: Town,
  post: Post,
  mail: Mail,
  raw: Buffer,
  { repeats = 0, forged = false }: Partial<Written>,
) {
  const posted: Posted[] = [];
  for (const receiver of post.receivers.filter((one) => mail.envelopeTo.some((to) => takes(one.address, to))))
    for (let time = 0; time <= repeats; time++)
      posted.push(await postInbound(town, receiver, mail, raw, forged));
  return posted;
}

const takes = (address: string, to: string) =>
  address.startsWith("*@") ? to.endsWith(address.slice(1)) : withoutPlus(to) === address;

async function compose(town: Town, post: Post, address: string, asked: Partial<Written>): Promise<Buffer> {
  const from = asked.from ?? address;
  const domain = addressIn(from).split("@")[1] ?? "town.example";
  const raw = await new MailComposer({
    from,
    to: asked.to,
    subject: asked.subject ?? "",
    text: asked.text ?? "",
    ...(asked.html && { html: asked.html }),
    inReplyTo: asked.inReplyTo,
    references: asked.references,
    headers: asked.headers,
    messageId: `<${post.mails.length + 1}.${town.clock.now()}@${domain}>`,
    date: new Date(town.clock.now()),
    attachments: asked.attachments?.map(({ name, contentType, base64 }) => ({
      filename: name,
      contentType,
      content: Buffer.from(base64, "base64"),
    })),
  })
    .compile()
    .build();
  if (asked.unsigned) return raw;
  // The signature is of the domain they really write from: a forger has no other.
  const signingDomain = address.split("@")[1] ?? "town.example";
  const key = { signingDomain, selector: SELECTOR, privateKey: signingKey };
  const { signatures } = await dkimSign(raw, { ...key, signatureData: [key] });
  return Buffer.concat([Buffer.from(signatures), raw]);
}

/** `Ada <ada@example.com>` or the bare address. */
const addressIn = (written: string) => (/<([^>]+)>/.exec(written)?.[1] ?? written).trim().toLowerCase();
