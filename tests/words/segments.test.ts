import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainSigns } from "#app/words/plain-signs.ts";
import { countSegments, senderKind } from "#app/words/segments.ts";
import { partsOf, segmentsOf } from "#sandbox/sms/segments.ts";

const TOLL_FREE = "+18885550100";
const LOCAL = "+14155550100";

describe("what a text costs", () => {
  it.each([
    ["", 1, 0, "gsm-7"],
    ["a".repeat(160), 1, 160, "gsm-7"],
    ["a".repeat(161), 2, 161, "gsm-7"],
    ["a".repeat(306), 2, 306, "gsm-7"],
    ["a".repeat(307), 3, 307, "gsm-7"],
    ["€".repeat(80), 1, 160, "gsm-7"],
    // The escaped sign does not fit into the last place of the first segment.
    [`${"a".repeat(152)}€${"a".repeat(152)}`, 3, 306, "gsm-7"],
    ["ł".repeat(70), 1, 70, "ucs-2"],
    ["ł".repeat(71), 2, 71, "ucs-2"],
    [`${"ł".repeat(66)}😀${"ł".repeat(66)}`, 3, 134, "ucs-2"],
  ])("is counted as its carrier does: %#", (text, segments, length, encoding) => {
    expect(countSegments(text)).toMatchObject({ segments, length, encoding });
  });

  it("is the same for signs that need no look at each as for others that take one septet", () => {
    const plain = `A9 @$_!"#%&'()*+,./:;<=>?-`;
    for (const kind of ["number", "toll-free"] as const)
      for (let length = 0; length < 480; length++) {
        const text = plain.repeat(20).slice(0, length);
        expect(countSegments(text, kind)).toEqual(countSegments("é".repeat(length), kind));
      }
    for (const twice of ["^", "{", "}", "[", "]", "~", "|", String.fromCharCode(92)])
      expect(countSegments(`a${twice}`)).toMatchObject({ length: 3, encoding: "gsm-7" });
    expect(countSegments("a`").encoding).toBe("ucs-2");
  });

  it("is more from a toll-free number, whose segments are joined by a longer header", () => {
    expect(senderKind(TOLL_FREE)).toBe("toll-free");
    expect(senderKind(LOCAL)).toBe("number");
    expect(countSegments("a".repeat(306), "toll-free").segments).toBe(3);
    expect(countSegments("a".repeat(304), "toll-free").segments).toBe(2);
    expect(countSegments("ł".repeat(134), "toll-free").segments).toBe(3);
    expect(countSegments("ł".repeat(132), "toll-free").segments).toBe(2);
  });

  it("is what the town's carrier, which writes the segments out, bills for any of 5,000 texts", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(LOCAL, TOLL_FREE), (text, from) => {
        expect(countSegments(text, senderKind(from)).segments).toBe(segmentsOf(text, from));
      }),
      { numRuns: 5_000 },
    );
  });

  it("is billed in segments that together are the text, with no sign torn apart", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parts = partsOf(text);
        expect(parts.join("")).toBe(text);
        for (const part of parts) expect(part.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("typographic signs made plain", () => {
  it("bring a text that somebody typed in a word processor back to GSM-7", () => {
    const typed = "“Don’t worry” – it’s on its way… 2 × 5 kg\u00A0• see you";
    expect(countSegments(typed).encoding).toBe("ucs-2");
    expect(plainSigns(typed)).toBe("\"Don't worry\" - it's on its way... 2 x 5 kg * see you");
    expect(countSegments(plainSigns(typed)).encoding).toBe("gsm-7");
  });

  it("leave letters and pictures as they were meant", () => {
    expect(plainSigns("Łódź 😀 日本")).toBe("Łódź 😀 日本");
  });
});

/** Texts about the borders of segments, of signs that count one, two and two halves. */
const anyText = fc
  .tuple(
    fc.constantFrom("a", "é", "€", "ł", "😀", "漢"),
    fc.constantFrom(0, 65, 66, 67, 69, 70, 71, 132, 134, 152, 153, 154, 159, 160, 161, 304, 306, 459),
    fc.array(fc.constantFrom(..."aZ9 @£é€[~ł’œ漢😀👍字\n\r\f`"), { maxLength: 330 }),
    fc.boolean(),
  )
  .map(([sign, times, signs, isBefore]) =>
    isBefore ? sign.repeat(times) + signs.join("") : signs.join("") + sign.repeat(times),
  );
