import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pause } from "#app/clock.ts";
import { stopLeftover } from "#app/database/embedded-leftover.ts";
import { findPrograms, type Programs } from "#app/database/embedded-programs.ts";

export interface Cluster {
  server: ChildProcess;
  addresses: { url: string; superUrl: string; pid: number };
}

const flags = (process.env.PG_FLAGS ?? "").split(" ").filter(Boolean);
const environment = { ...process.env, PATH: process.env.PATH, HOME: tmpdir(), LC_ALL: "C", TZ: "UTC" };

/** Makes the cluster in `home/data` where there is none, starts the server and makes role and database `app`. */
export async function startCluster(home: string): Promise<Cluster> {
  const programs = await findPrograms();
  const data = join(home, "data");
  const password = keepPassword(join(home, "password"));
  await stopLeftover(data, password);
  if (!existsSync(join(data, "PG_VERSION"))) makeCluster(home, data, programs, password);
  const { server, port } = await startServer(home, data, programs);
  const address = (role: string, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  await makeRoleAndDatabase(address("postgres", "postgres"), password);
  return {
    server,
    addresses: { url: address("app", "app"), superUrl: address("postgres", "postgres"), pid: server.pid! },
  };
}

function keepPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

/** PostgreSQL refuses to run as root: then it runs as `nobody` (or PG_RUN_AS). */
function runAs(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const user = process.env.PG_RUN_AS ?? "nobody";
  const ask = (flag: string) => Number(execFileSync("id", [flag, user]));
  return { uid: ask("-u"), gid: ask("-g") };
}

/** Into a folder of its own and then renamed: a half-made cluster is never used. */
function makeCluster(home: string, data: string, { initdb }: Programs, password: string) {
  const who = runAs();
  const half = join(home, "init");
  const passwordFile = join(home, `initdb-password-${process.pid}`);
  for (const folder of [half, data]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (who.uid !== undefined) for (const path of [half, passwordFile]) chownSync(path, who.uid, who.gid!);
  const settings = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"];
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  try {
    execFileSync(initdb, ["-D", half, "-U", "postgres", `--pwfile=${passwordFile}`, ...settings, ...locale], {
      ...who,
      env: environment,
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    throw new Error(`initdb failed; as root, ${home} must be reachable for user nobody. ${String(error)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(half, data);
}

async function startServer(home: string, data: string, { postgres }: Programs) {
  const log = openSync(join(home, "postgres.log"), "a");
  for (let attempt = 0; ; attempt++) {
    const port = attempt < 5 ? await usualPort(home) : await freePort();
    const settings = [`listen_addresses=127.0.0.1`, "unix_socket_directories=", "timezone=UTC"];
    const server = spawn(
      postgres,
      ["-D", data, "-p", `${port}`, ...settings.flatMap((s) => ["-c", s]), ...flags],
      {
        ...runAs(),
        env: environment,
        cwd: "/",
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const refusal = await untilReady(server, log);
    if (refusal === null) {
      writeFileSync(portFile(home), `${port}`);
      return { server, port };
    }
    const isPassing =
      /could not bind|pre-existing shared memory|lock file "postmaster.pid" already exists/.test(refusal);
    if (!isPassing || attempt >= 40) throw new Error(refusal.trim().split("\n").slice(-4).join(" | "));
    await pause(100);
  }
}

/** The port of the last time, so that users find their server again after a crash. */
async function usualPort(home: string): Promise<number> {
  return existsSync(portFile(home)) ? Number(readFileSync(portFile(home), "utf8")) : freePort();
}

const portFile = (home: string) => join(home, "port");

/** Null when the server takes connections, else what it said before it ended. */
function untilReady(server: ChildProcess, log: number): Promise<string | null> {
  return new Promise((resolve) => {
    let said = "";
    const hear = (data: Buffer) => {
      writeSync(log, data);
      if (said.length < 20_000) said += data;
      if (said.includes("ready to accept connections")) resolve(null);
    };
    server.stderr!.on("data", hear);
    server.stdout!.on("data", hear);
    server.once("error", (error) => resolve(error.message));
    server.once("exit", () => resolve(said));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function makeRoleAndDatabase(superUrl: string, password: string) {
  const client = new pg.Client(superUrl);
  await client.connect();
  try {
    const { rowCount: hasRole } = await client.query("select from pg_roles where rolname = 'app'");
    // Row-level security binds neither superusers nor BYPASSRLS roles: the application's role is neither.
    if (!hasRole)
      await client.query(`create role app login createdb nosuperuser nobypassrls password '${password}'`);
    const { rowCount: hasDatabase } = await client.query("select from pg_database where datname = 'app'");
    if (!hasDatabase) await client.query("create database app owner app");
  } finally {
    await client.end();
  }
}
