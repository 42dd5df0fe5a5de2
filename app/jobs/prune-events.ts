import { DAY, earlier } from "#app/clock.ts";
import type { Shop } from "#app/db.server.ts";

const KEPT_MS = 30 * DAY;

/**
 * Deletes the shop's events of more than thirty days ago, all but the newest of them: by it a reader of the stream is
 * known that was away for longer (realtime/shop-events.ts). A key is free again afterwards, so what must never happen
 * twice hangs on a row of its own, as a message does on its intent. Ids rise with time: the oldest stand in front.
 */
export async function pruneEvents(shop: Shop, most: number): Promise<number> {
  const gone = await shop.sql`
    with oldest as (
      select id, xid, at from "DomainEvent" where "shopId" = ${shop.id} order by id limit ${most}
    ), past as (
      select id, xid from oldest where at < ${earlier(shop.at, KEPT_MS)}
    )
    delete from "DomainEvent"
    where "shopId" = ${shop.id} and id = any(array(select id from past))
      and id <> (select id from past order by xid desc, id desc limit 1)
    returning id`;
  return gone.length;
}
