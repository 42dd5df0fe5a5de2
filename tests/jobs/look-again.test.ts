import { afterAll, beforeAll, expect, it } from "vitest";
import { HOUR } from "#app/clock.ts";
import { pool } from "#app/db.server.ts";
import { type JobPayload, startWorker } from "#app/jobs/worker.server.ts";

const ran: string[] = [];
let heard: () => void = () => undefined;
let stop: () => Promise<void>;

const note = async ({ name }: JobPayload) => {
  ran.push(String(name));
  heard();
};

beforeAll(async () => {
  stop = await startWorker({ note: { run: note } }, [], { concurrency: 4, pollMs: HOUR });
});
afterAll(() => stop());

it("what waits in a lane runs when the job before it has ended, though nobody polls", async () => {
  const names = Array.from({ length: 12 }, (_, n) => String(n));
  const allRan = new Promise<void>((done) => {
    heard = () => ran.length === names.length && done();
  });
  await pool.query(
    `select graphile_worker.add_job('note', json_build_object('name', name), 'one lane')
     from unnest($1::text[]) name`,
    [names],
  );
  await allRan;
  expect(ran).toEqual(names);
});
