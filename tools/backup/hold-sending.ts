import type pg from "pg";

export interface Held {
  /** Messages that waited to leave when the backup was taken. */
  messages: number;
  /** Their delivery jobs, which now ask the provider's log instead. */
  jobs: number;
}

/**
 * Switches sending off and takes every waiting message out of the way (R16). What waited when the backup was taken
 * may have left since: it becomes `unknown`, is looked up in the provider's log, and is never sent again by itself.
 * For the restoring transaction only: it must see every shop's rows.
 */
export async function holdSending(client: pg.Client): Promise<Held> {
  await switchSending(client, "off");
  await client.query(`insert into graphile_worker._private_tasks (identifier) values ('settleClaims')
    on conflict do nothing`);
  const jobs = await client.query(
    `update graphile_worker._private_jobs job set
       task_id = settling.id,
       payload = json_build_object('shopId', job.payload->>'shopId', 'claims', (
         select coalesce(json_agg(json_build_object('messageId', message.id, 'fence', message.fence)), '[]')
         from "Message" message
         where message."shopId" = job.payload->>'shopId' and message.state = 'queued'
           and (message.id = job.payload->>'messageId' or job.payload::jsonb->'messageIds' ? message.id))),
       run_at = least(job.run_at, clock_timestamp())
     from graphile_worker._private_tasks settling, graphile_worker._private_tasks delivering
     where settling.identifier = 'settleClaims' and delivering.identifier in ('deliverMessages', 'deliverMessage')
       and job.task_id = delivering.id`,
  );
  const messages = await client.query(
    `update "Message" set state = 'unknown', reason = 'restored'
     where state = 'queued' and direction <> 'in'`,
  );
  return { messages: messages.rowCount ?? 0, jobs: jobs.rowCount ?? 0 };
}

/** What app/consent/sending-switch.ts reads. */
export async function switchSending(client: pg.Client, to: "on" | "off"): Promise<void> {
  await client.query(`comment on table "Message" is ${to === "off" ? "'sending: off'" : "null"}`);
}
