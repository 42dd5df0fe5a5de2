import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, later } from "#app/clock.ts";
import { AGREES_DAYS, preferencesUrl, readPreferencesToken } from "#app/consent/preferences-url.ts";
import { newId } from "#app/id.ts";
import { sealToken } from "#app/seal.server.ts";

const at = new Date("2026-11-21T09:00:00Z");
const shop = { id: newId(), at };
const sms = { channel: "sms", address: "+14155550100" } as const;
const tokenOf = (url: string) => url.slice(url.indexOf("/preferences/") + "/preferences/".length);

describe("the address of a shopper's own page", () => {
  it("opens whose it is and nobody else's, in the language of the message", () => {
    const points = fc.oneof(
      fc.bigInt({ min: 10_000_000n, max: 999_999_999_999_999n }).map((digits) => `+${digits}`),
      fc.emailAddress().map((email) => email.toLowerCase()),
    );
    fc.assert(
      fc.property(fc.uuid(), points, fc.constantFrom(null, "de", "ja", "pt-BR"), (id, address, locale) => {
        const channel = address.startsWith("+") ? ("sms" as const) : ("email" as const);
        const token = tokenOf(preferencesUrl({ id, at }, { channel, address }, locale));
        expect(readPreferencesToken(token, at)).toEqual({
          shopId: id,
          channel,
          address,
          locale: locale?.slice(0, 2) ?? null,
          mayAgree: true,
        });
        expect(Buffer.from(token, "base64url").toString("latin1")).not.toContain(address.slice(0, 8));
      }),
      { numRuns: 200 },
    );
  });

  it("leaves room in a text, agrees to nothing after its days and not before, and never ends", () => {
    const token = tokenOf(preferencesUrl(shop, sms, null));
    expect(token.length).toBeLessThan(90);
    const mayAgree = (days: number) => readPreferencesToken(token, later(at, days * DAY))?.mayAgree;
    expect([AGREES_DAYS, AGREES_DAYS + 1, 9_999].map(mayAgree)).toEqual([true, false, false]);
  });

  it("opens with no bit of it changed, and with nothing in its place", () => {
    const real = tokenOf(preferencesUrl(shop, sms, "en"));
    const bytes = Buffer.from(real, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(readPreferencesToken(changed.toString("base64url"), at), `bit ${bit}`).toBeNull();
    }
    const anything = fc.oneof(
      fc.string({ maxLength: 700, unit: "binary" }),
      fc.nat(real.length - 1).map((end) => real.slice(0, end)),
      fc.constantFrom(`${real}A`, `${real}=`, `A${real}`, "../../etc/passwd", `${real}%00`),
      fc.uint8Array({ maxLength: 80 }).map((one) => sealToken("another", Buffer.from(one))),
      fc.uint8Array({ maxLength: 21 }).map((one) => sealToken("preferences", Buffer.from(one))),
    );
    fc.assert(
      fc.property(anything, (token) => readPreferencesToken(token, at) === null),
      { numRuns: 2_000 },
    );
  });
});
