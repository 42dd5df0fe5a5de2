import type { Reader } from "#app/db.server.ts";
import type { Question } from "#app/desk/timeline-branches.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

/**
 * Days with messages, newest first, from day to day along the index of a thread's times: a thread of years costs as
 * much as its page. A day is always taken whole, also where the place that a page begins at lies within it: else the
 * rest of a day that was shown would be shown again as a day of its own.
 */
export function daysOfMessages(shop: Reader, { person, before, most, timeZone }: Question): Prisma.Sql {
  const dayOf = (at: Prisma.Sql) =>
    Prisma.sql`(date_trunc('day', ${at} at time zone ${timeZone}) at time zone ${timeZone})`;
  const after = (day: Prisma.Sql) =>
    Prisma.sql`((date_trunc('day', ${day} at time zone ${timeZone}) + interval '1 day') at time zone ${timeZone})`;
  const end = before ? after(Prisma.sql`${before.at}::timestamptz`) : Prisma.sql`'infinity'::timestamptz`;
  const newest = (until: Prisma.Sql) => Prisma.sql`
    select m.at as last, ${dayOf(Prisma.sql`m.at`)} as day from "Message" m
    where m."shopId" = ${shop.id} and m."conversationId" = v.id and m.at < ${until} and m.direction in ('in', 'out')
    order by m.at desc limit 1`;
  const id = Prisma.sql`v.id || ':' || to_char(d.day at time zone ${timeZone}, 'YYYY-MM-DD')`;
  const only = before
    ? Prisma.sql`where (d.last, 'messages', ${id}) < (${before.at}, ${before.kind}, ${before.id})`
    : Prisma.empty;
  return Prisma.sql`
    select d.last as at, 'messages'::text as kind, ${id} as id,
      jsonb_build_object('conversationId', v.id, 'received', s.received, 'sent', s.sent, 'channels', s.channels,
        'last', left(l.body, 160), 'lastFrom', l."authorKind") as facts
    from unnest(${person.conversations}::text[]) v(id)
    cross join lateral (
      with recursive days(last, day, n) as (
        (select newest.*, 1 from (${newest(end)}) newest)
        union all
        select earlier.*, days.n + 1 from days cross join lateral (${newest(Prisma.sql`days.day`)}) earlier
        where days.n <= ${most}
      ) select last, day from days
    ) d
    cross join lateral (
      select count(*) filter (where m.direction = 'in')::int as received,
        count(*) filter (where m.direction = 'out')::int as sent, array_agg(distinct m.channel) as channels
      from "Message" m where m."shopId" = ${shop.id} and m."conversationId" = v.id and m.direction in ('in', 'out')
        and m.at >= d.day and m.at < ${after(Prisma.sql`d.day`)}
    ) s
    cross join lateral (
      select m.body, m."authorKind" from "Message" m
      where m."shopId" = ${shop.id} and m."conversationId" = v.id and m.at = d.last and m.direction in ('in', 'out')
      order by m.seq desc limit 1
    ) l
    ${only} order by at desc, id desc limit ${most}`;
}
