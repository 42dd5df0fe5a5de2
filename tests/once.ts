import pg from "pg";
import type { TestProject } from "vitest/node";
import { acquireDatabase } from "#app/database/embedded.ts";
import { isAlive } from "#app/database/is-alive.ts";
import { migrate } from "#app/database/migrate.ts";
import { startTowns } from "#tests/town.ts";

declare module "vitest" {
  interface ProvidedContext {
    database: string;
    towns: string[];
  }
}

/** Once per run: the PostgreSQL server, the migrated template, and one town per worker. */
export default async function once(project: TestProject) {
  const fast = { PG_FLAGS: "-c fsync=off -c full_page_writes=off -c max_connections=300" };
  const embedded = await acquireDatabase(".data/tests", { env: fast });
  const admin = new pg.Client(embedded.url);
  await admin.connect();
  // Several runs may share the server: each has databases of its own.
  const run = `t${process.pid}`;
  const template = embedded.url.replace(/[^/]*$/, `${run}_template`);
  await dropOldRuns(admin);
  await admin.query(`create database ${run}_template`);
  await migrate(template);
  project.provide("database", template);

  const towns = await startTowns(project.config.maxWorkers);
  project.provide("towns", towns.urls);

  return async () => {
    await towns.stop();
    const { rows } = await admin.query("select datname from pg_database where datname like $1", [
      `${run}\\_%`,
    ]);
    for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`);
    await admin.end();
    embedded.release();
  };
}

/** Databases of runs that were killed: their process is gone. */
async function dropOldRuns(admin: pg.Client) {
  const { rows } = await admin.query("select datname from pg_database where datname ~ '^t[0-9]+_'");
  for (const { datname } of rows) {
    if (!isAlive(Number(datname.slice(1).split("_")[0])))
      await admin.query(`drop database if exists ${datname} with (force)`);
  }
}
