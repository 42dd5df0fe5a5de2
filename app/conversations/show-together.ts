import { openConversation } from "#app/conversations/open-conversation.ts";
import { restateHead } from "#app/conversations/restate-head.ts";
import { joinStandings, type StandingBefore } from "#app/conversations/standing.ts";
import { readStanding, writeStanding } from "#app/conversations/standing-rows.ts";
import { lockThreads, threadsShownWith } from "#app/conversations/thread-head.ts";
import type { Channel } from "#app/channels/channel.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

/**
 * Shows the thread of one person, with all that are shown in it, in another's. No message moves: a shopper's stream,
 * its cursor, what is on its way and what a thread has proven stay as they are. From here on both share one order of
 * what is written (write-message.ts), and the head says for both how they stand with staff. Returns the head, or null
 * where nobody of `from` has written or been written to.
 */
export async function showTogether(
  shop: Shop,
  { from, into }: { from: string; into: string },
): Promise<string | null> {
  const part = await threadOf(shop, from);
  if (!part) return null;
  const head = await openConversation(shop, into, part.channel as Channel);
  const parts = await threadsShownWith(shop, part.id);
  await lockThreads(shop, [...parts, ...(await threadsShownWith(shop, head))]);
  const [own, their] = [await readStanding(shop, head), await readStanding(shop, part.id)];
  const joint = joinStandings(own.standing, their.standing);
  const before: StandingBefore = {
    headId: head,
    head: own.standing,
    headUnread: own.isUnread,
    joint,
    at: shop.at.toISOString(),
  };
  await shop.sql`
    update "Conversation" set "standingBefore" = ${JSON.stringify(before)}::jsonb
    where "shopId" = ${shop.id} and id = ${part.id}`;
  await shop.sql`
    update "Conversation" set "headId" = ${head} where "shopId" = ${shop.id} and id = any(${parts})`;
  await shop.sql`
    update "Conversation" h set
      "lastSeq" = greatest(h."lastSeq", p."lastSeq"), version = greatest(h.version, p.version) + 1
    from "Conversation" p where h."shopId" = ${shop.id} and h.id = ${head} and p."shopId" = ${shop.id} and p.id = ${part.id}`;
  await writeStanding(shop, head, { standing: joint, isUnread: own.isUnread || their.isUnread });
  await restateHead(shop, head);
  for (const conversationId of [part.id, head])
    await writeEvent(shop, {
      name: "conversation.joined",
      conversationId,
      payload: { from: part.id, into: head },
    });
  return head;
}

async function threadOf(shop: Shop, customerId: string) {
  const where = { shopId_customerId: { shopId: shop.id, customerId } };
  return shop.tx.conversation.findUnique({ where, select: { id: true, channel: true } });
}
