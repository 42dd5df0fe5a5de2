import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openLedger } from "#sandbox/ledger.ts";

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "ledger-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const lines = () => readFileSync(join(data, "ledger.jsonl"), "utf8").trimEnd().split("\n");

describe("the ledger", () => {
  test("has every entry on disk, numbered, before it says so", async () => {
    const ledger = await openLedger(data, () => 0);
    await Promise.all([1, 2, 3].map((sid) => ledger.write({ provider: "twilio", kind: "message", sid })));
    expect(lines().map((line) => JSON.parse(line))).toMatchObject([
      { n: 1, sid: 1, at: "1970-01-01T00:00:00.000Z", provider: "twilio" },
      { n: 2, sid: 2 },
      { n: 3, sid: 3 },
    ]);
    expect(ledger.since(2)).toMatchObject([{ n: 3 }]);
    await ledger.close();
  });

  test("goes on counting after a crash that tore its last line, and after a reset", async () => {
    const before = await openLedger(data, () => 0);
    await before.write({ provider: "smtp", kind: "mail", id: "a" });
    await before.close();
    appendFileSync(join(data, "ledger.jsonl"), '{"n":2,"at":"19');
    const after = await openLedger(data, () => 0);
    expect((await after.write({ provider: "smtp", kind: "mail", id: "b" })).n).toBe(2);
    after.reset();
    expect(after.since(0)).toEqual([]);
    expect((await after.write({ provider: "smtp", kind: "mail", id: "c" })).n).toBe(3);
    expect(after.since(0)).toMatchObject([{ id: "c" }]);
    expect(lines()).toHaveLength(4);
    await after.close();
  });
});
