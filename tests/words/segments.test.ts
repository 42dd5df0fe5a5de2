import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countSegments } from "#app/words/segments.ts";
import { segmentsOf } from "#sandbox/sms/segments.ts";

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

  it("is what the town's carrier counts, for any text of whole signs", () => {
    const anySign = fc.constantFrom(..."aZ9 @£é łœ漢字\n");
    fc.assert(
      fc.property(fc.array(anySign, { maxLength: 400 }), (signs) => {
        const text = signs.join("");
        expect(countSegments(text).segments).toBe(Math.max(1, segmentsOf(text)));
      }),
      { numRuns: 500 },
    );
  });
});
