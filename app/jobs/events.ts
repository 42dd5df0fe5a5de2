import type { Shop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";

export interface DomainEvent {
  /** `noun.past-tense`, e.g. `message.received`. */
  name: string;
  /** Happens at most once under this key, however often it is told. */
  key?: string;
  conversationId?: string;
  /** Ids and states only: payloads are read by streams and stand in the log for long. */
  payload?: Prisma.InputJsonObject;
}

/**
 * Writes what happened in the transaction that makes it so, wakes the live streams at its commit and enqueues who
 * reacts (wiring/reactions.ts, as a job). Returns false where the key was told before: then nothing is written.
 */
export async function writeEvent(shop: Shop, event: DomainEvent): Promise<boolean> {
  const { name, key = null, conversationId = null, payload = {} } = event;
  const rows = await shop.tx.$queryRaw<{ id: bigint }[]>`
    with told as (
      insert into "DomainEvent" ("shopId", name, key, "conversationId", payload, at)
      values (${shop.id}, ${name}, ${key}, ${conversationId}, ${JSON.stringify(payload)}::jsonb, ${shop.at})
      on conflict ("shopId", key) do nothing
      returning id, name, "conversationId", payload
    ), heard as (
      select pg_notify('live', json_build_object(
        'shopId', ${shop.id}::text, 'id', id::text, 'name', name, 'conversationId', "conversationId")::text) from told
    ), reacted as (
      select graphile_worker.add_job(
        'react', json_build_object('shopId', ${shop.id}::text, 'event', name, 'payload', payload),
        queue_name => case when "conversationId" is null then null else 'conversation:' || "conversationId" end,
        run_at => ${shop.at}, max_attempts => 8)
      from told where name = any(${[...reactedTo]})
    )
    select told.id from told left join heard on true left join reacted on true`;
  return rows.length === 1;
}

/** Names of events that somebody reacts to; wiring sets them at start, so that the others cost no job. */
export const reactedTo = new Set<string>();
