import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { readShop } from "#app/db.server.ts";
import { readTimeline } from "#app/desk/timeline.ts";
import type { TimelineEntry } from "#app/desk/timeline-entry.ts";
import { findWholePerson } from "#app/desk/whole-person.ts";
import { type APerson, aPerson, type Happening, happen, LONG_AGO } from "./a-person.ts";

const ZONE = "Europe/Berlin";
const SINCE = new Date("2026-09-01T08:00:00Z");

const KINDS: Happening["kind"][] = [
  ...([
    "in",
    "out",
    "note",
    "order",
    "cancelled",
    "parcel",
    "scan",
    "return",
    "checkout",
    "consent",
  ] as const),
];

/** Close together, so that many share a moment or a day, and over both changes of the clock. */
const happenings = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    at: fc
      .tuple(
        fc.constantFrom("2026-10-23", "2026-10-24", "2026-10-25", "2026-10-26"),
        fc.integer({ min: 0, max: 47 }),
      )
      .map(([day, half]) => new Date(Date.parse(`${day}T00:00:00Z`) + half * 1_800_000)),
  }),
  { maxLength: 40 },
);

async function page(person: APerson, most: number, after: string | null = null) {
  return readShop(person.shopId, async (shop) =>
    readTimeline(shop, (await findWholePerson(shop, person.otherId))!, { most, after }),
  );
}

async function pages(person: APerson, most: number): Promise<TimelineEntry[]> {
  const all: TimelineEntry[] = [];
  let after: string | null = null;
  do {
    const { entries, older } = await page(person, most, after);
    expect(entries.length).toBeLessThanOrEqual(most);
    all.push(...entries);
    after = older;
  } while (after);
  return all;
}

const ENTRY: Record<Exclude<Happening["kind"], "in" | "out">, string> = {
  note: "note",
  order: "order-placed",
  cancelled: "order-cancelled",
  parcel: "parcel-sent",
  scan: "scan",
  return: "return-requested",
  checkout: "checkout",
  consent: "consent",
};

/** What ought to stand there, reckoned apart from any database: each as "time kind". */
function expected(all: Happening[], person: APerson): string[] {
  const days = new Map<string, Date>();
  const lines: string[] = [`${SINCE.toISOString()} known`];
  for (const [index, { kind, at }] of all.entries()) {
    if (kind === "in" || kind === "out") {
      const thread = index % 2 ? person.customerId : person.otherId;
      const day = `${thread} ${DateTime.fromJSDate(at, { zone: ZONE }).toISODate()}`;
      const last = days.get(day);
      if (!last || at > last) days.set(day, at);
    } else lines.push(`${at.toISOString()} ${ENTRY[kind]}`);
    // Whatever hangs on an order brought its order, placed long ago; a scan its parcel too.
    if (["cancelled", "parcel", "scan", "return"].includes(kind))
      lines.push(`${LONG_AGO.toISOString()} order-placed`);
    if (kind === "scan") lines.push(`${LONG_AGO.toISOString()} parcel-sent`);
  }
  for (const at of days.values()) lines.push(`${at.toISOString()} messages`);
  return lines.sort();
}

it("shows everything once, newest first, whatever the size of the page", async () => {
  await fc.assert(
    fc.asyncProperty(happenings, fc.integer({ min: 1, max: 7 }), async (all, size) => {
      const person = await aPerson(ZONE, SINCE);
      await happen(person, all);
      const whole = (await page(person, 500)).entries;
      expect(whole.map(({ at, kind }) => `${at} ${kind}`).sort()).toEqual(expected(all, person));
      const times = whole.map(({ at }) => at);
      expect(times).toEqual(times.toSorted().toReversed());
      expect(await pages(person, size)).toEqual(whole);
    }),
    { numRuns: 25 },
  );
});

it("counts a day's messages in the shop's own day, both ways, with the last one's words", async () => {
  const person = await aPerson("America/New_York", SINCE);
  await happen(person, [
    { kind: "in", at: new Date("2026-10-20T03:59:00Z") },
    { kind: "note", at: new Date("2026-10-20T12:00:00Z") },
    { kind: "in", at: new Date("2026-10-20T04:01:00Z") },
    { kind: "note", at: new Date("2026-10-20T12:00:00Z") },
    { kind: "out", at: new Date("2026-10-21T03:58:00Z") },
  ]);
  const days = (await page(person, 50)).entries.filter(({ kind }) => kind === "messages");
  expect(days).toMatchObject([
    { at: "2026-10-21T03:58:00.000Z", facts: { received: 1, sent: 1, last: "out-5", lastFrom: "staff" } },
    { at: "2026-10-20T03:59:00.000Z", facts: { received: 1, sent: 0, last: "in-1" } },
  ]);
});

it("begins anew where the place to go on from is no place", async () => {
  const person = await aPerson(ZONE, SINCE);
  for (const nonsense of ["x", "bnVsbA", Buffer.from('["a",1]').toString("base64url")])
    expect((await page(person, 5, nonsense)).entries).toMatchObject([{ kind: "known" }]);
});

it("shows nothing of another shop, and nobody where there is nobody", async () => {
  const [one, other] = [await aPerson(ZONE, SINCE), await aPerson(ZONE, SINCE)];
  const found = await readShop(other.shopId, (shop) => findWholePerson(shop, one.customerId));
  expect(found).toBeNull();
});
