import { mayBecome, type MessageState } from "#app/conversations/message.ts";
import { lockThreads } from "#app/conversations/thread-head.ts";
import type { Shop } from "#app/db.server.ts";
import type { Message } from "#app/generated/prisma/client.ts";
import { writeEvents } from "#app/jobs/events.ts";

export interface Change {
  state: MessageState;
  reason?: string | null;
  fence?: number;
  claimedUntil?: Date | null;
  readAt?: Date;
  notBefore?: Date;
  triedSince?: Date;
  externalId?: string;
  /** Changes nothing where another claim came in between. */
  onlyWhileFence?: number;
}

export interface Move {
  message: Pick<Message, "id" | "conversationId">;
  change: Change;
}

/** Moves one message to another state. Returns whether it moved. */
export const setMessageState = async (
  shop: Shop,
  message: Move["message"],
  change: Change,
): Promise<boolean> => (await moveMessages(shop, [{ message, change }])).has(message.id);

/**
 * Moves messages to other states where that is a step forward (message.ts, `mayBecome`), and their conversations'
 * versions with them, so that both sides see it live: four statements for any number. Returns the ids of those that
 * moved. Each message at most once in a call.
 */
export async function moveMessages(shop: Shop, moves: Move[]): Promise<Set<string>> {
  if (!moves.length) return new Set();
  const stands = await lockMessages(
    shop,
    moves.map(({ message }) => message),
  );
  const versions = new Map<string, number>();
  const moved = moves.flatMap(({ message: { id }, change: { onlyWhileFence, ...columns } }) => {
    const now = stands.get(id);
    if (!now || !mayBecome(now.state, columns.state)) return [];
    if (onlyWhileFence !== undefined && now.fence !== onlyWhileFence) return [];
    const { conversationId } = now;
    const version = (versions.get(conversationId) ?? now.version) + 1;
    versions.set(conversationId, version);
    return [{ id, ...columns, conversationId, version }];
  });
  if (!moved.length) return new Set();
  const [ids, threads] = [moved.map(({ id }) => id), [...versions.keys()]];
  // The ids once more, apart: of how many rows the list of changes has the planner knows nothing, and reads the table.
  await shop.sql`
    with change as (select value as c from jsonb_array_elements(${JSON.stringify(moved)}::jsonb)),
    moved as (
      update "Message" m set state = c->>'state', version = (c->>'version')::int, "stateAt" = ${shop.at},
        reason = case when c ? 'reason' then c->>'reason' else m.reason end,
        fence = coalesce((c->>'fence')::int, m.fence),
        "claimedUntil" = case when c ? 'claimedUntil' then (c->>'claimedUntil')::timestamptz else m."claimedUntil" end,
        "notBefore" = coalesce((c->>'notBefore')::timestamptz, m."notBefore"),
        "triedSince" = coalesce((c->>'triedSince')::timestamptz, m."triedSince"),
        "readAt" = coalesce((c->>'readAt')::timestamptz, m."readAt"),
        "externalId" = coalesce(c->>'externalId', m."externalId")
      from change where m."shopId" = ${shop.id} and m.id = any(${ids}) and m.id = c->>'id'
    )
    update "Conversation" t set version = newest.version
    from (select c->>'conversationId' as id, max((c->>'version')::int) as version from change group by 1) newest
    where t."shopId" = ${shop.id} and t.id = any(${threads}) and t.id = newest.id`;
  await writeEvents(
    shop,
    moved.map(({ id, conversationId, state }) => ({
      name: "message.moved",
      conversationId,
      payload: { messageId: id, state },
    })),
  );
  return new Set(ids);
}

interface Stands {
  id: string;
  conversationId: string;
  state: MessageState;
  fence: number;
  /** Of the thread. */
  version: number;
}

/** How messages stand, under the locks of whichever threads they stand in by now: they may have moved. */
async function lockMessages(shop: Shop, messages: Move["message"][]): Promise<Map<string, Stands>> {
  const threads = await lockThreads(shop, [...new Set(messages.map(({ conversationId }) => conversationId))]);
  const rows = await shop.sql<Omit<Stands, "version">>`
    select id, "conversationId", state, fence from "Message"
    where "shopId" = ${shop.id} and id = any(${messages.map(({ id }) => id)})`;
  if (rows.some(({ conversationId }) => !threads.has(conversationId))) return lockMessages(shop, rows);
  return new Map(rows.map((row) => [row.id, { ...row, version: threads.get(row.conversationId)!.version }]));
}
