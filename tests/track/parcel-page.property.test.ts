import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "#app/id.ts";
import { pageOfOrder } from "#app/track/page-of-order.ts";
import { PAGE_HEADERS } from "#app/track/page-frame.ts";
import { parcelPage } from "#app/track/parcel-page.ts";
import { catalogues } from "#app/words/catalogue.ts";
import { AT, anyOrder, HOME } from "#tests/orders/any-order.ts";

const SETTINGS = { shopName: "Tidewater", primaryUrl: "https://tidewater.example", embedSeenAt: AT };
const until = new Date("2026-12-31T00:00:00Z");
const locales = fc.constantFrom(...Object.keys(catalogues), "pt-BR", "en-US", "xx");
const RUNS = { numRuns: 300 };
const MONEY = /[€$£¥]|\bEUR\b/;

/** An order with a parcel on its way or arrived: the others have no page. */
const sentOrder = anyOrder
  .filter(({ parcels }) => parcels.length > 0)
  .map((order) => ({
    ...order,
    cancelledAt: null,
    lines: order.lines.map((line) => ({ ...line, requiresShipping: true, currentQuantity: 9 })),
    parcels: order.parcels.map((parcel, index) => ({
      ...parcel,
      status: "SUCCESS",
      items: [{ lineId: order.lines[index % order.lines.length]!.id, quantity: 1 }],
    })),
    groups: order.groups.slice(0, 1),
  }));

/** The page of an order's first parcel that has one, or null. */
function pageOf(order: Parameters<typeof pageOfOrder>[1], locale: string): string | null {
  for (const { id } of order.parcels) {
    const claims = { shopId: newId(), fulfillmentId: id, locale: null, until };
    const page = pageOfOrder(claims, order, SETTINGS, { at: AT, locale });
    if (page) return parcelPage(page);
  }
  return null;
}

describe("the page of a parcel, whatever state its order is in", () => {
  it("tells nothing of the person: no name, address, contact or price", () => {
    fc.assert(
      fc.property(fc.oneof(anyOrder, sentOrder), locales, (order, locale) => {
        const page = pageOf({ ...order, email: "bruno@costa.example", phone: "+351910000001" }, locale);
        const personal = [HOME.name, HOME.company, HOME.address1, HOME.address2, HOME.city, HOME.zip];
        for (const part of [...personal, "vila nova", "bruno@", "910000001", "key=secret"])
          expect(page?.toLowerCase() ?? "").not.toContain(part.toLowerCase());
        expect(page ?? "").not.toMatch(MONEY);
      }),
      RUNS,
    );
  });

  it("is whole, small and in its reader's language, without a hole in a sentence", () => {
    let shown = 0;
    fc.assert(
      fc.property(sentOrder, locales, (order, locale) => {
        const page = pageOf(order, locale);
        if (!page) return;
        shown++;
        expect(Buffer.byteLength(page)).toBeLessThanOrEqual(20_000);
        // A link's token is random: it may spell anything.
        const words = page.replace(/ href="[^"]*"/g, "");
        expect(words).not.toMatch(/\bundefined\b|\bnull\b|NaN|Invalid Date|\[object|\{[a-z]+\}/);
        expect(page.replace(/<style>.*<\/style>/s, "")).not.toMatch(
          /<script|<img|<link|<iframe|\bon\w+=|style=/i,
        );
      }),
      RUNS,
    );
    expect(shown).toBeGreaterThan(200);
  });

  it("shows nothing of a cancelled order", () => {
    fc.assert(
      fc.property(sentOrder, (order) => pageOf({ ...order, cancelledAt: AT }, "en") === null),
      RUNS,
    );
  });

  it("runs nothing that a shop, a carrier or a scan writes, and links to the web only", () => {
    const hostile = fc.constantFrom(
      "<script>alert(1)</script>",
      '"><svg onload=alert(1)>',
      "' onmouseover='alert(1)",
      "</style><script>alert(1)</script>",
      "&lt;img src=x onerror=alert(1)&gt;",
    );
    const address = fc.constantFrom(
      "javascript:alert(1)",
      "data:text/html,<script>alert(1)</script>",
      "//evil",
      "x",
    );
    fc.assert(
      fc.property(sentOrder, hostile, address, (order, text, url) => {
        const page = pageOf(
          {
            ...order,
            name: text,
            lines: order.lines.map((line) => ({ ...line, title: text })),
            parcels: order.parcels.map((parcel) => ({
              ...parcel,
              tracking: [{ company: text, number: text, url }],
              events: parcel.events.map((event) => ({ ...event, city: text })),
            })),
          },
          "en",
        );
        const body = (page ?? "").replace(/<style>.*?<\/style>/s, "");
        expect(body).not.toMatch(/<script|<svg|<img|\s(?:onmouseover|onload|onerror)='?=|onmouseover='/);
        for (const [, href] of body.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https?:/);
      }),
      RUNS,
    );
  });
});

it("the page's one style is the one its policy names, and nothing else may load", async () => {
  const { createHash } = await import("node:crypto");
  const { gonePage } = await import("#app/track/parcel-page.ts");
  const [, style] = /<style>(.*)<\/style>/s.exec(gonePage("de"))!;
  const hash = createHash("sha256").update(style!).digest("base64");
  expect(PAGE_HEADERS["content-security-policy"]).toContain(`style-src 'sha256-${hash}'`);
  expect(PAGE_HEADERS["content-security-policy"]).toMatch(/^default-src 'none'/);
});
