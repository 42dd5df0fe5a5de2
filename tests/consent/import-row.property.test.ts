import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell } from "#app/consent/csv-cell.ts";
import { type ImportPlan, readRow, type Stands, weighFact } from "#app/consent/import-row.ts";

const now = new Date("2026-11-21T12:00:00Z");
const columns = { address: "phone", state: "state", at: "when", level: "how", words: null };
const plan: ImportPlan = { channel: "sms", purpose: "marketing", country: "US", separator: ",", columns };
const states = fc.constantFrom("granted", "pending", "held", "revoked");
const times = fc.date({ min: new Date("2020-01-01"), max: now, noInvalidDate: true });
const RANK = { revoked: 0, held: 1, pending: 2, granted: 3 };

/** What stands once this fact was weighed. */
function standsAfter(fact: { state: "granted" | "revoked"; at: Date }, stands: Stands): Stands {
  return weighFact(fact, stands) === "taken"
    ? { state: fact.state, since: fact.at, isImported: true }
    : stands;
}

describe("a list of consents that staff bring", () => {
  it("never raises what stands, whatever its rows say and whenever", () => {
    const facts = fc.array(
      fc.record({ state: fc.constantFrom("granted" as const, "revoked" as const), at: times }),
    );
    const standing = fc.record({ state: states, since: times, isImported: fc.boolean() });
    fc.assert(
      fc.property(standing, facts, (stands, rows) => {
        const end = rows.reduce<Stands>((so, fact) => standsAfter(fact, so), stands as Stands)!;
        expect(RANK[end.state]).toBeLessThanOrEqual(RANK[stands.state as keyof typeof RANK]);
      }),
    );
  });

  it("ends in the same yes or no in whatever order its rows stand", () => {
    const facts = fc.array(
      fc.record({ state: fc.constantFrom("granted" as const, "revoked" as const), at: times }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(facts, fc.gen(), (rows, gen) => {
        const shuffled = gen(fc.shuffledSubarray, rows, { minLength: rows.length, maxLength: rows.length });
        const end = (list: typeof rows) =>
          list.reduce<Stands>((so, fact) => standsAfter(fact, so), null)?.state;
        expect(end(shuffled)).toBe(end(rows));
      }),
    );
  });

  it("leaves a no of theirs that is newer than the list, and a yes that is newer than its no", () => {
    const at = new Date("2026-01-01");
    const since = new Date("2026-02-01");
    const stands = (state: "granted" | "revoked") => ({ state, since, isImported: false });
    expect(weighFact({ state: "granted", at }, stands("revoked"))).toBe("no-stands");
    expect(weighFact({ state: "granted", at: now }, stands("revoked"))).toBe("no-stands");
    expect(weighFact({ state: "revoked", at }, stands("granted"))).toBe("newer-stands");
    expect(weighFact({ state: "revoked", at: since }, stands("granted"))).toBe("taken");
  });
});

describe("one row", () => {
  const row = (phone: string, state: string, when = "", how = "") =>
    readRow({ phone, state, when, how }, plan, now);

  it("is a yes only with its time and with how it was given", () => {
    expect(row("415 555 0100", "Subscribed", "2026-01-02T10:00:00Z", "Double opt-in")).toMatchObject({
      fact: { address: "+14155550100", state: "granted", level: "CONFIRMED_OPT_IN" },
    });
    expect(row("415 555 0100", "yes", "2026-01-02T10:00:00Z")).toEqual({ refused: "yes-without-level" });
    expect(row("415 555 0100", "yes", "", "single")).toEqual({ refused: "yes-without-time" });
    expect(row("415 555 0100", "maybe")).toEqual({ refused: "neither-yes-nor-no" });
    expect(row("12", "no")).toEqual({ refused: "no-address" });
    expect(row("415 555 0100", "yes", "2027-01-01T00:00:00Z", "single")).toEqual({ refused: "time-to-come" });
  });

  it("refuses a time that can be read in two ways, and of one day the no comes after the yes", () => {
    expect(row("415 555 0100", "no", "01/02/2026")).toEqual({ refused: "time-not-clear" });
    expect(row("415 555 0100", "no", "2026-01-02 10:00:00")).toEqual({ refused: "time-not-clear" });
    const yes = row("415 555 0100", "yes", "2026-01-02", "single") as { fact: { at: Date } };
    const no = row("415 555 0100", "no", "2026-01-02") as { fact: { at: Date } };
    expect(no.fact.at.getTime()).toBeGreaterThan(yes.fact.at.getTime());
  });

  it("is a no by itself in a list of who unsubscribed", () => {
    const list: ImportPlan = { ...plan, columns: { ...columns, state: null, at: null } };
    expect(readRow({ phone: "+14155550100" }, list, now)).toMatchObject({
      fact: { state: "revoked", at: now },
    });
  });
});

describe("a cell that goes out", () => {
  it("is never a formula for a spreadsheet, and a number stays a number", () => {
    expect(csvCell("+14155550100")).toBe("+14155550100");
    for (const formula of ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A0"])
      expect(csvCell(formula).replace(/^"/, "")).toMatch(/^'/);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const inside = csvCell(text).replace(/^"/, "");
        expect(/^[=@\-\t\r]/.test(inside)).toBe(false);
      }),
    );
  });
});
