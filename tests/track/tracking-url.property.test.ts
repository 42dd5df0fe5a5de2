import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, earlier, later } from "#app/clock.ts";
import { newId } from "#app/id.ts";
import { signBytes } from "#app/seal.server.ts";
import { readTrackingToken, TRACKING_LIVES_DAYS, trackingUrl } from "#app/orders/tracking/tracking-url.ts";

const at = new Date("2026-11-21T09:00:00Z");
const shop = { id: newId(), at };
const tokenOf = (url: string) => url.slice(url.indexOf("/track/") + "/track/".length);
const ids = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String);
const RUNS = { numRuns: 2_000 };

describe("a parcel's address", () => {
  it("says which shop, parcel and language it is for, and stays the same throughout a day", () => {
    fc.assert(
      fc.property(fc.uuid(), ids, fc.constantFrom(null, "de", "ja", "pt-BR"), (id, parcel, locale) => {
        const url = trackingUrl({ id, at }, parcel, locale);
        expect(readTrackingToken(tokenOf(url), at)).toMatchObject({
          shopId: id,
          fulfillmentId: parcel,
          locale: locale?.slice(0, 2) ?? null,
        });
        expect(trackingUrl({ id, at: new Date("2026-11-21T23:59:59Z") }, parcel, locale)).toBe(url);
      }),
      { numRuns: 200 },
    );
  });

  it("is short enough to leave room in a text", () => {
    expect(tokenOf(trackingUrl(shop, "9007199254740993", "de"))).toMatch(/^[\w-]{59}$/);
  });

  it("ends after its sixty days and not before", () => {
    const token = tokenOf(trackingUrl(shop, "7", null));
    expect(readTrackingToken(token, later(at, TRACKING_LIVES_DAYS * DAY))).not.toBeNull();
    expect(readTrackingToken(token, later(at, (TRACKING_LIVES_DAYS + 1) * DAY))).toBeNull();
    expect(readTrackingToken(token, earlier(at, DAY))).not.toBeNull();
  });

  it("opens with no bit of it changed", () => {
    const bytes = Buffer.from(tokenOf(trackingUrl(shop, "7", "en")), "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(readTrackingToken(changed.toString("base64url"), at), `bit ${bit}`).toBeNull();
    }
  });

  it("is never guessed, whatever is sent in its place", () => {
    const real = tokenOf(trackingUrl(shop, "7", "en"));
    const anything = fc.oneof(
      fc.string({ maxLength: 200, unit: "binary" }),
      fc.base64String({ minLength: 56, maxLength: 60 }),
      fc
        .uint8Array({ minLength: 44, maxLength: 44 })
        .map((bytes) => Buffer.from(bytes).toString("base64url")),
      fc.nat(58).map((end) => real.slice(0, end)),
      fc.constantFrom(
        `${real}A`,
        `${real}=`,
        `A${real}`,
        real.toUpperCase(),
        `${real}%00`,
        "../../etc/passwd",
      ),
      // Signed by us, but for something else, or not of this length.
      fc
        .uint8Array({ minLength: 28, maxLength: 28 })
        .map((bytes) => signBytes("another", Buffer.from(bytes))),
      fc
        .uint8Array({ minLength: 1, maxLength: 60 })
        .filter(({ length }) => length !== 28)
        .map((bytes) => signBytes("parcel-page", Buffer.from(bytes))),
    );
    fc.assert(
      fc.property(anything, (token) => token === real || readTrackingToken(token, at) === null),
      RUNS,
    );
  });
});
