// One detached process per data directory: it owns the PostgreSQL server, counts its users and stops with the last.
import { mkdirSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startCluster, type Cluster } from "#app/database/embedded-cluster.ts";
import { socketPath } from "#app/database/embedded-paths.ts";

const home = process.argv[2]!;
const LINGER_MS = Number(process.env.PG_LINGER_MS ?? 1_000);
const users = new Set<Socket>();
let cluster: Cluster | undefined;
let idle: NodeJS.Timeout | undefined;
let isStopping = false;

mkdirSync(home, { recursive: true });
const lock = lockOrLeave();
if (process.platform !== "win32") rmSync(socketPath(home), { force: true });
const door = createServer(welcome).listen(socketPath(home));
process.on("SIGTERM", stop).on("SIGINT", stop).on("SIGHUP", stayAlive);

try {
  cluster = await startCluster(home);
} catch (error) {
  console.error(error);
  for (const user of users) tell(user, { error: lastWords(error) });
  setTimeout(() => process.exit(1), 200);
}
if (cluster) {
  // Users see their connection close and come back through acquireDatabase, which starts a new supervisor.
  cluster.server.once("exit", () => !isStopping && process.exit(1));
  for (const user of users) tell(user, cluster.addresses);
  stopWhenIdle();
}

/** A SQLite file lock: the kernel releases it with the process, so it is never stale. */
function lockOrLeave() {
  const database = new DatabaseSync(join(home, "lock.db"), { timeout: 0 });
  try {
    database.exec("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    console.log("another supervisor holds the lock:", lastWords(error));
    process.exit(3);
  }
  return database;
}

function welcome(user: Socket) {
  users.add(user);
  clearTimeout(idle);
  user.on("error", () => user.destroy());
  user.on("close", () => {
    users.delete(user);
    stopWhenIdle();
  });
  user.resume();
  if (cluster) tell(user, cluster.addresses);
}

function tell(user: Socket, state: object) {
  user.write(`${JSON.stringify({ ...state, supervisor: process.pid })}\n`);
}

function stopWhenIdle() {
  clearTimeout(idle);
  if (!users.size && cluster) idle = setTimeout(stop, LINGER_MS);
}

async function stop() {
  if (isStopping) return;
  isStopping = true;
  door.close();
  for (const user of users) user.destroy();
  if (cluster && cluster.server.exitCode === null) {
    const ended = new Promise((resolve) => cluster!.server.once("exit", resolve));
    cluster.server.kill("SIGINT"); // PostgreSQL's fast shutdown
    await ended;
  }
  if (process.platform !== "win32") rmSync(socketPath(home), { force: true });
  lock.close();
  process.exit(0);
}

function stayAlive() {
  console.log("the terminal went away; the database stays with its users");
}

function lastWords(error: unknown): string {
  const { message, stderr } = error as Error & { stderr?: Buffer };
  return (stderr?.toString() || message).trim().slice(-600);
}
