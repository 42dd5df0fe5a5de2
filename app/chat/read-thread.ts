import { fileUrl } from "#app/files/file-url.ts";
import { CHAT_SELECT, type MessageRow, toMessageView } from "#app/conversations/message-view.ts";
import type { MessageView } from "#app/conversations/message.ts";
import type { Shop } from "#app/db.server.ts";

export interface ThreadPage {
  messages: MessageView[];
  cursor: number;
  hasMore: boolean;
}

const PAGE = 50;

/**
 * The thread as the shopper may see it: never a note, never a message withheld. `after` gives everything that changed
 * since that version, in order; without it the newest fifty, or the fifty before `before`.
 */
export async function readThread(
  shop: Shop,
  conversationId: string,
  { after = 0, before }: { after?: number; before?: number },
): Promise<ThreadPage> {
  const { version } = await shop.tx.conversation.findUniqueOrThrow({
    where: { shopId_id: { shopId: shop.id, id: conversationId } },
    select: { version: true },
  });
  const page =
    after && !before
      ? await changedSince(shop, conversationId, after)
      : await newest(shop, conversationId, before);
  const names = await readFirstNames(shop, page);
  const shownPage = page.slice(0, after ? page.length : PAGE);
  const messages = shownPage.map((row) => toMessageView(row, fileUrl, (id) => names.get(id) ?? null));
  return {
    messages: after ? messages : messages.reverse(),
    // A message may have come between the two reads. Versions commit in order, so who sees one has seen all below it.
    cursor: Math.max(version, ...shownPage.map((row) => row.version)),
    hasMore: !after && page.length > PAGE,
  };
}

const shown = (shop: Shop, conversationId: string) => ({
  shopId: shop.id,
  conversationId,
  direction: { in: ["in", "out"] },
  state: { notIn: ["suppressed", "expired"] },
});

/** All of it, by version: a client cut off in the middle resumes from the last version it saw. */
async function changedSince(shop: Shop, conversationId: string, after: number): Promise<MessageRow[]> {
  return shop.tx.message.findMany({
    where: { ...shown(shop, conversationId), version: { gt: after } },
    orderBy: { version: "asc" },
    select: CHAT_SELECT,
  });
}

async function newest(shop: Shop, conversationId: string, before?: number): Promise<MessageRow[]> {
  return shop.tx.message.findMany({
    where: { ...shown(shop, conversationId), ...(before && { seq: { lt: before } }) },
    orderBy: { seq: "desc" },
    take: PAGE + 1,
    select: CHAT_SELECT,
  });
}

/** A shopper knows staff by their first names. */
async function readFirstNames(shop: Shop, page: MessageRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(page.flatMap(({ authorId }) => authorId ?? []))];
  if (!ids.length) return new Map();
  const where = { shopId: shop.id, id: { in: ids } };
  const staff = await shop.tx.staffMember.findMany({ where, select: { id: true, name: true } });
  return new Map(staff.map(({ id, name }) => [id, name.split(" ")[0]!]));
}
