import { describe, expect, test } from "vitest";
import { openFaults } from "#sandbox/faults.ts";
import { freshTown } from "./one-town.ts";

const strikes = (menu: ReturnType<typeof openFaults>, facts: Record<string, unknown>) =>
  menu.strike("twilio", facts, ["429", "hang"])?.fault ?? null;

describe("the fault menu", () => {
  test("strikes as often as asked, only the named provider, only what matches", () => {
    const menu = openFaults();
    menu.add({ provider: "twilio", fault: "429", times: 2, match: { To: "+1", path: "/Messages/" } });
    const call = { path: "/Accounts/AC1/Messages.json", body: { To: "+1" } };
    expect(strikes(menu, { ...call, body: { To: "+2" } })).toBeNull();
    expect(strikes(menu, { ...call, path: "/Accounts" })).toBeNull();
    expect(menu.strike("shopify", call, ["429"])).toBeNull();
    expect([1, 2, 3].map(() => strikes(menu, call))).toEqual(["429", "429", null]);
    expect(menu.list()).toMatchObject([{ id: "fault-1", times: 0, struck: 2 }]);
  });

  test("throws the same dice for the same seed", () => {
    const run = (seed: number) => {
      const menu = openFaults();
      menu.add({ provider: "twilio", fault: "hang", times: null, probability: 0.25, seed });
      return Array.from({ length: 400 }, () => (strikes(menu, {}) ? 1 : 0));
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
    const struck = run(7).reduce<number>((sum, one) => sum + one, 0);
    expect(struck).toBeGreaterThan(60);
    expect(struck).toBeLessThan(140);
  });

  const used = freshTown([]);
  test("is ordered, listed and cleared by control, and refuses what it does not know", async () => {
    const { call } = used;
    expect(await call("POST", "/faults", { provider: "twilio", fault: "flood" })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining("500-after") },
    });
    const { body } = await call("POST", "/faults", { provider: "smtp", fault: "refuse" });
    expect((await call("GET", "/faults")).body.faults).toHaveLength(1);
    expect((await call("DELETE", `/faults/${body.id}`)).status).toBe(200);
    expect((await call("DELETE", `/faults/${body.id}`)).status).toBe(404);
    await call("POST", "/faults", { provider: "smtp", fault: "refuse" });
    await call("POST", "/reset", {});
    expect((await call("GET", "/faults")).body.faults).toEqual([]);
  });

  test("an unknown request is answered 501 in words and counted", async () => {
    const { call, town } = used;
    const answer = await fetch(`${town.url}/v21.0/me`, { headers: { "x-town-host": "graph.facebook.com" } });
    expect(answer.status).toBe(501);
    expect(await answer.json()).toEqual({
      error: "not implemented in the sandbox: GET graph.facebook.com/v21.0/me",
    });
    expect((await call("GET", "/unknown")).body.unknown).toMatchObject([
      { request: "GET graph.facebook.com/v21.0/me" },
    ]);
  });
});
