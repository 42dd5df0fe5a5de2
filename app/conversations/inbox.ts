import type { Channel } from "#app/channels/channel.ts";
import { readBlockedRows } from "#app/conversations/blocked-rows.ts";
import type { AuthorKind } from "#app/conversations/message.ts";
import type { Reader } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

/** "unassigned": in staff's hands without a name on them. Threads that the answers speak in wait for nobody. */
export const INBOX_VIEWS = ["open", "mine", "unassigned", "closed"] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

export interface InboxRow {
  id: string;
  /** A name, else a phone or email, else null for a visitor who has told nothing. */
  customer: string | null;
  channel: Channel;
  preview: string;
  lastAuthor: AuthorKind | null;
  /** ISO time of the newest activity. */
  at: string;
  status: string;
  assignee: { id: string; name: string } | null;
  /** In staff's hands; else the answers speak in it. */
  isHandedOver: boolean;
  isUnread: boolean;
  /** Messages of theirs that staff have not seen; 99 at most. */
  unreadCount: number;
  /** Other threads of the same person, shown in this one. */
  parts: string[];
  /** The last word in it was ours, and has not arrived, may not have, or waits for its time. */
  reply: "not-delivered" | "unsure" | "planned" | null;
  /** The carrier lets no text of ours through to them until they text START. */
  isBlocked: boolean;
}

interface Question {
  view: InboxView;
  /** Who asks, for "mine". */
  staffId: string;
  /** `next` of the page before. */
  cursor?: string | null;
}

const PAGE = 30;

/** One page of a list, newest activity first. Keyset paging: page 100 costs what page 1 does. */
export async function readInbox(
  shop: Reader,
  { view, staffId, cursor }: Question,
): Promise<{ rows: InboxRow[]; next: string | null }> {
  const found = await readRows(
    shop,
    Prisma.sql`${SAID} ${HEADS} ${within(view, staffId)} ${after(cursor)}
      order by c."lastActivityAt" desc, c.id desc limit ${PAGE + 1}`,
  );
  const rows = found.slice(0, PAGE).map(({ isSaid: _, ...row }) => row);
  const last = rows.at(-1);
  return { rows, next: found.length > PAGE && last ? `${last.at}~${last.id}` : null };
}

/**
 * The row of one thread and the lists it stands in, so that a list can follow a change without reading itself again.
 * Asked for a thread that is shown in another, the row is that one's; one in which nothing was said stands in no list.
 */
export async function readInboxRow(
  shop: Reader,
  conversationId: string,
  staffId: string,
): Promise<{ row: InboxRow; views: InboxView[] } | null> {
  const [row] = await readRows(
    shop,
    Prisma.sql`and c.id = (select coalesce(a."headId", a.id) from "Conversation" a
      where a."shopId" = ${shop.id} and a.id = ${conversationId})`,
  );
  if (!row) return null;
  const { isSaid, ...shown } = row;
  return { row: shown, views: isSaid ? viewsOf(shown, staffId) : [] };
}

/** How many threads each list holds, counted up to 100. */
export async function readCounts(shop: Reader, staffId: string): Promise<Record<InboxView, number>> {
  const count = (view: InboxView) => Prisma.sql`(select count(*)::int from (
    select 1 from "Conversation" c where c."shopId" = ${shop.id} ${SAID} ${HEADS} ${within(view, staffId)}
    order by c."lastActivityAt" desc, c.id desc limit 100) counted)`;
  const [counts] = await shop.sql<Record<InboxView, number>>`
    select ${count("open")} as open, ${count("mine")} as mine, ${count("unassigned")} as unassigned, 0 as closed`;
  return counts!;
}

/** A thread that holds nothing but a code sent to its owner (send-code.ts) is no conversation yet. */
const SAID = Prisma.sql`and c."lastPreview" is not null`;
/** One row a person: threads that are shown in another have none of their own (thread-head.ts). */
const HEADS = Prisma.sql`and c."headId" is null`;

export function viewsOf(row: InboxRow, staffId: string): InboxView[] {
  if (row.status === "closed") return ["closed"];
  const views: InboxView[] = ["open"];
  if (!row.assignee && row.isHandedOver) views.push("unassigned");
  if (row.assignee?.id === staffId) views.push("mine");
  return views;
}

function within(view: InboxView, staffId: string): Prisma.Sql {
  if (view === "closed") return Prisma.sql`and c.status = 'closed'`;
  if (view === "mine") return Prisma.sql`and c."assigneeId" = ${staffId} and c.status = 'open'`;
  if (view === "unassigned")
    return Prisma.sql`and c."assigneeId" is null and c."handedOverAt" is not null and c.status = 'open'`;
  return Prisma.sql`and c.status = 'open'`;
}

function after(cursor: string | null | undefined): Prisma.Sql {
  const [at, id] = cursor?.split("~") ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at))) return Prisma.empty;
  return Prisma.sql`and (c."lastActivityAt", c.id) < (${new Date(at)}, ${id})`;
}

interface Found extends Omit<InboxRow, "at" | "assignee" | "isBlocked"> {
  isSaid: boolean;
  at: Date;
  assigneeId: string | null;
  assigneeName: string | null;
}

/** The page is chosen first and then dressed with names and counts, so only its own rows are joined. */
async function readRows(shop: Reader, rest: Prisma.Sql): Promise<(InboxRow & { isSaid: boolean })[]> {
  const rows = await shop.sql<Found>`
    with page as (select * from "Conversation" c where c."shopId" = ${shop.id} ${rest})
    select page.id, coalesce(heard.channel, page.channel) as channel, page.status, page."lastActivityAt" as at,
      page."lastPreview" is not null as "isSaid", page."lastAuthor", coalesce(page."lastPreview", '') as preview, page.unread as "isUnread",
      page."handedOverAt" is not null as "isHandedOver", parts.ids as parts,
      coalesce(nullif(trim(concat_ws(' ', k."firstName", k."lastName")), ''), known.name, contact.value) as customer,
      s.id as "assigneeId", s.name as "assigneeName", fresh.n as "unreadCount", said.reply
    from page
    left join "Customer" k on k."shopId" = ${shop.id} and k.id = page."customerId"
    cross join lateral (select coalesce(array_agg(a.id), '{}') as ids, array_agg(a."customerId") as customers
      from "Conversation" a where a."shopId" = ${shop.id} and a."headId" = page.id) parts
    left join lateral (select nullif(trim(concat_ws(' ', o."firstName", o."lastName")), '') as name
      from "Customer" o where o."shopId" = ${shop.id} and o.id = any(parts.customers)
        and (o."firstName" is not null or o."lastName" is not null) order by o.id limit 1) known on true
    left join lateral (select p.value from "ContactPoint" p
      where p."shopId" = ${shop.id} and p."customerId" = any(page."customerId" || parts.customers)
        and p.kind <> 'visitor'
      order by p."customerId" <> page."customerId", p."createdAt" limit 1) contact on true
    left join lateral (select a.channel from "Conversation" a
      where a."shopId" = ${shop.id} and a.id = any(page.id || parts.ids) and parts.customers is not null
      order by a."lastCustomerAt" desc nulls last, a."headId" is not null limit 1) heard on true
    left join "StaffMember" s on s."shopId" = ${shop.id} and s.id = page."assigneeId"
    left join lateral (select case when m.state in ('failed', 'suppressed', 'expired') then 'not-delivered'
          when m.state = 'unknown' then 'unsure'
          when m.state = 'queued' and m."notBefore" > ${shop.at} then 'planned' end as reply
      from "Message" m where m."shopId" = ${shop.id} and m."conversationId" = any(page.id || parts.ids)
        and m.seq = page."lastSeq" and m.direction = 'out' limit 1) said on true
    left join lateral (select count(*)::int as n from (
      select 1 from (select page.id, page."staffReadSeq" union all
          select a.id, a."staffReadSeq" from "Conversation" a
          where a."shopId" = ${shop.id} and a."headId" = page.id and parts.customers is not null) t
        join "Message" m on m."shopId" = ${shop.id} and m."conversationId" = t.id
      where m.direction = 'in' and m.seq > t."staffReadSeq" limit 99) unseen) fresh on page.unread
    order by page."lastActivityAt" desc, page.id desc`;
  const blocked = await readBlockedRows(shop, rows);
  return rows.map(({ assigneeId, assigneeName, at, ...row }) => ({
    ...row,
    isBlocked: blocked.has(row.id),
    at: at.toISOString(),
    unreadCount: row.unreadCount ?? 0,
    assignee: assigneeId && assigneeName ? { id: assigneeId, name: assigneeName } : null,
  }));
}
