import { type Channel, CHANNELS } from "#app/channels/channel.ts";
import { KIND_OF_CHANNEL } from "#app/customers/contact-kind.ts";
import { openConversation } from "#app/conversations/open-conversation.ts";
import { restateHead } from "#app/conversations/restate-head.ts";
import { readStanding, writeStanding } from "#app/conversations/standing-rows.ts";
import { headOf, lockThreads } from "#app/conversations/thread-head.ts";
import { formsOf } from "#app/customers/match-key.ts";
import { type Split, type SplitOff, splitCustomer, type TakenPoint } from "#app/customers/split-customer.ts";
import type { Shop } from "#app/db.server.ts";
import { Prisma } from "#app/generated/prisma/client.ts";
import { moveFilesOfThread } from "#app/files/claim-files.ts";
import { writeEvent } from "#app/jobs/events.ts";

export type SplitPerson =
  | Extract<SplitOff, { ok: false }>
  | { ok: true; customerId: string; conversationId: string | null; leftFrom: string[] };

/**
 * Staff say that some contact points are another person's: a customer of their own, and with them every message that
 * came from there or went there, in its order. Notes stay where they were written. `leftFrom` are the threads that
 * they were taken from.
 */
export async function splitPerson(shop: Shop, split: Split): Promise<SplitPerson> {
  const off = await splitCustomer(shop, split);
  if (!off.ok) return off;
  const { customerId, taken } = off;
  const leftFrom = await threadsOf(shop, [...new Set(taken.map((point) => point.customerId))]);
  await lockThreads(shop, leftFrom);
  const conversationId = await takeOut(shop, customerId, { leftFrom, taken });
  return { ok: true, customerId, conversationId, leftFrom };
}

async function threadsOf(shop: Shop, customers: string[]): Promise<string[]> {
  const rows = await shop.sql<{ id: string }>`
    select id from "Conversation" where "shopId" = ${shop.id} and "customerId" = any(${customers}) order by id`;
  return rows.map(({ id }) => id);
}

/** Where somebody writes from who is known by such a contact. */
const channelOf = (kind: string): Channel | undefined =>
  CHANNELS.find((channel) => KIND_OF_CHANNEL[channel] === kind);

interface Taking {
  leftFrom: string[];
  taken: TakenPoint[];
}

async function takeOut(shop: Shop, customerId: string, { leftFrom, taken }: Taking): Promise<string | null> {
  const ways = taken.flatMap(({ kind, value }) => {
    const channel = channelOf(kind);
    return channel ? formsOf(value).map((address) => ({ channel, address })) : [];
  });
  const [newest] = await shop.sql<{ channel: Channel }>`
    select m.channel from "Message" m join ${theirWays(ways)}
    where m."shopId" = ${shop.id} and m."conversationId" = any(${leftFrom}) order by m.at desc, m.seq desc limit 1`;
  if (!newest) return null;
  const into = await openConversation(shop, customerId, newest.channel);
  await move(shop, into, { leftFrom, ways });
  await moveFilesOfThread(shop, into);
  const heads = new Set<string>();
  for (const id of leftFrom) heads.add((await headOf(shop, id))!);
  const [first] = heads;
  // What staff had decided for the one was decided for both.
  await writeStanding(shop, into, await readStanding(shop, first!));
  await settleUnread(shop, [into, ...heads]);
  for (const id of [into, ...heads]) await restateHead(shop, id);
  for (const id of new Set([into, ...leftFrom, ...heads]))
    await writeEvent(shop, { name: "conversation.parted", conversationId: id, payload: { from: into } });
  return into;
}

/** Unread is only where something unread is left. */
async function settleUnread(shop: Shop, heads: string[]) {
  await shop.sql`
    update "Conversation" h set unread = exists (
      select from "Conversation" c join "Message" m on m."shopId" = ${shop.id} and m."conversationId" = c.id
      where c."shopId" = ${shop.id} and (c.id = h.id or c."headId" = h.id)
        and m.direction = 'in' and m.seq > c."staffReadSeq")
    where h."shopId" = ${shop.id} and h.id = any(${heads}) and h.unread`;
}

interface Way {
  channel: string;
  address: string;
}

const theirWays = (ways: Way[]) => Prisma.sql`
  unnest(${ways.map(({ channel }) => channel)}::text[], ${ways.map(({ address }) => address)}::text[])
    as way(channel, address) on m.channel = way.channel and m.address = way.address`;

/**
 * Numbered anew by the time, and with versions above all that they were taken from: a browser whose visitor goes with
 * them resumes here by the version it had there.
 */
async function move(shop: Shop, into: string, { leftFrom, ways }: { leftFrom: string[]; ways: Way[] }) {
  await shop.sql`
    with base as (
      select max(version) as version from "Conversation" where "shopId" = ${shop.id} and id = any(${leftFrom})
    ), theirs as (
      select m.id, m.direction, m."stateAt", row_number() over (order by m.at, m.seq, m.id)::int as place,
        m.seq <= c."staffReadSeq" as "isReadByStaff", m.seq <= c."shopperReadSeq" as "isReadByShopper"
      from "Message" m join ${theirWays(ways)}
      join "Conversation" c on c."shopId" = ${shop.id} and c.id = m."conversationId"
      where m."shopId" = ${shop.id} and m."conversationId" = any(${leftFrom})
    ), moved as (
      update "Message" m set "conversationId" = ${into}, seq = theirs.place, version = base.version + theirs.place
      from theirs, base where m."shopId" = ${shop.id} and m.id = theirs.id
    ), left_behind as (
      update "Conversation" c set version = c.version + 1, "lastCustomerAt" = (
        select max(m."stateAt") from "Message" m where m."shopId" = ${shop.id} and m."conversationId" = c.id
          and m.direction = 'in' and m.id not in (select id from theirs))
      where c."shopId" = ${shop.id} and c.id = any(${leftFrom})
    )
    update "Conversation" c set version = base.version + counted.n, "lastSeq" = counted.n,
      "staffReadSeq" = counted."readByStaff", "shopperReadSeq" = counted."readByShopper",
      "lastCustomerAt" = counted."heardAt"
    from base, (
      select count(*)::int as n, coalesce(max(place) filter (where "isReadByStaff"), 0) as "readByStaff",
        coalesce(max(place) filter (where "isReadByShopper"), 0) as "readByShopper",
        max("stateAt") filter (where direction = 'in') as "heardAt" from theirs) counted
    where c."shopId" = ${shop.id} and c.id = ${into}`;
}
