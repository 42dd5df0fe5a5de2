import pg from "pg";
import { afterAll, expect, inject } from "vitest";
import { control, town, townOf } from "#tests/town.ts";

// Before each file: a database of its own, fresh from the template, and the road to this worker's town.
const template = inject("database");
const name = `${new URL(template).pathname.slice(1).replace("_template", "")}_${process.env.VITEST_POOL_ID}_${process.pid}`;
const admin = new pg.Client(template.replace(/[^/]*$/, "app"));
await admin.connect();
await admin.query(`drop database if exists ${name} with (force)`);
await admin.query(
  `create database ${name} template ${new URL(template).pathname.slice(1)} strategy file_copy`,
);
// The modules under test read these when they are first imported, which is after this file.
process.env.DATABASE_URL = template.replace(/[^/]*$/, name);
const towns = inject("towns");
process.env.TOWN_URL = townOf(towns, process.env.VITEST_POOL_ID ?? 1);
await import("#sandbox/preload.mjs");
await control("POST", "/reset", {});

const complaints: string[] = [];
console.error = (...said) => void complaints.push(said.map(String).join(" "));

afterAll(async () => {
  await (await import("#app/db.server.ts")).closeDatabase();
  // Not "with (force)": it may not end an autovacuum that is at work there, which a plain drop sends away itself.
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user",
    [name],
  );
  await admin.query(`drop database if exists ${name}`);
  await admin.end();
  expect(complaints, "console.error was called").toEqual([]);
  expect(
    (await town.unknown()).map(({ request }) => request),
    "requests the town does not know",
  ).toEqual([]);
});
