import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { SendLimit } from "#app/channels/channel.ts";
import { takeTurns } from "#app/channels/send-pace.ts";
import { DAY, HOUR, later, now } from "#app/clock.ts";
import { inShop, prisma } from "#app/db.server.ts";

const SHOP = "pace";
const SLICE = DAY / 6;

beforeAll(async () => {
  await prisma.shop.create({ data: { id: SHOP, domain: "pace.myshopify.com", installedAt: now() } });
});

const portfolio = (key: string, person: string): SendLimit => ({ key, most: 5, perMs: DAY, person });

/** As a send of marketing, which may take four of the five. */
const reach = async (key: string, person: string, at: Date) => {
  const wanted = { limits: [portfolio(key, person)], isMarketing: true };
  const [turn] = await inShop(SHOP, (shop) => takeTurns({ ...shop, at }, [wanted]));
  return turn!;
};
/** The beginning of a slice: what follows within four hours is of the same. */
const aFullSlice = () => new Date(Math.ceil(now().getTime() / SLICE) * SLICE);

it("a portfolio counts people, each once however often they are written to", async () => {
  const at = aFullSlice();
  for (const person of ["ada", "ben", "ada", "cleo", "ada", "dora", "ben"])
    expect(await reach("people", person, at)).toEqual({ ok: true });
  expect(await reach("people", "emil", at)).toMatchObject({ ok: false });
  // Who was refused was not counted: they are refused again, and whoever was reached is not.
  expect(await reach("people", "emil", at)).toMatchObject({ ok: false });
  expect(await reach("people", "dora", later(at, HOUR))).toEqual({ ok: true });
});

it("never more than the limit are reached in any day, and nobody waits while there is room", async () => {
  const acts = fc.array(
    fc.record({ person: fc.constantFrom("a", "b", "c", "d", "e", "f"), hours: fc.nat({ max: 9 }) }),
    { minLength: 5, maxLength: 30 },
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(acts, async (steps) => {
      const key = `any-${run++}`;
      let at = aFullSlice();
      const sent: { person: string; slice: number }[] = [];
      for (const { person, hours } of steps) {
        at = later(at, hours * HOUR);
        const slice = at.getTime() / SLICE - 6;
        const lately = sent.filter((one) => one.slice >= Math.floor(slice));
        const places = new Set(lately.map((one) => `${one.person}:${one.slice}`));
        const isFree = places.has(`${person}:${Math.floor(slice) + 6}`) || places.size < 4;
        expect((await reach(key, person, at)).ok).toBe(isFree);
        if (isFree) sent.push({ person, slice: Math.floor(slice) + 6 });
        const reached = sent.filter((one) => one.slice >= slice).map((one) => one.person);
        expect(new Set(reached).size).toBeLessThanOrEqual(4);
      }
    }),
    { numRuns: 15 },
  );
});

it("one who is written to several times at the same moment is counted once", async () => {
  const at = aFullSlice();
  const both = Array.from({ length: 6 }, () => reach("at-once", "ada", at));
  for (const turn of await Promise.all(both)) expect(turn).toEqual({ ok: true });
  for (const person of ["b", "c", "d"]) expect(await reach("at-once", person, at)).toEqual({ ok: true });
  expect(await reach("at-once", "e", at)).toMatchObject({ ok: false });
});

it("what takes several turns waits for as many, and what takes more than there ever are goes alone", async () => {
  const at = aFullSlice();
  const text = (key: string, takes: number) => ({
    limits: [{ key, most: 6, perMs: HOUR, takes }],
    isMarketing: false,
  });
  const turns = (...wanted: ReturnType<typeof text>[]) =>
    inShop(SHOP, async (shop) => (await takeTurns({ ...shop, at }, wanted)).map(({ ok }) => ok));
  expect(await turns(text("segments", 3), text("segments", 4), text("segments", 2))).toEqual([
    true,
    false,
    true,
  ]);
  expect(await turns(text("segments", 2), text("segments", 1), text("segments", 1))).toEqual([
    false,
    true,
    false,
  ]);
  expect(await turns(text("long", 9), text("long", 1))).toEqual([true, false]);
  expect(await turns(text("not-long", 1), text("not-long", 9))).toEqual([true, false]);
});
