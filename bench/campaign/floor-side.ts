import { fork } from "node:child_process";
import { once } from "node:events";
import { pool } from "#app/db.server.ts";
import type { CampaignSide } from "./campaign-side.ts";
import type { Carrier } from "./carrier.ts";
import { type Person, wordsFor } from "./people.ts";

/** As many as our worker has jobs at once. */
const LOOPS = 8;
const ROWS_AT_ONCE = 500;
/** Of `"Message"`, whose columns and indexes the floor's table has: those without a default that may not be null. */
const COLUMNS = `"shopId", id, "conversationId", seq, version, direction, "authorKind", channel, address, body, purpose,
  intent, authentic, automatic, state, fence, at, "stateAt"`;

/** A raw multi-row insert of the same rows into a table of the same shape, and the bare loop of floor-worker.ts. */
export async function openFloorSide(carrier: Carrier): Promise<CampaignSide> {
  await pool.query(`
    create table floor_message (like "Message" including all);
    create index on floor_message (id) where state = 'queued';
    create table floor_consent (address text primary key, state text not null)`);
  const { NODE_OPTIONS: _preload, ...env } = process.env;
  const child = fork("bench/campaign/floor-worker.ts", [carrier.url, String(LOOPS)], { execArgv: [], env });
  await once(child, "message");
  return {
    worker: child.pid!,
    async prepare(people) {
      const asked = people.filter(({ consent }) => consent);
      await pool.query("insert into floor_consent select * from unnest($1::text[], $2::text[])", [
        asked.map(({ phone }) => phone),
        asked.map(({ consent }) => consent),
      ]);
    },
    async enqueue(people) {
      for (let from = 0; from < people.length; from += ROWS_AT_ONCE)
        await insert(people.slice(from, from + ROWS_AT_ONCE));
    },
    async drain() {
      child.send("go");
      await once(child, "message");
    },
    async ends() {
      const { rows } = await pool.query(
        `with ended as (delete from floor_message returning state) select state, count(*)::int as n from ended group by 1`,
      );
      return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
    },
    close: () => child.disconnect(),
  };
}

async function insert(people: Person[]): Promise<void> {
  const at = new Date();
  const rows = people.map((person) => [
    ...["bench", `m-${person.id}`, person.id, 1, 1, "out", "system", "sms", person.phone, wordsFor(person)],
    ...["marketing", `campaign:${person.id}`, true, false, "queued", 0, at, at],
  ]);
  const width = rows[0]!.length;
  const places = rows.map((row, n) => `(${row.map((_, column) => `$${n * width + column + 1}`).join(", ")})`);
  await pool.query(`insert into floor_message (${COLUMNS}) values ${places.join(", ")}`, rows.flat());
}
