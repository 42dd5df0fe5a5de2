import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openBucket, settle, spend, waitFor } from "#app/shopify/cost-bucket.ts";

describe("the bucket of points", () => {
  it("lets calls through while it has points, and then says for how long to wait", () => {
    const bucket = openBucket(0);
    expect(waitFor(bucket, 1_000, 0)).toBe(0);
    spend(bucket, 1_000, 0);
    expect(waitFor(bucket, 50, 0)).toBe(500);
    expect(waitFor(bucket, 50, 400)).toBe(100);
    expect(waitFor(bucket, 50, 500)).toBe(0);
    expect(waitFor(bucket, 1_000, 60_000)).toBe(0);
  });

  it("believes what Shopify says, less what is still on its way", () => {
    const bucket = openBucket(0);
    spend(bucket, 100, 0);
    spend(bucket, 100, 0);
    settle(bucket, 100, { maximumAvailable: 2_000, currentlyAvailable: 150.5, restoreRate: 100 }, 10);
    expect(bucket).toMatchObject({ maximum: 2_000, available: 50.5, pending: 100 });
    expect(waitFor(bucket, 60, 10)).toBe(95);
  });

  it("is none the worse for an answer without figures", () => {
    const bucket = openBucket(0);
    spend(bucket, 100, 0);
    settle(bucket, 100, null, 5);
    expect(bucket).toMatchObject({ available: 900, pending: 0 });
    settle(bucket, 0, { maximumAvailable: 1_000, currentlyAvailable: 0, restoreRate: 0 }, 5);
    expect(bucket.restoredASecond).toBe(100);
  });

  it("never asks a shop for more than it restores, whoever asks when", () => {
    const calls = fc.array(fc.record({ cost: fc.integer({ min: 1, max: 300 }), gap: fc.nat({ max: 400 }) }), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(calls, (asked) => {
        const ours = openBucket(0);
        let at = 0;
        const sent = asked.map(({ cost, gap }) => {
          at += gap + waitFor(ours, cost, at + gap);
          spend(ours, cost, at);
          return { cost, at };
        });
        return neverBelowZero(sent);
      }),
    );
  });
});

/** Shopify's side, kept apart from ours: a thousand points, a hundred a second. */
function neverBelowZero(sent: { cost: number; at: number }[]): boolean {
  let [available, last] = [1_000, 0];
  return sent.every(({ cost, at }) => {
    available = Math.min(1_000, available + (at - last) / 10) - cost;
    last = at;
    return available > -1e-6;
  });
}
