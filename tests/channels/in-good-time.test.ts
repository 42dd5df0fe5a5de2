import { expect, it } from "vitest";
import { inGoodTime } from "#app/channels/mail/in-good-time.ts";

it("work that ends in good time says what it says, and throws what it throws", () => {
  expect(inGoodTime(() => ["said"], 1_000)).toEqual(["said"]);
  expect(() =>
    inGoodTime(() => {
      throw new Error("a fault");
    }, 1_000),
  ).toThrow("a fault");
});

it("a pattern that would not end in a lifetime is ended", () => {
  expect(inGoodTime(() => /^(a+)+$/.test(`${"a".repeat(60)}b`), 20)).toBeNull();
});
