import type { Channel, MessageView } from "#app/conversations/message.ts";
import { type MessageRow, readMessageRows } from "#app/conversations/message-rows.ts";
import { toMessageView } from "#app/conversations/message-view.ts";
import type { Reader } from "#app/db.server.ts";
import { fileUrl } from "#app/files/file-url.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

/** A message as staff see it: with its channel, the reason of a failure, and notes. */
export interface StaffMessageView extends MessageView {
  direction: "in" | "out" | "note";
  channel: Channel;
  reason: string | null;
  authorId: string | null;
  /** The order and parcel it is about, where that is known. */
  orderId: string | null;
  parcelId: string | null;
}

export interface ThreadView {
  id: string;
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
  /** More above: ask with `before` the first message's seq. */
  hasOlder: boolean;
}

const PAGE = 50;

/** The newest messages of a thread (or those before a seq), oldest first. Null where this shop has no such thread. */
export async function readThread(
  shop: Reader,
  conversationId: string,
  { before }: { before?: number } = {},
): Promise<ThreadView | null> {
  const [thread] = await readHead(shop, conversationId);
  if (!thread) return null;
  const found = await readMessageRows(shop, page(conversationId, before));
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
  select id, "customerId", status, channel, version, "lastSeq", "staffReadSeq", unread as "isUnread", "assigneeId",
    "handedOverAt", "handedOverBecause", facts
  from "Conversation" where "shopId" = ${shop.id} and id = ${id}`;

const page = (conversationId: string, before: number | undefined) => Prisma.sql`
  and m."conversationId" = ${conversationId} and m.direction <> 'code'
  ${before === undefined ? Prisma.empty : Prisma.sql`and m.seq < ${before}`}
  order by m.seq desc limit ${PAGE + 1}`;

function view(row: MessageRow): StaffMessageView {
  return {
    ...toMessageView(row, fileUrl),
    direction: row.direction as StaffMessageView["direction"],
    channel: row.channel as Channel,
    authorId: row.authorId,
    reason: row.reason,
    orderId: row.orderId,
    parcelId: row.parcelId,
  };
}
