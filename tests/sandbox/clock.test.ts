import { describe, expect, test } from "vitest";
import { openClock } from "#sandbox/clock.ts";
import { freshTown } from "./one-town.ts";

describe("the town's clock", () => {
  test("stops at every alarm on the way, also at those that an alarm sets", async () => {
    const opened = Date.UTC(2026, 10, 21, 9);
    const clock = openClock(opened, async () => undefined);
    const rung: string[] = [];
    const ring = () => void rung.push(clock.iso().slice(11, 16));
    clock.at(opened + 30 * 60_000, ring);
    clock.at(opened + 10 * 60_000, () => {
      ring();
      clock.at(opened + 20 * 60_000, ring);
    });
    const callOff = clock.at(opened + 15 * 60_000, ring);
    callOff();
    clock.at(opened + 90 * 60_000, ring);
    await clock.advance(60 * 60_000);
    expect(rung).toEqual(["09:10", "09:20", "09:30"]);
    expect(clock.iso().slice(11, 16)).toBe("10:00");
    clock.close();
  });

  test("rings by itself when its time comes, and tells of a failing alarm without stopping", async () => {
    const clock = openClock(null, async () => undefined);
    const rung = await new Promise<string>((resolve) => {
      clock.at(clock.now() + 5, () => resolve("rung"));
    });
    expect(rung).toBe("rung");
    clock.close();
  });

  const used = freshTown([], { openedAt: Date.UTC(2026, 11, 24, 12) });
  test("moves forwards by control and back only by a reset", async () => {
    const { call } = used;
    expect((await call("POST", "/clock", { to: "2026-12-25T08:00:00Z" })).body.now).toMatch(
      /^2026-12-25T08:00:0/,
    );
    expect(await call("POST", "/clock", { to: "2026-12-24T08:00:00Z" })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining("forwards only") },
    });
    expect((await call("POST", "/clock", { to: "soon" })).status).toBe(400);
    await call("POST", "/reset", {});
    expect((await call("GET", "/clock")).body.now).toMatch(/^2026-12-24T12:00:0/);
  });

  test("waits for the app's running jobs before it jumps", async () => {
    const { call, app } = used;
    let asked = 0;
    app.answer = (_request, res) => {
      asked += 1;
      res.end(JSON.stringify({ running: asked < 3 ? 2 : 0 }));
    };
    await call("POST", "/clock", { advanceMs: 60_000 });
    expect(asked).toBe(3);
    await call("POST", "/app", { processes: [`${app.url}/worker`] });
    await call("POST", "/clock", { advanceMs: 60_000 });
    expect(app.requests.at(-1)?.path).toBe("/worker/readyz");
  });
});
