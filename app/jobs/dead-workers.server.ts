import pg from "pg";
import { every, pause, SECOND } from "#app/clock.ts";
import { databaseUrl, pool } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";

const LOOK_EVERY_MS = 3 * SECOND;

/**
 * Frees the jobs and queues of workers whose process is gone: graphile-worker itself waits four hours, and one
 * conversation's queue would wait as long. Each worker holds a session lock by its name, which the kernel lets go
 * of with the process; whose lock is found free in two looks in a row is dead. What they held in its last try would
 * not be tried again, and goes to `parkTheirs` first. Returns how to stop.
 */
export function watchForDeadWorkers(name: string, parkTheirs: Park): () => Promise<void> {
  let suspects: string[] = [];
  const hold = holdLock(name);
  const stop = every(LOOK_EVERY_MS, () => {
    freeTheDead(name, suspects, parkTheirs).then(
      (found) => (suspects = found),
      (err) => log.warn({ err }, "could not look for dead workers"),
    );
  });
  return async () => {
    stop();
    await hold.end();
  };
}

type Park = (dead: string[]) => Promise<void>;

/** One connection with the lock on it, made again whenever it is lost. */
function holdLock(name: string) {
  let isEnding = false;
  let client: pg.Client | null = null;
  const hold = async (): Promise<void> => {
    while (!isEnding) {
      client = await lock(name).catch(notYet);
      if (client) return void client.once("end", () => void hold());
      await pause(SECOND / 2);
    }
  };
  const held = hold();
  return {
    async end() {
      isEnding = true;
      await held;
      await client?.end();
    },
  };
}

function notYet(err: unknown): null {
  log.warn({ err }, "worker's lock not held yet");
  return null;
}

async function lock(name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "threadline-worker" });
  client.on("error", (err) => log.warn({ err }, "worker's lock lost"));
  await client.connect();
  await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [name]);
  return client;
}

/** Frees those of `suspects` whose lock is still free; returns all whose lock is free now. */
async function freeTheDead(name: string, suspects: string[], parkTheirs: Park): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from (
       select locked_by as id from graphile_worker._private_jobs where locked_at is not null
       union select locked_by from graphile_worker._private_job_queues where locked_at is not null
     ) lockers
     where id <> $1 and pg_try_advisory_xact_lock(hashtextextended(id, 0))`,
    [name],
  );
  const silent = rows.map(({ id }) => id);
  const dead = silent.filter((id) => suspects.includes(id));
  if (!dead.length) return silent;
  await parkTheirs(dead);
  await pool.query("select graphile_worker.force_unlock_workers($1)", [dead]);
  log.warn({ workers: dead.length }, "freed the jobs of workers that are gone");
  return silent.filter((id) => !dead.includes(id));
}
