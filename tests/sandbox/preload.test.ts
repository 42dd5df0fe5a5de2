import { execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RunningTown, startTown } from "#sandbox/town.ts";
import type { Town } from "#sandbox/town-types.ts";

const PRELOAD = pathToFileURL(new URL("../../sandbox/preload.mjs", import.meta.url).pathname).href;
const PROBE = new URL("preload-probe.ts", import.meta.url).pathname;

let town: RunningTown;
beforeEach(async () => {
  town = await startTown({ parts: [] }, [openEcho]);
  await control("faults", { provider: "echo", fault: "refuse", times: null, match: { path: "/refused" } });
});
afterEach(() => town.close());

/** Plays every provider: says back what it was asked. */
function openEcho(opened: Town) {
  const faultAnswer = () => ({ status: 500 });
  opened.answerHost(
    () => true,
    ({ method, url, body }) => ({
      status: 200,
      body: { data: { asked: `${method} ${url.href}`, body: body.toString() } },
    }),
    { provider: "echo", faultAnswer },
  );
  return {};
}

const control = async (path: string, body?: unknown) => {
  const answer = await fetch(
    `${town.url}/_town/${path}`,
    body ? { method: "POST", body: JSON.stringify(body) } : {},
  );
  return (await answer.json()) as Record<string, unknown>;
};

function environment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_OPTIONS: `--import ${PRELOAD}`,
    TOWN_URL: town.url,
    PROBE_SID: `AC${"0".repeat(32)}`,
    ...extra,
  };
}

function probe(extra?: Record<string, string>): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [PROBE], { env: environment(extra) }, (error, out, err) => {
      if (error) return reject(new Error(err));
      resolve(JSON.parse(out) as Record<string, unknown>);
    });
  });
}

describe("an app under the preload", () => {
  test("reaches the town under the provider's name by fetch, GraphQL client, node:https and Twilio's client, and nobody else", async () => {
    await control("clock", { advanceMs: 48 * 3_600_000 });
    const seen = await probe();
    expect(seen).toMatchObject({
      elsewhereByFetch: expect.stringContaining("lets nothing out"),
      elsewhereByHttps: expect.stringContaining("lets nothing out"),
      fetch: { data: { asked: "POST https://probe.myshopify.com/hello?a=1", body: "x" } },
      graphql: { asked: "POST https://probe.myshopify.com/admin/api/graphql.json" },
      https: 200,
      twilio: "answered",
      refusedFetch: "ECONNREFUSED",
      refusedHttps: "ECONNREFUSED",
      offsetHours: 48,
      date: {
        isDate: true,
        sameConstructor: true,
        fromNumber: "1970-01-01T00:00:00.005Z",
        fromParts: 1,
        utc: Date.UTC(2026, 0, 1),
        parse: Date.UTC(2026, 0, 1),
        cloned: true,
        json: '{"at":"1970-01-01T00:00:00.000Z"}',
        asFunction: "string",
        luxonAgrees: true,
        subclass: 7,
      },
    });
  });

  test("may load the preload twice, as a test worker does, without being led astray", async () => {
    const before = globalThis.Date;
    const found = await probe({ PROBE_LOADS_AGAIN: PRELOAD });
    expect(found).toMatchObject({ offsetHours: 0, fetch: { data: { body: "x" } } });
    expect(globalThis.Date).toBe(before);
  });

  test("goes on with the machine's clock when no town answers, and says so", async () => {
    const said = await new Promise<string>((resolve) => {
      const env = environment({ TOWN_URL: "http://127.0.0.1:9", TOWN_PATIENCE_MS: "300" });
      execFile(process.execPath, ["-e", "console.log('went on')"], { env }, (_error, out, err) =>
        resolve(out + err),
      );
    });
    expect(said).toContain("went on");
    expect(said).toContain("no clock from the sandbox's town");
  });

  test("sees the clock move while it runs, before the town answers the one who moved it", async () => {
    const app = spawn(process.execPath, [PROBE], {
      env: environment({ PROBE_WAITS: "1" }),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: app.stdout })[Symbol.asyncIterator]();
    await lines.next();
    await control("clock", { advanceMs: 5 * 3_600_000 });
    const last = JSON.parse((await lines.next()).value as string) as unknown;
    expect(last).toEqual({ movedHours: 5 });
  });
});
