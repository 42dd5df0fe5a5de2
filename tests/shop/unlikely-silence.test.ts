import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, later, MINUTE } from "#app/clock.ts";
import { expectedSince, type Heard, isSilenceUnlikely } from "#app/shop/hearing/unlikely-silence.ts";

/** A Monday's midnight. */
const START = Date.UTC(2026, 9, 5);
const at = (hours: number) => new Date(START + hours * HOUR);

/** `days` of hours, each with what `count` says, and the last webhook at their end. */
function heard(days: number, count: (hour: number) => number): Heard {
  const hours = new Map<number, number>();
  for (let hour = 0; hour < days * 24; hour++) if (count(hour)) hours.set(START + hour * HOUR, count(hour));
  return { from: at(0), lastAt: at(days * 24), hours };
}

const steady = (days: number, perHour: number) => heard(days, () => perHour);
const anyHeard = fc
  .record({
    days: fc.integer({ min: 0, max: 30 }),
    counts: fc.array(fc.nat({ max: 40 }), { minLength: 24, maxLength: 24 * 7 }),
  })
  .map(({ days, counts }) => heard(days, (hour) => counts[hour % counts.length]!));
const stretch = fc.integer({ min: 0, max: 20 * 24 * 60 }).map((minutes) => minutes * MINUTE);

describe("a topic's silence", () => {
  it("is unlikely after three hours where five webhooks an hour are usual, and not after two and a half", () => {
    const topic = steady(14, 5);
    expect(isSilenceUnlikely(topic, later(topic.lastAt, 2.5 * HOUR))).toBe(false);
    expect(isSilenceUnlikely(topic, later(topic.lastAt, 3 * HOUR))).toBe(true);
    expect(expectedSince(topic, later(topic.lastAt, 3 * HOUR))).toBeCloseTo(15);
  });

  it("is nothing unusual at night, in a shop that sleeps at night", () => {
    const topic = heard(14, (hour) => (hour % 24 >= 8 && hour % 24 < 22 ? 30 : 0));
    const evening = { ...topic, lastAt: at(13 * 24 + 22) };
    expect(isSilenceUnlikely(evening, at(14 * 24 + 8))).toBe(false);
    expect(isSilenceUnlikely(evening, at(14 * 24 + 9))).toBe(true);
  });

  it("is nothing unusual on a Sunday, in a shop that is shut on Sundays", () => {
    const topic = heard(20, (hour) => (Math.floor(hour / 24) % 7 === 6 ? 0 : 30));
    const saturday = { ...topic, lastAt: at(20 * 24) };
    expect(isSilenceUnlikely(saturday, at(21 * 24))).toBe(false);
    expect(isSilenceUnlikely(saturday, at(21 * 24 + 1))).toBe(true);
  });

  it("is not measured by one day's campaign", () => {
    const topic = heard(14, (hour) => (Math.floor(hour / 24) === 3 ? 5_000 : 0));
    expect(isSilenceUnlikely(topic, later(topic.lastAt, 5 * DAY))).toBe(false);
  });

  it("raises no alarm in a shop heard for less than a week, however much came", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), stretch, (days, silent) => {
        const topic = steady(days, 10_000);
        expect(isSilenceUnlikely(topic, later(topic.lastAt, silent))).toBe(false);
      }),
    );
  });

  it("raises none where nothing ever came, and none in the first quarter of an hour", () => {
    fc.assert(
      fc.property(anyHeard, stretch, (topic, silent) => {
        const nothing = { ...topic, hours: new Map<number, number>() };
        expect(isSilenceUnlikely(nothing, later(topic.lastAt, silent))).toBe(false);
        expect(isSilenceUnlikely(topic, later(topic.lastAt, Math.min(silent, 15 * MINUTE - 1)))).toBe(false);
      }),
    );
  });

  it("only grows more unlikely as it goes on", () => {
    fc.assert(
      fc.property(anyHeard, stretch, stretch, (topic, one, other) => {
        const [sooner, after] = [Math.min(one, other), Math.max(one, other)];
        expect(expectedSince(topic, later(topic.lastAt, after))).toBeGreaterThanOrEqual(
          expectedSince(topic, later(topic.lastAt, sooner)),
        );
      }),
    );
  });

  it("is judged alike whatever week it falls in, and twice as surely where twice as much came", () => {
    fc.assert(
      fc.property(anyHeard, stretch, fc.integer({ min: 1, max: 60 }), (topic, silent, weeks) => {
        const moved = (ms: number) => ms + weeks * 7 * DAY;
        const entries = [...topic.hours];
        const thatWeek = {
          from: new Date(moved(topic.from.getTime())),
          lastAt: new Date(moved(topic.lastAt.getTime())),
          hours: new Map(entries.map(([hour, count]) => [moved(hour), count])),
        };
        const double = { ...topic, hours: new Map(entries.map(([hour, count]) => [hour, 2 * count])) };
        const expected = expectedSince(topic, later(topic.lastAt, silent));
        expect(expectedSince(thatWeek, later(thatWeek.lastAt, silent))).toBeCloseTo(expected);
        expect(expectedSince(double, later(topic.lastAt, silent))).toBeCloseTo(2 * expected);
      }),
    );
  });
});
