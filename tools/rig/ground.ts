import { randomBytes } from "node:crypto";
import pg from "pg";
import { acquireDatabase } from "#app/database/embedded.ts";
import { migrate } from "#app/database/migrate.ts";
import { startTownProcess } from "#tests/town.ts";
import { ensureBuilt } from "#tools/rig/ensure-built.ts";

export interface Ground {
  databaseUrl: string;
  /** Process id of the embedded server; null with DATABASE_URL. */
  postgresPid: number | null;
  /** Ends the town and drops the database. Close the app's own pools first. */
  close(): Promise<void>;
}

interface Options {
  /** Below `.data/`: the embedded server's home, shared by runs of the same kind. */
  home: string;
  /** Begins the database's name. */
  name: string;
  /** Without fsync: for proofs whose question is not whether a commit lasts. */
  isFast?: boolean;
  townArgs?: string[];
}

/**
 * What a command of proofs or benches stands on: a fresh migrated database (embedded, or beside DATABASE_URL), a town
 * of its own, and the environment that `#app` modules and apps started later read. Call before importing those.
 */
export async function openGround({ home, name, isFast = false, townArgs = [] }: Options): Promise<Ground> {
  await ensureBuilt();
  const server = await openServer(home, isFast);
  const databaseUrl = await makeDatabase(
    server.url,
    `${name}${process.pid}_${randomBytes(3).toString("hex")}`,
  );
  const town = await startTownProcess(...townArgs);
  Object.assign(process.env, ENVIRONMENT, {
    DATABASE_URL: databaseUrl,
    TOWN_URL: town.addresses.town,
    SMTP_URL: town.addresses.smtp,
  });
  // The commands' own process speaks to the town and lives in its time, as the app's processes do.
  const preload: string = "../../sandbox/preload.mjs";
  await import(preload);
  askAgainOnClosedSockets();
  return {
    databaseUrl,
    postgresPid: server.pid,
    close: async () => {
      await town.stop();
      await dropDatabase(server.url, databaseUrl);
      server.release();
    },
  };
}

/** A kept-alive socket may be closed by its server just as a request takes it: that request was not read, and is sent anew. */
function askAgainOnClosedSockets() {
  const ask = globalThis.fetch;
  globalThis.fetch = (...given) =>
    ask(...given).catch((error: Error & { cause?: { code?: string } }) => {
      if (error.cause?.code === "UND_ERR_SOCKET" || error.cause?.code === "ECONNRESET") return ask(...given);
      throw error;
    });
}

const ENVIRONMENT = {
  NODE_ENV: "production",
  LOG_LEVEL: "silent",
  SHOPIFY_API_KEY: "town-key",
  SHOPIFY_API_SECRET: "town-secret",
  SHOPIFY_APP_URL: "http://127.0.0.1:1",
  SEALING_KEYS: "rig:dGhyZWFkbGluZS10ZXN0LXNlYWxpbmcta2V5LTMyYiE=",
};

async function openServer(home: string, isFast: boolean) {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, pid: null, release: () => undefined };
  const flags = `-c max_connections=300${isFast ? " -c fsync=off -c full_page_writes=off" : ""}`;
  return acquireDatabase(`.data/${home}`, { env: { PG_FLAGS: flags } });
}

async function makeDatabase(serverUrl: string, name: string): Promise<string> {
  await askServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return url.href;
}

const dropDatabase = (serverUrl: string, url: string) =>
  askServer(serverUrl, `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);

async function askServer(url: string, statement: string) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
