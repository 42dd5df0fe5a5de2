import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partMessage } from "#app/conversations/part-message.ts";
import { plainSigns } from "#app/words/plain-signs.ts";

const anyRoom = fc.record({
  longest: fc.integer({ min: 670, max: 4_000 }),
  under: fc.integer({ min: 0, max: 300 }),
  links: fc.integer({ min: 0, max: 10 }),
  linkLength: fc.integer({ min: 80, max: 140 }),
});
const anyText = fc
  .array(fc.constantFrom("word ", "…", "……… ", "“so” ", "🧥", "\n\n", "Long. "), { maxLength: 900 })
  .map((words) => words.join(""));

describe("a message in parts", () => {
  it("fits with all that stands below its words, also once its signs are plain", () => {
    fc.assert(
      fc.property(anyText, anyRoom, (text, room) => {
        const parts = partMessage(text, room);
        for (const [n, part] of parts.entries()) {
          const links = part.links * (room.linkLength + 1);
          const under = n === parts.length - 1 ? room.under : 0;
          for (const words of [part.text, plainSigns(part.text)])
            expect(words.length + links + under).toBeLessThanOrEqual(room.longest);
        }
      }),
    );
  });

  it("says all of its words and holds each link once", () => {
    fc.assert(
      fc.property(anyText, anyRoom, (text, room) => {
        const parts = partMessage(text, room);
        const bare = (words: string) => words.replace(/\s+/g, "");
        expect(bare(parts.map((part) => part.text).join(""))).toBe(bare(text));
        expect(parts.reduce((sum, { links }) => sum + links, 0)).toBe(room.links);
      }),
    );
  });

  it("has its links below the last words, or behind them where they fill a message of their own", () => {
    const room = { longest: 1_600, linkLength: 104 };
    expect(partMessage("a".repeat(1_600), { ...room, links: 0 })).toHaveLength(1);
    expect(partMessage("a".repeat(1_495), { ...room, links: 1 })).toEqual([
      { text: "a".repeat(1_495), links: 1 },
    ]);
    expect(partMessage("a".repeat(1_496), { ...room, links: 1 }).map(({ links }) => links)).toEqual([0, 1]);
    expect(partMessage("Hello", { longest: 670, linkLength: 104, links: 8 })).toEqual([
      { text: "Hello", links: 0 },
      { text: "", links: 6 },
      { text: "", links: 2 },
    ]);
  });
});
