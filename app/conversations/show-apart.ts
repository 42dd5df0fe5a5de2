import { restateHead } from "#app/conversations/restate-head.ts";
import { partStanding, type Standing, type StandingBefore } from "#app/conversations/standing.ts";
import { readStanding, type Stands, writeStanding } from "#app/conversations/standing-rows.ts";
import { lockThreads, threadsShownWith } from "#app/conversations/thread-head.ts";
import { customersOf } from "#app/customers/person-of.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

/**
 * After a merge was undone: the thread of `from` is one of its own again, with those of whoever is still part of them.
 * Each stands with staff as it stood before, but for what was changed or said since (standing.ts).
 */
export async function showApart(shop: Shop, from: string): Promise<void> {
  const customers = await customersOf(shop, from);
  const rows = await shop.tx.conversation.findMany({
    where: { shopId: shop.id, customerId: { in: customers } },
    select: { id: true, customerId: true, headId: true, standingBefore: true },
  });
  const part = rows.find(({ customerId }) => customerId === from);
  if (!part?.headId) return;
  const head = part.headId;
  await lockThreads(shop, await threadsShownWith(shop, head));
  const now = await readStanding(shop, head);
  const before = part.standingBefore as unknown as StandingBefore | null;
  const own = await readStanding(shop, part.id);
  const others = rows.map(({ id }) => id).filter((id) => id !== part.id);
  await shop.sql`
    update "Conversation" set "headId" = case when id = ${part.id} then null else ${part.id} end,
      "standingBefore" = case when id = ${part.id} then null else "standingBefore" end
    where "shopId" = ${shop.id} and id = any(${[part.id, ...others]})`;
  await liftClock(shop, part.id, head);
  await stand(shop, part.id, { own, before, now });
  if (before?.headId === head && (await isLastJoined(shop, before)))
    await stand(shop, head, { own: { standing: before.head, isUnread: before.headUnread }, before, now });
  for (const id of [part.id, head]) {
    await restateHead(shop, id);
    await writeEvent(shop, { name: "conversation.parted", conversationId: id, payload: { from: part.id } });
  }
}

/** Whoever was shown there later has a say in how it stands: then it stays as it stands. */
async function isLastJoined(shop: Shop, { headId, at }: StandingBefore): Promise<boolean> {
  const later = await shop.sql`
    select id from "Conversation" where "shopId" = ${shop.id} and "headId" = ${headId}
      and ("standingBefore" is null or "standingBefore"->>'at' >= ${at}) limit 1`;
  return later.length === 0;
}

/** Both go on from where they were together, so that who reads them by number never goes back. */
async function liftClock(shop: Shop, partId: string, headId: string) {
  await shop.sql`
    update "Conversation" set version = (
      select max(version) + 1 from "Conversation" where "shopId" = ${shop.id} and id in (${partId}, ${headId}))
    where "shopId" = ${shop.id} and id in (${partId}, ${headId})`;
}

interface Parting {
  own: Stands;
  before: StandingBefore | null;
  now: Stands;
}

async function stand(shop: Shop, id: string, { own, before, now }: Parting) {
  const heard = await heardSince(shop, id, before ? new Date(before.at) : null);
  const standing: Standing = before
    ? partStanding(own.standing, { joint: before.joint, now: now.standing, wasHeardSince: heard.since })
    : now.standing;
  await writeStanding(shop, id, { standing, isUnread: now.isUnread && heard.isUnseen });
}

/** Whether the threads shown in this one have something of their shopper's since then, and something staff have not seen. */
async function heardSince(shop: Shop, headId: string, at: Date | null) {
  const [heard] = await shop.sql<{ since: boolean; isUnseen: boolean }>`
    select coalesce(bool_or(c."lastCustomerAt" > ${at}::timestamptz), false) as since,
      coalesce(bool_or(exists (select from "Message" m where m."shopId" = ${shop.id} and m."conversationId" = c.id
        and m.seq > c."staffReadSeq"
        and (m.direction = 'in' or (m.direction = 'note' and m."authorKind" = 'system')))), false) as "isUnseen"
    from "Conversation" c where c."shopId" = ${shop.id} and (c.id = ${headId} or c."headId" = ${headId})`;
  return heard!;
}
