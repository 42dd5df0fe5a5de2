import type { Shop } from "#app/db.server.ts";

/** What the list shows of a head, told anew by the messages of all threads that are shown in it by now. */
export async function restateHead(shop: Shop, headId: string): Promise<void> {
  await shop.sql`
    with shown as (
      select c.id, c."headId", c."lastActivityAt" from "Conversation" c
      where c."shopId" = ${shop.id} and (c.id = ${headId} or c."headId" = ${headId})
    ), newest as (
      select m.body, m."authorKind", case m.direction when 'in' then m."stateAt" else m.at end as at
      from shown cross join lateral (
        select * from "Message" a where a."shopId" = ${shop.id} and a."conversationId" = shown.id
          and a.direction <> 'code' order by a.seq desc limit 1) m
      order by m.at desc, m.seq desc limit 1
    )
    update "Conversation" h set
      "lastPreview" = (select left(body, 140) from newest),
      "lastAuthor" = (select "authorKind" from newest),
      "lastActivityAt" = coalesce(greatest((select at from newest),
        (select max("lastActivityAt") from shown where "headId" is not null)), h."createdAt")
    where h."shopId" = ${shop.id} and h.id = ${headId}`;
}
