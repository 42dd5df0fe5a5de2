import { fork } from "node:child_process";
import { once } from "node:events";
import { pool } from "#app/db.server.ts";
import { type App, startApp } from "#tests/app.ts";

export interface Kept {
  /** Of the webhooks prefix0 … as many as were acknowledged: those without a receipt or without a job. */
  lost: number;
  /** Those with more than one job. */
  doubled: number;
  receipts: number;
  jobs: number;
}

/** A process with a durable door for Shopify's webhooks, and what it wrote. */
export interface Side {
  port: number;
  pid: number;
  kept(prefix: string, acknowledged: number): Promise<Kept>;
  /** Every round begins with empty tables. */
  clear(): Promise<void>;
  close(): void;
}

/** The app as it is run, without a worker: what is measured is the acknowledgement. */
export async function openOurs(): Promise<{ app: App; side: Side }> {
  const app = await startApp({ role: "web", env: { LOG_LEVEL: "info" } });
  const side = {
    ...store("shopify"),
    port: Number(new URL(app.url).port),
    pid: app.pid,
    close: () => undefined,
  };
  return { app, side };
}

export async function openFloor(): Promise<Side> {
  await pool.query(
    `create table floor_receipt (key text primary key, topic text not null, address text not null,
       headers jsonb not null, body bytea not null, received_at timestamptz not null);
     create table floor_job (id bigint generated always as identity primary key, task text not null,
       payload json not null, run_at timestamptz not null)`,
  );
  const child = await start("bench/ingest/floor.ts");
  return {
    ...child,
    kept: count("select key from floor_receipt", "select payload->>'key' as key from floor_job"),
    clear: async () => void (await pool.query("truncate floor_receipt, floor_job")),
  };
}

export async function openPeer(): Promise<Side> {
  return { ...(await start("bench/ingest/peer.ts")), ...store("peer") };
}

async function start(file: string) {
  const { NODE_OPTIONS: _preload, ...env } = process.env;
  const child = fork(file, { execArgv: [], env });
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`${file} ended: ${code}`)));
  const [port] = (await Promise.race([once(child, "message"), ended])) as [number];
  ended.catch(() => undefined);
  return { port, pid: child.pid!, close: () => child.disconnect() };
}

function store(door: "shopify" | "peer"): Pick<Side, "kept" | "clear"> {
  return {
    kept: count(
      `select key from "Receipt" where door = '${door}'`,
      `select payload->>'key' as key from graphile_worker._private_jobs where payload->>'door' = '${door}'`,
    ),
    clear: async () => void (await pool.query(`truncate "Receipt", graphile_worker._private_jobs`)),
  };
}

function count(receipts: string, jobs: string): Side["kept"] {
  const question = `
    with receipts as (${receipts}), jobs as (select key, count(*) as times from (${jobs}) job group by key)
    select count(*) filter (where receipts.key is null or jobs.key is null)::int as lost,
      count(*) filter (where jobs.times > 1)::int as doubled,
      (select count(*) from receipts)::int as receipts,
      (select coalesce(sum(times), 0) from jobs)::int as jobs
    from (select $1 || n as key from generate_series(0, $2::int - 1) n) acknowledged
    left join receipts using (key) left join jobs using (key)`;
  return async (prefix, acknowledged) => (await pool.query<Kept>(question, [prefix, acknowledged])).rows[0]!;
}
