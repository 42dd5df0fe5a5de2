import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import pg from "pg";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startApp, stopApps } from "#tests/app.ts";

interface Given {
  url: string;
  superUrl: string;
  pid: number;
  supervisor: number;
}

interface User {
  given: Given;
  tell(order: "release" | "migrate" | "write" | "end"): void;
  /** Everything said from now on, as it comes. */
  said: AsyncIterableIterator<Record<string, unknown>>;
  kill(): Promise<void>;
}

const children = new Set<ChildProcess>();
const homes: string[] = [];
let home: string;

beforeEach(() => {
  // Below no folder of root's own: as root, PostgreSQL runs as `nobody` and must get there.
  const folder = mkdtempSync(join(tmpdir(), "threadline-db-"));
  chmodSync(folder, 0o755);
  homes.push(folder);
  home = join(folder, "postgres");
});
afterAll(async () => {
  await stopApps();
  for (const child of children) child.kill("SIGKILL");
  for (const folder of homes) {
    await gone(() => serversIn(folder).length > 0);
    rmSync(folder, { recursive: true, force: true });
  }
});

describe("the embedded database", () => {
  it("is shared by all who ask for it, and applies migrations once when four start at once", async () => {
    const users = await Promise.all(Array.from({ length: 4 }, () => use()));
    expect(new Set(users.map(({ given }) => given.pid)).size).toBe(1);
    expect(new Set(users.map(({ given }) => given.supervisor)).size).toBe(1);
    for (const user of users) user.tell("migrate");
    const applied = await Promise.all(users.map((user) => hear(user, "applied")));
    expect(applied.filter((names) => (names as string[]).length > 0)).toHaveLength(1);
  });

  it("gives a role that row-level security binds", async () => {
    const { given } = await use();
    const role = await ask(
      given.url,
      "select rolsuper, rolbypassrls from pg_roles where rolname = current_user",
    );
    expect(role).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  it("stops cleanly with its last user, not before, and is there again with its data", async () => {
    const [first, last] = [await use(), await use()];
    await ask(first.given.url, "create table kept (n int)");
    await ask(first.given.url, "insert into kept values (7)");
    first.tell("release");
    first.tell("end");
    expect(await ask(last.given.url, "select n from kept")).toEqual([{ n: 7 }]);
    last.tell("end");
    await gone(() => isAlive(last.given.pid) || isAlive(last.given.supervisor));
    expect(existsSync(join(home, "data/postmaster.pid"))).toBe(false);
    const next = await use();
    expect(await ask(next.given.url, "select n from kept")).toEqual([{ n: 7 }]);
  });

  it("ends with a user that is killed", async () => {
    const only = await use();
    await only.kill();
    await gone(() => isAlive(only.given.pid) || isAlive(only.given.supervisor));
  });
});

const victims = {
  "the supervisor": ({ supervisor }: Given) => [supervisor],
  "the server": ({ pid }: Given) => [pid],
  both: ({ pid, supervisor }: Given) => [supervisor, pid],
};

describe("after kill -9 of", () => {
  for (const [name, victimsOf] of Object.entries(victims))
    it(`${name}, its users are told, it starts again on its port, and all that was acknowledged is there`, async () => {
      const user = await use();
      user.tell("write");
      const acknowledged: number[] = [];
      let isKilled = false;
      let isCut = false;
      let isLost = false;
      for await (const said of user.said) {
        if (said.acknowledged) acknowledged.push(said.acknowledged as number);
        if (acknowledged.length > 50 && !isKilled) {
          isKilled = true;
          for (const pid of victimsOf(user.given)) process.kill(pid, "SIGKILL");
        }
        // A second starter, as a user that comes back would be: it may have to end a server that was left behind.
        if (said.lost) {
          isLost = true;
          const next = await use();
          expect(next.given.url).toBe(user.given.url);
          expect(next.given.supervisor).not.toBe(user.given.supervisor);
        }
        isCut ||= "cut" in said;
        if (isCut && isLost) break;
      }
      const kept = await ask(user.given.url, "select n from kept");
      expect(kept.map(({ n }) => n)).toEqual(expect.arrayContaining(acknowledged));
    });
});

describe("an app on it", () => {
  it("says that it is not ready while both are gone, starts them again, and is itself again", async () => {
    const app = await startApp({ isPublic: false, env: { DATABASE_URL: "", DATA_DIR: join(home, "..") } });
    const ready = async () => (await fetch(`${app.url}/readyz`)).status;
    expect(await ready()).toBe(200);
    const { given } = await use();
    for (const pid of victims.both(given)) process.kill(pid, "SIGKILL");
    await vi.waitUntil(() => app.log().includes("the embedded database is gone"), { timeout: 60_000 });
    await vi.waitUntil(() => app.log().includes("the embedded database is back"), { timeout: 60_000 });
    await expect.poll(ready).toBe(200);
    await app.stop();
  });
});

describe("an ordinary user", () => {
  const isRoot = process.getuid?.() === 0;
  it.skipIf(!isRoot)(
    "has the same database without root (skipped where the tests do not run as root)",
    async () => {
      mkdirSync(home);
      execFileSync("chown", ["-R", "nobody", join(home, "..")]);
      const user = await use({ uid: idOf("-u"), gid: idOf("-g") });
      expect(await ask(user.given.url, "select 1 as one")).toEqual([{ one: 1 }]);
      const owner = execFileSync("ps", ["-o", "user=", "-p", String(user.given.pid)])
        .toString()
        .trim();
      expect(owner).toBe("nobody");
    },
  );
});

const idOf = (flag: string) => Number(execFileSync("id", [flag, "nobody"]));

/** A process that uses the database of this test. */
async function use(as: { uid?: number; gid?: number } = {}): Promise<User> {
  const { NODE_OPTIONS: _preload, ...env } = process.env;
  const program = ["--disable-warning=ExperimentalWarning", "tests/stories/embedded-user.ts", home];
  const child = spawn(process.execPath, program, { ...as, env, stdio: ["pipe", "pipe", "inherit"] });
  children.add(child);
  const lines: Interface = createInterface({ input: child.stdout! });
  const said = parsed(lines);
  const first = await said.next();
  if (first.done) throw new Error("a user of the database ended before it had one");
  return {
    given: first.value as unknown as Given,
    tell: (order) => void child.stdin!.write(`${order}\n`),
    said,
    async kill() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

async function* parsed(lines: Interface): AsyncGenerator<Record<string, unknown>> {
  for await (const line of lines) yield JSON.parse(line) as Record<string, unknown>;
}

async function hear(user: User, field: string): Promise<unknown> {
  for (;;) {
    const { value, done } = await user.said.next();
    if (done) throw new Error(`a user of the database ended without saying "${field}"`);
    if (field in value) return value[field];
  }
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

const gone = (isThere: () => boolean) => vi.waitUntil(() => !isThere(), { timeout: 60_000, interval: 50 });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Process ids of what still runs on a folder. */
function serversIn(folder: string): string[] {
  const all = execFileSync("ps", ["-eo", "pid=,stat=,args="]).toString().split("\n");
  return all.filter((line) => line.includes(folder) && !/^\s*\d+\s+Z/.test(line));
}
