import type { Channel } from "#app/channels/channel.ts";
import { isOneWay } from "#app/channels/sms-sender.ts";
import { DAY, later } from "#app/clock.ts";
import type { MessageView } from "#app/conversations/message.ts";
import { type MessageRow, readMessageRows } from "#app/conversations/message-rows.ts";
import { toMessageView } from "#app/conversations/message-view.ts";
import type { ThreadNews } from "#app/conversations/thread-news.ts";
import type { Reader } from "#app/db.server.ts";
import { fileUrl } from "#app/files/file-url.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

/** A message as staff see it: with its channel, the reason of a failure, and notes. */
export interface StaffMessageView extends MessageView {
  /** The thread it stands in: of those that are shown as one, its shopper sees only this. */
  conversationId: string;
  direction: "in" | "out" | "note";
  channel: Channel;
  reason: string | null;
  /** Of ours: when they were told to have seen it, where the channel tells. */
  seenAt: string | null;
  authorId: string | null;
  /** The order and parcel it is about, where that is known. */
  orderId: string | null;
  parcelId: string | null;
  /** Staff have planned it: it goes out then, by itself. */
  plannedFor: string | null;
  /** More was written than is shown: what a mail quotes, its tables and links. */
  hasMail: boolean;
  /** It went out under a name: they cannot answer it. */
  isOneWay: boolean;
  story: StoryView | null;
}

/** A story that a message answers or is. Meta lets nobody keep it: its address opens for a day, as the story lasts. */
export interface StoryView {
  kind: "story-reply" | "story-mention";
  url: string | null;
  until: string;
}

export interface ThreadView {
  /** The head, whichever of its threads was asked for. */
  id: string;
  /** All threads that are shown here, the head first: one, unless staff have merged people. */
  threads: string[];
  customerId: string;
  status: string;
  channel: Channel;
  /** Rises with every change: an older reading of the thread never replaces a newer one. */
  version: number;
  lastSeq: number;
  staffReadSeq: number;
  isUnread: boolean;
  assigneeId: string | null;
  assigneeName: string | null;
  handedOver: { at: string; because: string; facts: unknown } | null;
  messages: StaffMessageView[];
  /** More above: ask with `before` the first message's id. */
  hasOlder: boolean;
}

const PAGE = 50;

/**
 * The newest messages of a thread (or those before one of them), oldest first, together with those of every thread that
 * is shown in it. Null where this shop has no such thread.
 */
export async function readThread(
  shop: Reader,
  conversationId: string,
  { before = null }: { before?: string | null } = {},
): Promise<ThreadView | null> {
  const thread = await readHead(shop, conversationId);
  if (!thread) return null;
  const page = thread.threads.length > 1 ? pageOfSeveral(thread.threads, before) : pageOf(thread.id, before);
  const found = await readMessageRows(shop, page);
  return { ...thread, messages: found.slice(0, PAGE).reverse().map(view), hasOlder: found.length > PAGE };
}

/**
 * The same for a page that has read this thread up to `since`, with the messages alone that have changed after it.
 * The whole thread where several are shown in it, each with versions of its own, or where too much has changed.
 */
export async function readThreadNews(
  shop: Reader,
  conversationId: string,
  since: number,
): Promise<ThreadView | ThreadNews | null> {
  const thread = await readHead(shop, conversationId);
  if (!thread) return null;
  if (thread.id !== conversationId || thread.threads.length > 1) return readThread(shop, conversationId);
  // In this order: what comes between the two is told with the next news, and never named without being told.
  const newest = await readPage(shop, conversationId);
  const changed = await readMessageRows(shop, changedSince(conversationId, since));
  if (changed.length > PAGE) return readThread(shop, conversationId);
  const page = newest.slice(0, PAGE).reverse();
  return { ...thread, messages: changed.map(view), page, hasOlder: newest.length > PAGE };
}

export type ThreadHead = Omit<ThreadView, "messages" | "hasOlder">;

/** All of a thread but what was said in it. Null where this shop has no such thread. */
export async function readHead(shop: Reader, conversationId: string): Promise<ThreadHead | null> {
  const [row] = await shop.sql<HeadRow>`
    select h.id, h."customerId", h.status, heard.channel, shown.version, h."lastSeq", h."staffReadSeq",
      h.unread as "isUnread", h."assigneeId", h."handedOverAt", h."handedOverBecause", h.facts, shown.threads,
      (select s.name from "StaffMember" s where s."shopId" = ${shop.id} and s.id = h."assigneeId") as "assigneeName"
    from "Conversation" h
    cross join lateral (select max(c.version) as version,
        array_agg(c.id order by (c."headId" is not null), c."createdAt", c.id) as threads
      from "Conversation" c where c."shopId" = ${shop.id} and (c.id = h.id or c."headId" = h.id)) shown
    cross join lateral (select c.channel from "Conversation" c
      where c."shopId" = ${shop.id} and (c.id = h.id or c."headId" = h.id)
      order by c."lastCustomerAt" desc nulls last, (c."headId" is not null), c.id limit 1) heard
    where h."shopId" = ${shop.id} and h.id = (select coalesce(a."headId", a.id) from "Conversation" a
      where a."shopId" = ${shop.id} and a.id = ${conversationId})`;
  if (!row) return null;
  const { handedOverAt, handedOverBecause, facts, ...head } = row;
  const handedOver = handedOverAt && {
    at: handedOverAt.toISOString(),
    because: handedOverBecause ?? "",
    facts,
  };
  return { ...head, handedOver };
}

interface HeadRow extends Omit<ThreadHead, "handedOver"> {
  handedOverAt: Date | null;
  handedOverBecause: string | null;
  facts: unknown;
}

const changedSince = (id: string, since: number) => Prisma.sql`
  and m."conversationId" = ${id} and m.direction <> 'code' and m.version > ${since}
  order by m.version limit ${PAGE + 1}`;

/** Ids of the newest page, newest first. */
async function readPage(shop: Reader, id: string): Promise<string[]> {
  const rows = await shop.sql<{ id: string }>`
    select m.id from "Message" m where m."shopId" = ${shop.id} ${pageOf(id, null)}`;
  return rows.map((row) => row.id);
}

const pageOf = (id: string, before: string | null) => Prisma.sql`
  and m."conversationId" = ${id} and m.direction <> 'code'
  ${before ? Prisma.sql`and m.seq < (select b.seq from "Message" b where b."shopId" = m."shopId" and b.id = ${before})` : Prisma.empty}
  order by m.seq desc limit ${PAGE + 1}`;

/** Threads that were written apart have a sequence each: together they are told by the time. */
const pageOfSeveral = (ids: string[], before: string | null) => Prisma.sql`
  and m."conversationId" = any(${ids}) and m.direction <> 'code'
  ${
    before
      ? Prisma.sql`and (m.at, m.seq, m.id) < (select b.at, b.seq, b.id from "Message" b
          where b."shopId" = m."shopId" and b.id = ${before})`
      : Prisma.empty
  }
  order by m.at desc, m.seq desc, m.id desc limit ${PAGE + 1}`;

function view(row: MessageRow): StaffMessageView {
  return {
    ...toMessageView(row, fileUrl),
    conversationId: row.conversationId,
    direction: row.direction as StaffMessageView["direction"],
    channel: row.channel as Channel,
    authorId: row.authorId,
    reason: row.reason,
    seenAt: row.direction === "out" ? (row.readAt?.toISOString() ?? null) : null,
    orderId: row.orderId,
    parcelId: row.parcelId,
    plannedFor:
      row.authorKind === "staff" && row.state === "queued" ? (row.notBefore?.toISOString() ?? null) : null,
    hasMail: row.direction === "in" && row.hasMail,
    isOneWay: row.direction === "out" && row.channel === "sms" && row.sender !== null && isOneWay(row.sender),
    story: storyOf(row),
  };
}

function storyOf({ context, at }: MessageRow): StoryView | null {
  if (context?.kind !== "story-reply" && context?.kind !== "story-mention") return null;
  const isOnTheWeb = context.url?.startsWith("https://") ?? false;
  return { kind: context.kind, url: isOnTheWeb ? context.url : null, until: later(at, DAY).toISOString() };
}
