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

/** Tells one event. Returns false where its key was told before: then nothing is written. */
export const writeEvent = async (shop: Shop, event: DomainEvent): Promise<boolean> =>
  (await writeEvents(shop, [event])) > 0;

/**
 * Writes what happened in the transaction that makes it so, wakes the live streams at its commit and enqueues a job
 * for each who reacts (wiring/reactions.ts). One statement for any number. Returns how many were told: not those whose
 * key was told before. Of one name all wake somebody, or none.
 */
export async function writeEvents(shop: Shop, events: DomainEvent[]): Promise<number> {
  if (!events.length) return 0;
  const told = events.map(({ wakesNobody = false, ...event }) => ({
    payload: {},
    ...event,
    woken: wakesNobody ? [] : (reactions.get(event.name) ?? []),
  }));
  const rows = await shop.sql<{ id: string }>`
    with said as (
      select * from json_to_recordset(${JSON.stringify(told)}::json)
        said(name text, key text, "conversationId" text, payload jsonb, woken text[])
    ), told as (
      insert into "DomainEvent" ("shopId", name, key, "conversationId", payload, at)
      select ${shop.id}, name, key, "conversationId", payload, ${shop.at} from said
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
      from told join (select distinct name, task from said cross join unnest(woken) task) reaction using (name)
    )
    select id from told where (select count(*) from heard) + (select count(*) from woken) >= 0`;
  return rows.length;
}

/** Event → jobs it wakes. Filled by wiring/reactions.ts at start: who reacts stands above, and goes by event. */
export const reactions = new Map<string, string[]>();
