import { type ChosenTemplate, judge } from "#app/conversations/composer-rules.ts";
import { takeOver } from "#app/conversations/hand-over.ts";
import { markAllRead } from "#app/conversations/mark-read.ts";
import { readWays } from "#app/conversations/read-ways.ts";
import { type SendOutcome, sendMessage } from "#app/conversations/send-message.ts";
import { lockShownWith } from "#app/conversations/thread-head.ts";
import type { Shop } from "#app/db.server.ts";

export interface StaffReply {
  /** The head, where several threads are shown as one: it goes out in the one that was heard from last. */
  conversationId: string;
  staffId: string;
  text: string;
  /** Kept, and of no message yet. */
  files?: { id: string }[];
  /** The browser's id of this reply: a double click, a second tab or a lost answer makes one message (R50). */
  clientId: string;
  /** The newest message the writer had seen when they began to write. */
  seenSeq: number;
  /** They were told that a colleague answered, and send all the same. */
  anyway?: boolean;
  /** The way they chose (read-ways.ts); else the one the shopper wrote by last. */
  wayId?: string | null;
  /** A text that Meta has approved, in place of words of their own. */
  template?: ChosenTemplate | null;
  /** When it is to leave; else at once. */
  sendAt?: Date | null;
}

export type ReplyOutcome =
  | SendOutcome
  | { sent: false; reason: "colleague-answered"; say: string; by: string | null; text: string }
  /** The composer's own rule says no: nothing was written. `gone`: files that can be attached anew only. */
  | { sent: false; reason: "refused"; because: string; say: string; gone?: string[] };

/**
 * A person's reply. Refused once where somebody else answered since the writer last looked; else it goes out, and the
 * thread is theirs: the answers fall silent in it from this commit on (R51).
 */
export async function replyAsStaff(shop: Shop, reply: StaffReply): Promise<ReplyOutcome> {
  const { conversationId, staffId, clientId } = reply;
  const shown = await lockShownWith(shop, conversationId);
  const [known] = await shop.sql<{ id: string }>`
    select id from "Message"
    where "shopId" = ${shop.id} and "conversationId" = any(${shown}) and "clientId" = ${clientId}`;
  if (known) return { sent: true, messageId: known.id, isNew: false };
  const other = reply.anyway ? null : await findOtherAnswer(shop, reply, shown);
  if (other) return other;
  const outcome = await sendJudged(shop, reply, shown);
  if (!outcome.sent) return outcome;
  await takeOver(shop, conversationId, staffId);
  await markAllRead(shop, conversationId);
  return outcome;
}

/** By the rule that the screen went by, asked again: what has changed since decides. */
async function sendJudged(shop: Shop, reply: StaffReply, shown: string[]): Promise<ReplyOutcome> {
  const { conversationId, staffId, text, files = [], clientId, wayId, template, sendAt } = reply;
  const loose = files.length ? await holdLooseFiles(shop, files) : [];
  const gone = files.map(({ id }) => id).filter((id) => !loose.some((file) => file.id === id));
  if (gone.length) return { ...FILE_GONE, gone };
  const facts = await readWays(shop, shown);
  const composed = { text, files: loose, wayId, template, sendAt };
  const { way, refused, purpose, text: words, buttons, template: said } = judge(facts, composed, shop.at);
  if (refused || !way) {
    const { because, say, next } = refused!;
    return { sent: false, reason: "refused", because, say: [say, next].filter(Boolean).join(" ") };
  }
  return sendMessage(shop, {
    conversationId: way.conversationId,
    author: { kind: "staff", id: staffId },
    channel: way.channel,
    address: way.address,
    ...(way.accountId && { accountId: way.accountId }),
    text: words,
    files,
    purpose,
    ...(said && { template: said, choices: buttons.map((label) => ({ id: label, label })) }),
    clientId,
    intent: `staff:${conversationId}:${clientId}`,
    ...(sendAt && sendAt > shop.at && { notBefore: sendAt }),
  });
}

/** Those of no message: a draft may be older than its files are kept (prune-files.ts), which are held until it is written. */
const holdLooseFiles = (shop: Shop, files: { id: string }[]) => shop.sql<{
  id: string;
  contentType: string;
  bytes: number;
}>`
  select id, "contentType", bytes from "File"
  where "shopId" = ${shop.id} and id = any(${files.map(({ id }) => id)}) and "messageId" is null
  order by id for update`;

const FILE_GONE = {
  sent: false,
  reason: "refused",
  because: "file-gone",
  say: "An attached file is no longer kept. Attach it again.",
} as const;

async function findOtherAnswer(shop: Shop, { staffId, seenSeq }: StaffReply, shown: string[]) {
  const [newer] = await shop.sql<{ body: string; authorKind: string; name: string | null }>`
    select m.body, m."authorKind", s.name
    from "Message" m left join "StaffMember" s on s."shopId" = ${shop.id} and s.id = m."authorId"
    where m."shopId" = ${shop.id} and m."conversationId" = any(${shown}) and m.seq > ${seenSeq}
      and m.direction = 'out' and m."authorId" is distinct from ${staffId} and m."authorKind" in ('staff', 'assistant')
    order by m.seq desc, m.at desc limit 1`;
  if (!newer) return null;
  const by = newer.authorKind === "assistant" ? "The assistant" : (newer.name ?? "A colleague");
  return {
    sent: false as const,
    reason: "colleague-answered" as const,
    say: `${by} answered while you were writing.`,
    by,
    text: newer.body,
  };
}
