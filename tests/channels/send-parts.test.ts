import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SendResult } from "#app/channels/channel.ts";
import { sendParts } from "#app/channels/send-parts.ts";
import { sayDelivery } from "#app/components/delivery-words.ts";

const RESULTS: SendResult[] = [
  { as: "accepted", externalId: "id" },
  { as: "refused", code: "131047", effect: "window-closed" },
  { as: "later", code: "130429", afterMs: 2_000 },
  { as: "unknown", code: "http-502" },
];

describe("a message that leaves in several parts", () => {
  test("goes no further than the first part that is not accepted", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...RESULTS), { minLength: 1 }), async (results) => {
        let asked = 0;
        await sendParts(results, async (result) => {
          asked++;
          return result;
        });
        const refused = results.findIndex(({ as }) => as !== "accepted");
        expect(asked).toBe(refused < 0 ? results.length : refused + 1);
      }),
    ));

  test("is never tried again by itself once something of it has gone out", async () => {
    for (const bad of RESULTS.slice(1)) {
      const first = await sendParts([bad], async (one) => one);
      const second = await sendParts([RESULTS[0]!, bad], async (one) => one);
      expect(first).toEqual(bad);
      expect(second).toMatchObject({
        as: bad.as === "later" ? "refused" : bad.as,
        code: expect.stringMatching(/^partly:/),
      });
    }
  });

  test("says that its beginning arrived, and why the rest did not", () => {
    const said = sayDelivery("whatsapp", "failed", "partly:whatsapp:131026").why;
    expect(said).toMatch(/^The beginning of it arrived, the rest did not\./);
    expect(said).toMatch(/Send only what is missing\.$/);
  });

  test("tells which part is the last, for its id is the message's", async () => {
    const told: boolean[] = [];
    await sendParts([1, 2, 3], async (part, isLast): Promise<SendResult> => {
      told.push(isLast);
      return { as: "accepted", externalId: String(part) };
    });
    expect(told).toEqual([false, false, true]);
  });
});
