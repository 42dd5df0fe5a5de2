import { existsSync, readFileSync, realpathSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { pause } from "#app/clock.ts";
import { isAlive } from "#app/database/is-alive.ts";

/** A server left behind by a killed supervisor: proven to be ours (password and data directory), then stopped. */
export async function stopLeftover(data: string, password: string): Promise<void> {
  const pidFile = join(data, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const [pid, , , port] = readFileSync(pidFile, "utf8").split("\n").map(Number);
  if (!isAlive(pid!)) return;
  // A zombie under a PID 1 that does not reap, or a reused number in a new container, would keep PostgreSQL from starting.
  if (process.platform === "linux" && !isServerOf(data, pid!)) return unlinkSync(pidFile);
  if (!(await answersFor(data, port!, password))) return;
  console.log("stopping the PostgreSQL left behind as", pid);
  process.kill(pid!, "SIGINT");
  for (let i = 0; i < 400 && existsSync(pidFile); i++) await pause(25);
}

function isServerOf(data: string, pid: number): boolean {
  try {
    const isZombie = /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return !isZombie && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(data);
  } catch {
    return false; // gone between the two looks
  }
}

async function answersFor(data: string, port: number, password: string): Promise<boolean> {
  const settings = { host: "127.0.0.1", port, user: "postgres", password, database: "postgres" };
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    const { rows } = await client.query("show data_directory");
    return realpathSync(rows[0].data_directory) === realpathSync(data);
  } catch (error) {
    console.log("a postmaster.pid is there but nobody answers for it:", (error as Error).message);
    return false;
  } finally {
    await client.end();
  }
}
