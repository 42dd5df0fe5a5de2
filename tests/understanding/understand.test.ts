import { describe, expect, it } from "vitest";
import { understand } from "#app/understanding/understand.ts";

const UPS = "1Z5R89390357567127";
const numbers = (text: string) => {
  const { orderNumbers, trackingNumbers } = understand(text);
  return { orders: orderNumbers, parcels: trackingNumbers.map(({ number }) => number) };
};

describe("a message with numbers in it", () => {
  it("of which one is a parcel's does not name an order by it", () => {
    expect(numbers("TBA502887274000")).toEqual({ orders: [], parcels: ["TBA502887274000"] });
    expect(numbers(`order #1001, tracking ${UPS}`)).toEqual({ orders: ["#1001"], parcels: [UPS] });
    expect(numbers("order number 3318810025")).toEqual({ orders: ["3318810025"], parcels: [] });
  });

  it("and next to nothing else asks for their status, an order's or a parcel's", () => {
    for (const text of [
      "#1001",
      "1001",
      "it is #1001 please",
      UPS,
      "9400 1112 0620 6406 2607 87",
      `my ${UPS}?`,
    ])
      expect(understand(text).intent).toBe("order-status");
  });

  it("still goes to a person where more is asked for", () => {
    expect(understand(`${UPS} arrived broken, I want a refund`).intent).toBe("unknown");
    expect(understand(`a person please, ${UPS}`).intent).toBe("person");
  });
});
