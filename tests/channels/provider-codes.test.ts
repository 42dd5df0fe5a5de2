import { describe, expect, it } from "vitest";
import { effectOfCode, wordsOfCode } from "#app/channels/provider-codes.ts";
import { sayDelivery } from "#app/components/delivery-words.ts";

describe("a provider's code", () => {
  it.each([
    ["21610", "opted-out"],
    ["21211", "bad-address"],
    ["21614", "bad-address"],
    ["30006", "bad-address"],
    ["21408", "region-off"],
    ["30007", "stop-campaign"],
    ["30034", "unregistered"],
    ["30001", "later"],
    ["20429", "later"],
    ["30003", "retry"],
    ["30005", "retry"],
    ["30008", "retry"],
    ["63016", "window-closed"],
  ])("%s has the effect that R13 asks for: %s", (code, effect) => {
    expect(effectOfCode(code)).toBe(effect);
  });

  it("is said in plain words with the next safe thing to do, and never by its number", () => {
    for (const code of ["21610", "30003", "30007", "30034", "63016"]) {
      const { say, next } = wordsOfCode(code)!;
      const { why } = sayDelivery("sms", "failed", code);
      expect(why).toBe(`${say} ${next}`);
      expect(why).not.toMatch(/\d{5}/);
    }
  });

  it("of Meta's is explained by what it has in common, where nobody explains its subcode", () => {
    expect(wordsOfCode("190:460")).toEqual(wordsOfCode("190"));
    expect(wordsOfCode("190:463")).not.toEqual(wordsOfCode("190"));
    expect(wordsOfCode("999:460")).toBeNull();
    expect(wordsOfCode("whatsapp:999")).toBeNull();
  });

  it("that nobody has explained yet is shown as it came", () => {
    expect(wordsOfCode("99999")).toBeNull();
    expect(wordsOfCode("toString")).toBeNull();
    expect(sayDelivery("sms", "failed", "99999").why).toBe("The provider refused it (99999).");
  });
});
