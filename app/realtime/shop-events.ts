import { readShop } from "#app/db.server.ts";
import type { Item } from "#app/realtime/stream.server.ts";

/**
 * A shop's events after a cursor, for staff's stream. The cursor is a transaction horizon, not a row id: ids are
 * given before commit, so a reader that resumed "after id 7" would miss a 6 that commits later. Everything below
 * `pg_snapshot_xmin` has ended; the few above it are told again after a reconnect, which a reader bears: each event
 * only says what to look at anew.
 */
export async function readShopEvents(
  shopId: string,
  cursor: string,
): Promise<{ items: Item[]; cursor: string }> {
  return readShop(shopId, async ({ sql }) => {
    const [now] = await sql<{ horizon: string }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`;
    const { horizon } = now!;
    if (!/^\d{1,18}$/.test(cursor)) return { items: [hello(horizon)], cursor: horizon };
    const rows = await sql<{ name: string; conversationId: string | null }>`
      select distinct on ("conversationId", kind) name, "conversationId" from (
        select *, case when "conversationId" is null or name = 'message.moved' then name end as kind
        from "DomainEvent" where "shopId" = ${shopId} and xid >= ${cursor}) told
      order by "conversationId", kind, id desc limit ${MOST}`;
    const items = rows.map((data) => ({
      id: horizon,
      event: data.conversationId ? "conversation" : "shop",
      data,
    }));
    return { items, cursor: horizon };
  });
}

/** Below what a reader may leave unread (stream.server.ts): a busy shop's night away from the inbox fits in. */
const MOST = 5_000;

const hello = (horizon: string): Item => ({ id: horizon, event: "hello", data: {} });
