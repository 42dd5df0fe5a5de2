import { openConversation } from "#app/conversations/open-conversation.ts";
import { restateHead } from "#app/conversations/restate-head.ts";
import { joinStandings } from "#app/conversations/standing.ts";
import { readStanding, writeStanding } from "#app/conversations/standing-rows.ts";
import { lockThreads } from "#app/conversations/thread-head.ts";
import { lockConversation } from "#app/conversations/write-message.ts";
import type { Shop } from "#app/db.server.ts";
import { moveFiles } from "#app/files/claim-files.ts";
import { writeEvent } from "#app/jobs/events.ts";

/**
 * Somebody turned out to be somebody else, for good: a visitor signed in, or Shopify merged two accounts. What they
 * wrote becomes part of the other's own thread, at its end and in its order; their old thread stays, empty, so that
 * its address leads on. Returns the conversation that holds both, or null where they had none.
 */
export async function joinThreads(
  shop: Shop,
  fromCustomerId: string,
  toCustomerId: string,
): Promise<string | null> {
  const old = await shop.tx.conversation.findUnique({
    where: { shopId_customerId: { shopId: shop.id, customerId: fromCustomerId } },
  });
  if (!old || fromCustomerId === toCustomerId) return old?.id ?? null;
  const into = await openConversation(shop, toCustomerId, "chat");
  await lockThreads(shop, [old.id, into]);
  const where = { shopId_id: { shopId: shop.id, id: old.id } };
  const from = await shop.tx.conversation.findUniqueOrThrow({ where });
  // In another tab at the same moment.
  if (!from.lastSeq) return into;
  const { lastSeq, version, headId } = await lockConversation(shop, into);
  const base = Math.max(version, from.version);
  // A version each: a reader that is cut off between two of them resumes after the one it has.
  await shop.sql`
    update "Message" set "conversationId" = ${into}, seq = seq + ${lastSeq}, version = seq + ${base}
    where "shopId" = ${shop.id} and "conversationId" = ${from.id}`;
  await moveFiles(shop, from.id, into);
  // Where staff had shown them the other way round, the one they turned out to be takes the head's place.
  const target = (headId === from.id ? from.headId : headId) ?? into;
  await carryOn(shop, from, into, { lastSeq: lastSeq + from.lastSeq, version: base + from.lastSeq });
  await joinStanding(shop, { source: from.headId ?? from.id, target, isTurned: headId === from.id });
  await leaveEmpty(shop, { from: from.id, into, target });
  for (const conversationId of [from.id, into])
    await writeEvent(shop, { name: "conversation.joined", conversationId, payload: { from: from.id, into } });
  return into;
}

type Row = NonNullable<Awaited<ReturnType<Shop["tx"]["conversation"]["findUnique"]>>>;

/** What one of the two threads knows, the joined one knows; its times are the later of both. */
async function carryOn(shop: Shop, from: Row, into: string, clock: { lastSeq: number; version: number }) {
  const where = { shopId_id: { shopId: shop.id, id: into } };
  const own = await shop.tx.conversation.findUniqueOrThrow({ where });
  const { lastPreview, lastAuthor } = from;
  await shop.tx.conversation.update({
    where,
    data: {
      ...clock,
      lastPreview,
      lastAuthor,
      tellBy: own.tellBy ?? from.tellBy ?? undefined,
      lastCustomerAt: latest(from.lastCustomerAt, own.lastCustomerAt),
      lastActivityAt: latest(from.lastActivityAt, own.lastActivityAt) ?? shop.at,
    },
  });
}

const latest = (...times: (Date | null)[]): Date | null =>
  times.reduce((one, other) => (!one || (other && other > one) ? other : one), null);

interface Joining {
  /** The head of the one thread, and what will be the head of both. */
  source: string;
  target: string;
  isTurned: boolean;
}

async function joinStanding(shop: Shop, { source, target, isTurned }: Joining) {
  if (source === target) return;
  const [own, theirs] = [await readStanding(shop, target), await readStanding(shop, source)];
  const standing = isTurned ? theirs.standing : joinStandings(own.standing, theirs.standing);
  await writeStanding(shop, target, { standing, isUnread: own.isUnread || theirs.isUnread });
}

/** Whoever staff had shown in it is shown where it has gone to. */
async function leaveEmpty(
  shop: Shop,
  { from, into, target }: { from: string; into: string; target: string },
) {
  await shop.sql`
    update "Conversation" set "headId" = case when id = ${target} then null else ${target} end
    where "shopId" = ${shop.id} and (id in (${from}, ${into}) or "headId" = ${from})`;
  await shop.sql`
    update "Conversation" set "lastSeq" = 0, "lastPreview" = null, status = 'closed', unread = false,
      "staffReadSeq" = 0, "shopperReadSeq" = 0, "handedOverAt" = null, "handedOverBecause" = null,
      "lastCustomerAt" = null, "standingBefore" = null
    where "shopId" = ${shop.id} and id = ${from}`;
  if (target === into) return;
  await shop.sql`
    update "Conversation" h set "lastSeq" = greatest(h."lastSeq", i."lastSeq"), version = h.version + 1
    from "Conversation" i
    where h."shopId" = ${shop.id} and h.id = ${target} and i."shopId" = ${shop.id} and i.id = ${into}`;
  await restateHead(shop, target);
}
