import type { Reader } from "#app/db.server.ts";

/**
 * Threads of customers whom staff show as one person stay apart, each with its own messages, sequence and version, for
 * its shopper knows nothing of the others. One of them, the head, is what staff open; it holds for all of them who has
 * the thread, whether it is open and whether staff have taken it over (decisions/009). Alone, a thread is its own head.
 */
export async function headOf(shop: Reader, conversationId: string): Promise<string | null> {
  const [row] = await shop.sql<{ id: string }>`
    select coalesce("headId", id) as id from "Conversation" where "shopId" = ${shop.id} and id = ${conversationId}`;
  return row?.id ?? null;
}

/** All threads that are shown with this one, the head first. */
export async function threadsShownWith(shop: Reader, headId: string): Promise<string[]> {
  const rows = await shop.sql<{ id: string }>`
    select id from "Conversation" where "shopId" = ${shop.id} and (id = ${headId} or "headId" = ${headId})
    order by ("headId" is not null), "createdAt", id`;
  return rows.map(({ id }) => id);
}

/** The same, locked: parts before their head, as `lockThreads` has it. */
export async function lockShownWith(shop: Reader, headId: string): Promise<string[]> {
  const rows = await shop.sql<{ id: string }>`
    select id from "Conversation" where "shopId" = ${shop.id} and (id = ${headId} or "headId" = ${headId})
    order by ("headId" is null), id for update`;
  return rows.map(({ id }) => id);
}

/** The thread in which a reply of staff goes out: the one that was heard from last. */
export async function threadToReplyIn(shop: Reader, headId: string): Promise<string> {
  const [row] = await shop.sql<{ id: string }>`
    select id from "Conversation" where "shopId" = ${shop.id} and (id = ${headId} or "headId" = ${headId})
    order by "lastCustomerAt" desc nulls last, ("headId" is not null), id limit 1`;
  return row?.id ?? headId;
}

export interface LockedThread {
  id: string;
  headId: string | null;
  lastSeq: number;
  version: number;
}

/**
 * Locks threads and their heads in the one order that every writer keeps: parts before heads (write-message.ts locks
 * the thread it writes in, then that thread's head). Returns how each of them stands.
 */
export async function lockThreads(shop: Reader, ids: string[]): Promise<Map<string, LockedThread>> {
  const locked = await shop.sql<LockedThread>`
    select id, "headId", "lastSeq", version from "Conversation"
    where "shopId" = ${shop.id} and id = any(array(
      select unnest(${ids}::text[])
      union select "headId" from "Conversation" where "shopId" = ${shop.id} and id = any(${ids}) and "headId" is not null))
    order by ("headId" is null), id for update`;
  return new Map(locked.map((thread) => [thread.id, thread]));
}
