import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText } from "#app/words/split-text.ts";

describe("a text that is longer than its channel takes", () => {
  it("is parted where it has its widest break", () => {
    const text = `${"First. ".repeat(6)}\n\n${"Second. ".repeat(6)}`;
    expect(splitText(text, 60)).toEqual(["First. ".repeat(6).trim(), "Second. ".repeat(6).trim()]);
    expect(splitText("One two three. Four five six.", 20)).toEqual(["One two three.", "Four five six."]);
    expect(splitText("aaaa bbbb cccc", 9)).toEqual(["aaaa bbbb", "cccc"]);
  });

  it("keeps a link whole that fits into one part", () => {
    const link = "https://tidewater.example/track/a-very-long-path-0123456789";
    for (const before of ["See", "Here is where your parcel is just now:"])
      expect(splitText(`${before} ${link} and more words`, 70).some((part) => part.includes(link))).toBe(
        true,
      );
  });

  it("is never cut: all its words come, in order, and no sign is torn apart", () => {
    const word = fc.string({
      unit: fc.constantFrom(..."ab.!é漢😀", "👩‍👩‍👧", "e\u0301"),
      minLength: 1,
      maxLength: 60,
    });
    const gap = fc.constantFrom(" ", "\n", "\n\n", ". ");
    fc.assert(
      fc.property(fc.array(fc.tuple(word, gap)), fc.integer({ min: 20, max: 200 }), (words, longest) => {
        const text = words.flat().join("");
        const parts = splitText(text, longest);
        expect(parts.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(longest);
          expect(part.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
