import { describe, expect, it } from "vitest";
import { sayDelivery } from "#app/components/delivery-words.ts";
import { MESSAGE_STATES } from "#app/conversations/message.ts";

describe("what staff read of a message's way", () => {
  it("is one or two words for each state, never the state's own name", () => {
    for (const state of MESSAGE_STATES.filter((name) => name !== "received"))
      expect(sayDelivery("sms", state, null).short).toMatch(/^[A-Z][a-z :]+/);
  });

  it("says of every message that may not have arrived why, and what to do", () => {
    for (const state of ["failed", "unknown", "suppressed", "expired"] as const)
      for (const reason of [null, "opted-out", "30003", "99999", "toString"])
        expect(sayDelivery("sms", state, reason).why).toMatch(/\.$/);
  });

  it("never tells staff to send again what may have arrived", () => {
    expect(sayDelivery("sms", "unknown", null).why).toMatch("Ask the shopper before sending it again");
  });

  it("says in the chat that a message was seen, where a text was only delivered", () => {
    expect(sayDelivery("chat", "delivered", null).short).toBe("Seen");
    expect(sayDelivery("sms", "delivered", null).short).toBe("Delivered");
  });
});
