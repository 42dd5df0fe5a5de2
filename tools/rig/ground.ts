import { randomBytes } from "node:crypto";
import { globSync, rmSync } from "node:fs";
import pg from "pg";
import { acquireDatabase, type EmbeddedDatabase } from "#app/database/embedded.ts";
import { isAlive } from "#app/database/is-alive.ts";
import { migrate } from "#app/database/migrate.ts";
import { startTownProcess } from "#tests/town.ts";
import { ensureBuilt } from "#tools/rig/ensure-built.ts";

export interface Ground {
  databaseUrl: string;
  /** Process id of the embedded server; null with DATABASE_URL. */
  postgresPid: number | null;
  /**
   * `pg_ctl restart -m immediate`: the server ends without a word to anybody and recovers from its log. Resolves when
   * it takes connections again. Only with `isOwnServer`.
   */
  crashDatabase(): Promise<void>;
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
  /** A server that nobody else uses, made for this run and deleted after it: it may be crashed. */
  isOwnServer?: boolean;
  townArgs?: string[];
}

/**
 * What a command of proofs or benches stands on: a fresh migrated database (embedded, or beside DATABASE_URL), a town
 * of its own, and the environment that `#app` modules and apps started later read. Call before importing those.
 */
export async function openGround({ townArgs = [], ...options }: Options): Promise<Ground> {
  await ensureBuilt();
  const server = options.isOwnServer ? await openOwnServer(options) : await openSharedServer(options);
  const databaseUrl = await makeDatabase(
    server.url,
    `${options.name}${process.pid}_${randomBytes(3).toString("hex")}`,
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
    crashDatabase: server.crash,
    close: async () => {
      await town.stop();
      await server.close(databaseUrl);
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
  MAIL_HOSTS_INSIDE: "127.0.0.1",
  LOG_LEVEL: "silent",
  SHOPIFY_API_KEY: "town-key",
  SHOPIFY_API_SECRET: "town-secret",
  META_APP_ID: "610000000000001",
  META_APP_SECRET: "meta-town-secret",
  META_VERIFY_TOKEN: "meta-town-verify",
  META_SIGNUP_CONFIG_ID: "730000000000001",
  SHOPIFY_APP_URL: "http://127.0.0.1:1",
  SEALING_KEYS: "rig:dGhyZWFkbGluZS10ZXN0LXNlYWxpbmcta2V5LTMyYiE=",
};

interface Server {
  url: string;
  pid: number | null;
  crash(): Promise<void>;
  close(databaseUrl: string): Promise<void>;
}

async function openSharedServer({ home, isFast }: Options): Promise<Server> {
  const given = process.env.DATABASE_URL;
  const embedded = given ? null : await acquireDatabase(`.data/${home}`, { env: flagsFor(isFast) });
  const url = given ?? embedded!.url;
  return {
    url,
    pid: embedded?.pid ?? null,
    crash: () => Promise.reject(new Error("others use this database server, too")),
    close: async (databaseUrl) => {
      await dropDatabase(url, databaseUrl);
      embedded?.release();
    },
  };
}

async function openOwnServer({ home, isFast }: Options): Promise<Server> {
  removeLeftovers(home);
  const folder = `.data/${home}-${process.pid}`;
  const env = { ...flagsFor(isFast), PG_LINGER_MS: "200" };
  let embedded: EmbeddedDatabase = await acquireDatabase(folder, { env });
  return {
    url: embedded.url,
    pid: embedded.pid,
    crash: async () => {
      // What `pg_ctl stop -m immediate` sends; its supervisor goes with it, and we start another.
      process.kill(embedded.pid, "SIGQUIT");
      await embedded.lost;
      embedded = await acquireDatabase(folder, { env });
    },
    close: async () => {
      embedded.release();
      while (isAlive(embedded.supervisor)) await new Promise((again) => setTimeout(again, 50));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const flagsFor = (isFast = false) => ({
  // When a transaction committed is what some proofs compare.
  PG_FLAGS: `-c max_connections=300 -c track_commit_timestamp=on${isFast ? " -c fsync=off -c full_page_writes=off" : ""}`,
});

/** Of runs that were killed: their server has stopped by itself, their files are still there. */
function removeLeftovers(home: string) {
  for (const folder of globSync(`.data/${home}-*`))
    if (!isAlive(Number(folder.split("-").at(-1)))) rmSync(folder, { recursive: true, force: true });
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
