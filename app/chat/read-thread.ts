import type { MessageView } from "#app/conversations/message.ts";
import { type MessageRow, readMessageRows } from "#app/conversations/message-rows.ts";
import { toMessageView } from "#app/conversations/message-view.ts";
import { AWAY_INTENT } from "#app/conversations/tell-by.ts";
import type { Reader } from "#app/db.server.ts";
import { fileUrl } from "#app/files/file-url.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

export interface ThreadPage {
  messages: MessageView[];
  cursor: number;
  hasMore: boolean;
}

const PAGE = 50;

/**
 * The thread as the shopper may see it: never a note, never a message withheld or planned for later. `after` gives
 * everything that changed since that version, in order; without it the newest fifty, or the fifty before `before`.
 */
export async function readThread(
  shop: Reader,
  { id, version }: { id: string; version: number },
  { after = 0, before }: { after?: number; before?: number },
): Promise<ThreadPage> {
  const isCatchingUp = after !== 0 && !before;
  const found = await readMessageRows(shop, isCatchingUp ? changedSince(id, after) : newest(id, before));
  const page = isCatchingUp ? found : found.slice(0, PAGE).reverse();
  return {
    messages: page.map(toShopper),
    // A message may have come since the thread was read. Versions commit in order: who sees one has seen all below it.
    cursor: Math.max(version, ...page.map((row) => row.version)),
    hasMore: !isCatchingUp && found.length > PAGE,
  };
}

const shown = (id: string) => Prisma.sql`
  and m."conversationId" = ${id} and m.direction in ('in', 'out') and m.state not in ('suppressed', 'expired')
  and not (m.state = 'queued' and m."notBefore" is not null) and not starts_with(m.intent, ${AWAY_INTENT})`;

/** All of it, by version: a client cut off in the middle resumes from the last version it saw. */
const changedSince = (id: string, after: number) =>
  Prisma.sql`${shown(id)} and m.version > ${after} order by m.version`;

const newest = (id: string, before: number | undefined) => Prisma.sql`${shown(id)}
  ${before ? Prisma.sql`and m.seq < ${before}` : Prisma.empty} order by m.seq desc limit ${PAGE + 1}`;

/** A shopper knows staff by their first names. */
const toShopper = (row: MessageRow) =>
  toMessageView({ ...row, authorName: row.authorName?.split(" ")[0] ?? null }, fileUrl);
