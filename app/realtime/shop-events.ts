import { readShop } from "#app/db.server.ts";
import type { Item } from "#app/realtime/stream.server.ts";

/**
 * A shop's events after a cursor, for staff's stream. The cursor is a transaction horizon, not a row id: ids are
 * given before commit, so a reader that resumed "after id 7" would miss a 6 that commits later. Everything below
 * `pg_snapshot_xmin` has ended; the few above it are told again after a reconnect, which a reader bears: each event
 * only says what to look at anew. A reader that was away for longer than events are kept (jobs/prune-events.ts leaves
 * the newest that is past its time as a mark), or whose cursor says nothing, hears `hello`: read everything anew.
 */
export async function readShopEvents(
  shopId: string,
  cursor: string,
): Promise<{ items: Item[]; cursor: string }> {
  return readShop(shopId, async ({ sql }) => {
    const after = /^\d{1,18}$/.test(cursor) ? cursor : null;
    const [now] = await sql<{ horizon: string; isKnown: boolean | null }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
        (select min(xid) from "DomainEvent" where "shopId" = ${shopId}) < ${after}::bigint as "isKnown"`;
    const { horizon, isKnown } = now!;
    if (after === null) return { items: [hello(horizon)], cursor: horizon };
    const rows = await sql<{ name: string; conversationId: string | null }>`
      select distinct on ("conversationId", kind) name, "conversationId" from (
        select *, case when "conversationId" is null or name = 'message.moved' then name end as kind
        from "DomainEvent" where "shopId" = ${shopId} and xid >= ${after}) told
      order by "conversationId", kind, id desc limit ${MOST}`;
    const items = rows.map((data) => ({
      id: horizon,
      event: data.conversationId ? "conversation" : "shop",
      data,
    }));
    if (items.length === MOST) return { items: [hello(horizon)], cursor: horizon };
    // Null: nothing has happened yet that could have been forgotten.
    return { items: isKnown === false ? [hello(horizon), ...items] : items, cursor: horizon };
  });
}

/** Below what a reader may leave unread (stream.server.ts): a busy shop's night away from the inbox fits in. */
const MOST = 5_000;

const hello = (horizon: string): Item => ({ id: horizon, event: "hello", data: {} });
