import type { Shop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";
import { MAX_ATTEMPTS } from "#app/jobs/enqueue.ts";

export interface DomainEvent {
  /** `noun.past-tense`, e.g. `message.received`. */
  name: string;
  /** Happens at most once under this key, however often it is told. */
  key?: string;
  conversationId?: string;
  /** Ids and states only: payloads are read by streams and stand in the log for long. */
  payload?: Prisma.InputJsonObject;
  /** Told and heard by streams, but nothing that usually reacts to it is to. */
  wakesNobody?: boolean;
}

/**
 * Writes what happened in the transaction that makes it so, wakes the live streams at its commit and enqueues a job
 * for each who reacts (wiring/reactions.ts). Returns false where the key was told before: then nothing is written.
 */
export async function writeEvent(shop: Shop, event: DomainEvent): Promise<boolean> {
  const { name, key = null, conversationId = null, payload = {}, wakesNobody = false } = event;
  const woken = wakesNobody ? [] : (reactions.get(name) ?? []);
  const rows = await shop.sql<{ id: string }>`
    with told as (
      insert into "DomainEvent" ("shopId", name, key, "conversationId", payload, at)
      values (${shop.id}, ${name}, ${key}, ${conversationId}, ${JSON.stringify(payload)}::jsonb, ${shop.at})
      on conflict ("shopId", key) do nothing
      returning id, name, "conversationId", payload
    ), heard as (
      select pg_notify('live', json_build_object(
        'shopId', ${shop.id}::text, 'id', id::text, 'name', name, 'conversationId', "conversationId")::text) from told
    ), woken as (
      select graphile_worker.add_job(
        task, (jsonb_build_object('shopId', ${shop.id}::text) || payload)::json,
        queue_name => lane('conversation', "conversationId"),
        run_at => ${shop.at}, max_attempts => ${MAX_ATTEMPTS})
      from told cross join unnest(${woken}::text[]) task
    )
    select told.id from told left join heard on true left join woken on true`;
  return rows.length > 0;
}

/** Event → jobs it wakes. Filled by wiring/reactions.ts at start: who reacts stands above, and goes by event. */
export const reactions = new Map<string, string[]>();
