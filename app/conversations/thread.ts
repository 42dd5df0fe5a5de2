import { toMessageView } from "#app/conversations/message-view.ts";
import type { Channel, MessageView } from "#app/conversations/message.ts";
import type { Shop } from "#app/db.server.ts";
import { fileUrl } from "#app/files/file-url.ts";
import type { File, Message } from "#app/generated/prisma/client.ts";

/** A message as staff see it: with its channel, the reason of a failure, and notes. */
export interface StaffMessageView extends MessageView {
  direction: "in" | "out" | "note";
  channel: Channel;
  reason: string | null;
  authorId: string | null;
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
  shop: Shop,
  conversationId: string,
  { before }: { before?: number } = {},
): Promise<ThreadView | null> {
  const conversation = await shop.tx.conversation.findUnique({
    where: { shopId_id: { shopId: shop.id, id: conversationId } },
  });
  if (!conversation) return null;
  const found = await shop.tx.message.findMany({
    where: {
      shopId: shop.id,
      conversationId,
      direction: { not: "code" },
      ...(before !== undefined && { seq: { lt: before } }),
    },
    orderBy: { seq: "desc" },
    take: PAGE + 1,
    include: { files: true },
  });
  const page = found.slice(0, PAGE).reverse();
  const names = await readStaffNames(shop, page);
  const { handedOverAt, handedOverBecause, facts } = conversation;
  return {
    id: conversation.id,
    customerId: conversation.customerId,
    status: conversation.status,
    channel: conversation.channel as Channel,
    version: conversation.version,
    lastSeq: conversation.lastSeq,
    staffReadSeq: conversation.staffReadSeq,
    isUnread: conversation.unread,
    assigneeId: conversation.assigneeId,
    handedOver: handedOverAt && {
      at: handedOverAt.toISOString(),
      because: handedOverBecause ?? "",
      facts,
    },
    messages: page.map((message) => view(message, names)),
    hasOlder: found.length > PAGE,
  };
}

async function readStaffNames(shop: Shop, messages: Message[]): Promise<Map<string, string>> {
  const ids = [...new Set(messages.flatMap(({ authorId }) => authorId ?? []))];
  if (!ids.length) return new Map();
  const where = { shopId: shop.id, id: { in: ids } };
  const staff = await shop.tx.staffMember.findMany({ where, select: { id: true, name: true } });
  return new Map(staff.map(({ id, name }) => [id, name]));
}

function view(message: Message & { files: File[] }, names: Map<string, string>): StaffMessageView {
  return {
    ...toMessageView(message, fileUrl, (id) => names.get(id) ?? null),
    direction: message.direction as StaffMessageView["direction"],
    channel: message.channel as Channel,
    authorId: message.authorId,
    reason: message.reason,
  };
}
