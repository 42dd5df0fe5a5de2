import { spawn } from "node:child_process";
import { mkdirSync, openSync, closeSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pause } from "#app/clock.ts";
import { socketPath } from "#app/database/embedded-paths.ts";

export interface EmbeddedDatabase {
  /** The application's role: owns its tables, NOSUPERUSER, NOBYPASSRLS. */
  url: string;
  superUrl: string;
  /** Process id of the PostgreSQL server. */
  pid: number;
  supervisor: number;
  /** Settles when server or supervisor has gone without our letting go: then acquire it again. */
  lost: Promise<void>;
  /** The database stops a second after its last user has let go. */
  release(): void;
}

interface Options {
  timeoutMs?: number;
  env?: Record<string, string>;
}

/**
 * A real PostgreSQL from npm in `directory`, started by whoever comes first and shared by all who come after.
 * Users are counted by open socket connections, which the kernel closes even under kill -9.
 */
export async function acquireDatabase(directory: string, { timeoutMs = 60_000, env = {} }: Options = {}) {
  const home = resolve(directory);
  mkdirSync(home, { recursive: true });
  const end = performance.now() + timeoutMs;
  let spawnedAt = Number.NEGATIVE_INFINITY;
  while (performance.now() < end) {
    const answer = await askSupervisor(home);
    if (answer.error)
      throw new Error(`embedded PostgreSQL did not start: ${answer.error} (${home}/postgres.log)`);
    if (answer.database) return answer.database;
    if (performance.now() - spawnedAt > 3_000) {
      spawnedAt = performance.now();
      spawnSupervisor(home, env);
    }
    await pause(25);
  }
  throw new Error(`embedded PostgreSQL did not come up within ${timeoutMs} ms, see ${home}/supervisor.log`);
}

function askSupervisor(home: string): Promise<{ database?: EmbeddedDatabase; error?: string }> {
  return new Promise((resolve) => {
    let text = "";
    const socket: Socket = connect(socketPath(home));
    socket.on("error", () => resolve({}));
    socket.on("close", () => resolve({}));
    socket.on("data", (data) => {
      text += data;
      if (!text.endsWith("\n")) return;
      const state = JSON.parse(text);
      socket.unref();
      resolve(state.error ? state : { database: { ...state, ...holdOf(socket) } });
    });
  });
}

function holdOf(socket: Socket): Pick<EmbeddedDatabase, "lost" | "release"> {
  let isReleased = false;
  return {
    lost: new Promise((resolve) => socket.once("close", () => isReleased || resolve())),
    release() {
      isReleased = true;
      socket.destroy();
    },
  };
}

function spawnSupervisor(home: string, env: Record<string, string>) {
  const output = openSync(join(home, "supervisor.log"), "a");
  const program = fileURLToPath(new URL("./embedded-supervisor.ts", import.meta.url));
  spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, home], {
    detached: true,
    stdio: ["ignore", output, output],
    // Without the preloads of whoever started us: the supervisor outlives it and keeps real time.
    env: { ...process.env, NODE_OPTIONS: "", ...env },
  }).unref();
  closeSync(output);
}
