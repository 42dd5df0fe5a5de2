import type pg from "pg";

export interface Held {
  /** Messages that waited to leave when the backup was taken. */
  messages: number;
  /** Their delivery jobs, which now ask the provider's log instead. */
  jobs: number;
}

/**
 * Has the app look, when it starts, for what came after the backup: at Shopify by the sweeps of every shop, and in the
 * log of whoever carries for an account. For the restoring transaction only.
 */
export async function lookForLost(client: pg.Client, takenAt: Date): Promise<void> {
  const since = new Date(takenAt.getTime() - CLOCKS_MAY_DIFFER_MS).toISOString();
  await client.query(
    `select graphile_worker.add_job('sweepAfterOutage', json_build_object('from', $1::text, 'to', now()::text),
       job_key => 'sweepAfterOutage', priority => 5)`,
    [since],
  );
  await client.query(
    `select graphile_worker.add_job('readBack',
       json_build_object('shopId', account."shopId", 'accountId', account.id, 'since', $1::text),
       job_key => 'readBack:' || account.id, max_attempts => 8, priority => 1)
     from "ChannelAccount" account where account."removedAt" is null and account.channel <> 'easypost'`,
    [since],
  );
}

const CLOCKS_MAY_DIFFER_MS = 15 * 60_000;

/** Jobs by which the app finds what was lost. While any is left, sending would say again what was said. */
const FINDERS = ["readBack", "sweepAfterOutage", "sweepShop", "sweepPage", "readReceipt"];

/** How many look-ups for what was lost are not done yet: jobs, and sweeps of a shop that did not come to their end. */
export async function countLookUps(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int n from graphile_worker._private_jobs job
     join graphile_worker._private_tasks task on task.id = job.task_id
     where task.identifier = any($1) and job.attempts < job.max_attempts
       and job.key is distinct from 'sweepShop:hourly:' || (job.payload->>'shopId')`,
    [FINDERS],
  );
  return rows[0]!.n + (await countOpenSweeps(client));
}

/** Row-level security shows one shop at a time. */
async function countOpenSweeps(client: pg.Client): Promise<number> {
  const shops = await client.query<{ id: string }>(`select id from "Shop" where "uninstalledAt" is null`);
  let open = 0;
  for (const { id } of shops.rows) {
    await client.query("select set_config('app.shop', $1, false)", [id]);
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int n from "Sweep" where "shopId" = $1 and ("doneAt" is null or fault is not null)`,
      [id],
    );
    open += rows[0]!.n;
  }
  return open;
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
  if (to === "on") await client.query(`delete from "SendingOff"`);
  else
    await client.query(`insert into "SendingOff" select now() where not exists (select from "SendingOff")`);
}
