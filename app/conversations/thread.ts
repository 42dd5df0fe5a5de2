import type { Channel, MessageView } from "#app/conversations/message.ts";
import { type MessageRow, readMessageRows } from "#app/conversations/message-rows.ts";
import { toMessageView } from "#app/conversations/message-view.ts";
import { headOf } from "#app/conversations/thread-head.ts";
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
  authorId: string | null;
  /** The order and parcel it is about, where that is known. */
  orderId: string | null;
  parcelId: string | null;
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
  const headId = await headOf(shop, conversationId);
  const [thread] = headId ? await readHead(shop, headId) : [];
  if (!thread) return null;
  const page = thread.threads.length > 1 ? pageOfSeveral(thread.threads, before) : pageOf(thread.id, before);
  const found = await readMessageRows(shop, page);
  const { handedOverAt, handedOverBecause, facts, ...head } = thread;
  return {
    ...head,
    handedOver: handedOverAt && { at: handedOverAt.toISOString(), because: handedOverBecause ?? "", facts },
    messages: found.slice(0, PAGE).reverse().map(view),
    hasOlder: found.length > PAGE,
  };
}

interface Head extends Omit<ThreadView, "handedOver" | "messages" | "hasOlder"> {
  handedOverAt: Date | null;
  handedOverBecause: string | null;
  facts: unknown;
}

const readHead = (shop: Reader, id: string) => shop.sql<Head>`
  select h.id, h."customerId", h.status, heard.channel, shown.version, h."lastSeq", h."staffReadSeq",
    h.unread as "isUnread", h."assigneeId", h."handedOverAt", h."handedOverBecause", h.facts, shown.threads
  from "Conversation" h
  cross join lateral (select max(c.version) as version,
      array_agg(c.id order by (c."headId" is not null), c."createdAt", c.id) as threads
    from "Conversation" c where c."shopId" = ${shop.id} and (c.id = h.id or c."headId" = h.id)) shown
  cross join lateral (select c.channel from "Conversation" c
    where c."shopId" = ${shop.id} and (c.id = h.id or c."headId" = h.id)
    order by c."lastCustomerAt" desc nulls last, (c."headId" is not null), c.id limit 1) heard
  where h."shopId" = ${shop.id} and h.id = ${id}`;

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
    orderId: row.orderId,
    parcelId: row.parcelId,
  };
}
